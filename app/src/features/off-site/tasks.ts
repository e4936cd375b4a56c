import { addDays, dayOf, isoOf, plural } from '@gradus/rules'
import { scopeOf } from '../../contract/permission.ts'
import type { Actor } from '../../contract/roles.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Task } from '../home/contract.ts'
import { isOpen, kindsAskedFor } from '../onboarding/index.ts'
import { loadStays, type Stay } from './load.ts'
import { arrangeOffSite } from './policy.ts'

interface Viewer {
  readonly platform: Platform
  readonly actor: Actor
  readonly today: string
}

const soonDays = 28

const stepsDue = (stays: readonly Stay[], isMine: (owner: string) => boolean, last: string) =>
  stays.flatMap((stay) =>
    stay.lists
      .flatMap(({ items }) => items)
      .filter((step) => isMine(step.owner) && isOpen(step) && step.dueOn <= last)
      .map((step) => ({ stay, step })),
  )

/** Steps before time at another site that are late or due within four weeks: a trainee's own, and those of the desk. */
export async function offSiteTasks({ platform, actor, today }: Viewer): Promise<Task[]> {
  const { institutionId, personId } = actor
  const desk = scopeOf(actor, arrangeOffSite).programIds
  const own = actor.grants.flatMap(({ role, programId }) => (role === 'trainee' && programId ? [programId] : []))
  if (desk.length + own.length === 0) return []
  const db = platform.database.drizzle
  if (!(await kindsAskedFor(db, institutionId)).has('off-site')) return []
  const last = isoOf(addDays(dayOf(today), soonDays))
  const now = platform.now()
  const tasks: Task[] = []
  if (own.length > 0) {
    const { stays } = await loadStays(db, { institutionId, programIds: own, personId, now })
    const due = stepsDue(stays, (owner) => owner === 'trainee', last)
    const [first] = due.sort((a, b) => (a.step.dueOn < b.step.dueOn ? -1 : 1))
    if (first !== undefined)
      tasks.push({
        kind: 'off-site',
        sentence: `Before ${first.stay.site?.name ?? first.stay.rotationName}: ${first.step.title}.`,
        to: '/me/checklists',
        minutes: null,
        dueOn: first.step.dueOn,
      })
  }
  if (desk.length === 0) return tasks
  const { stays } = await loadStays(db, { institutionId, programIds: desk, now })
  const due = stepsDue(stays, (owner) => owner !== 'trainee', last)
  const people = new Set(due.map(({ stay }) => stay.personId))
  const [first] = due.map(({ step }) => step.dueOn).sort()
  if (first !== undefined)
    tasks.push({
      kind: 'off-site-desk',
      sentence: `${plural(due.length, 'step')} for time at other sites ${due.length === 1 ? 'is' : 'are'} due within four weeks, for ${people.size === 1 ? '1 trainee' : `${people.size} trainees`}.`,
      to: '/off-site',
      minutes: null,
      dueOn: first,
    })
  return tasks
}
