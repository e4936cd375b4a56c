import { addDays, dayOf, type DateRange } from '@gradus/rules'
import { AppError } from '../../contract/app-error.ts'
import { scopeOf } from '../../contract/permission.ts'
import type { Actor } from '../../contract/roles.ts'
import type { Reads } from '../../platform/db/index.ts'
import type { Guard } from '../../platform/http/guard.ts'
import type { Person } from './facts.ts'
import { mondayOf } from './facts.ts'
import { overseeHours } from './policy.ts'
import { invalid } from './refusals.ts'
import { settingsOf } from './settings-store.ts'

const hidden = (): AppError =>
  new AppError(
    'not-allowed',
    'The program does not show other trainees’ hours to its chiefs. Its director can change that.',
  )

/** The programs whose hours somebody may look through: by office, or as a chief where the program's setting says so. Null is all. */
export async function programsSeen(
  db: Reads,
  guard: Guard,
  actor: Actor,
  programId: string | undefined,
): Promise<readonly string[] | null> {
  const scope = guard.scope()
  const office = scopeOf(actor, overseeHours)
  if (programId !== undefined && !scope.institution && !scope.programIds.includes(programId))
    throw new AppError('not-allowed', 'Your roles do not include the work hours of this program.')
  if (office.institution) return programId === undefined ? null : [programId]
  const settings = await settingsOf(db, actor.institutionId, scope.programIds)
  const seen = scope.programIds.filter(
    (id) => office.programIds.includes(id) || settings(id).settings.chiefsSeeHours.value,
  )
  const wanted = programId === undefined ? seen : seen.filter((id) => id === programId)
  if (wanted.length === 0) throw hidden()
  return wanted
}

/** One person's hours: their own, those of whom one oversees, or as a chief where the person's program says so. */
export function requireReader(guard: Guard, actor: Actor, person: Person): void {
  const target = { personId: person.personId, programIds: person.programIds }
  guard.require(target)
  if (actor.personId === person.personId || guard.may(overseeHours, target)) return
  if (!person.settings.settings.chiefsSeeHours.value) throw hidden()
}

const longestDays = 400

/** The days asked for; without any, the last four weeks up to today. */
export function rangeAsked(
  query: { startOn?: string | undefined; endOn?: string | undefined },
  today: string,
): DateRange {
  const endOn = dayOf(query.endOn ?? today)
  const startOn = query.startOn === undefined ? mondayOf(addDays(endOn, -27)) : dayOf(query.startOn)
  if (endOn < startOn) throw invalid([{ path: 'endOn', sentence: 'The last day is before the first.' }])
  if (endOn - startOn > longestDays)
    throw invalid([{ path: 'startOn', sentence: 'Ask for a little more than a year at most.' }])
  return { startOn, endOn }
}
