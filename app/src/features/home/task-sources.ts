import type { Actor } from '../../contract/roles.ts'
import type { Guard } from '../../platform/http/guard.ts'
import type { Platform } from '../../platform/platform.ts'
import { absenceTasks } from '../schedule/absences/index.ts'
import { swapTasks } from '../schedule/swaps/index.ts'
import { documentTasks } from '../documents/index.ts'
import { checklistTasks } from '../onboarding/index.ts'
import { offSiteTasks } from '../off-site/index.ts'
import { hourTasks } from '../work-hours/index.ts'
import { goalTasks } from '../programs/objectives/index.ts'
import { wishTasks } from '../schedule/scenarios/preferences/tasks.ts'
import type { Task } from './contract.ts'

/** Who looks, and when; the parts of the page and the sources of tasks ask these. `today` is the institution's. */
export interface Viewer {
  readonly platform: Platform
  readonly actor: Actor
  readonly guard: Guard
  readonly today: string
  readonly now: Date
}

/** What a feature asks of the viewer today, in a fixed number of queries; empty for whom it does not concern. */
export type TaskSource = (viewer: Viewer) => Promise<readonly Task[]>

/** The features that have tasks for people, one line each, the most pressing first. */
export const taskSources: readonly TaskSource[] = [
  swapTasks,
  absenceTasks,
  hourTasks,
  goalTasks,
  wishTasks,
  documentTasks,
  checklistTasks,
  offSiteTasks,
]
