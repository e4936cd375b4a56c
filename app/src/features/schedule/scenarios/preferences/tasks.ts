import { academicYear, academicYearOf, dayOf } from '@gradus/rules'
import type { Actor } from '../../../../contract/roles.ts'
import type { Platform } from '../../../../platform/platform.ts'
import type { Task } from '../../../home/contract.ts'
import { activeAppointments } from '../../../people/index.ts'
import { institutionOrThrow, isoRange } from '../../facts/load.ts'
import { deadlinesOf, preferenceOf } from './store.ts'

interface Viewer {
  readonly platform: Platform
  readonly actor: Actor
  readonly today: string
}

/** A trainee who has not said what they would like, while a last day is set and has not passed. */
export async function wishTasks({ platform, actor, today }: Viewer): Promise<Task[]> {
  if (!actor.grants.some(({ role }) => role === 'trainee')) return []
  const db = platform.database.drizzle
  const { institutionId, personId } = actor
  const institution = await institutionOrThrow(db, institutionId)
  const next = academicYearOf(dayOf(today), institution.yearStartsOn).startYear + 1
  const year = academicYear(next, institution.yearStartsOn)
  const held = await activeAppointments(db, institutionId, { ...isoRange(year), personIds: [personId] })
  const deadlines = await deadlinesOf(
    db,
    institutionId,
    held.map(({ programId }) => programId),
    next,
  )
  const dueOn = [...deadlines.values()]
    .flatMap((row) => (row.dueOn !== null && row.dueOn >= today ? [row.dueOn] : []))
    .sort()
    .at(-1)
  if (dueOn === undefined || (await preferenceOf(db, institutionId, personId, next)) !== undefined) return []
  return [
    {
      kind: 'wishes',
      sentence: `Say what you would like in ${year.label}, or that you have no wish.`,
      to: '/me/preferences',
      minutes: 5,
      dueOn,
    },
  ]
}
