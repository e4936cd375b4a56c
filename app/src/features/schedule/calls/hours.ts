import {
  checkWorkHours,
  type DateRange,
  dayOf,
  type HomeCall,
  type TraineeHours,
  type WorkHourFinding,
} from '@gradus/rules'
import { draftedPeriod, draftsOf, type HeldCall, rulesSettings } from '../../work-hours/index.ts'
import type { CallFacts, CallPerson } from './facts.ts'
import { callKinds } from './settings.ts'
import type { Assignment } from './store.ts'
import { freeDaysOf, programOn, staysOfPerson, stintsOfPerson } from './usual-days.ts'
import { minuteOf, zoneOf } from './zones.ts'

type Call = Pick<Assignment, 'id' | 'poolId' | 'shiftId' | 'onDay' | 'startAt' | 'endAt'>

/** Averages reach so far over the days that are asked about. */
const daysAround = 35

/** Somebody's hours as they are planned: what the log of hours would draft from their rotations, and from these calls. */
export function plannedHours(
  facts: CallFacts,
  person: CallPerson,
  calls: readonly Call[],
  horizon: DateRange,
): TraineeHours {
  const zone = zoneOf(facts.timeZone)
  const stays = staysOfPerson(facts, person)
  const held = calls.flatMap((call) => heldCall(facts, call))
  const drafts = draftsOf({
    startOn: horizon.startOn - daysAround,
    endOn: horizon.endOn + daysAround,
    zone,
    stays,
    leaves: person.leaves,
    calls: held,
    holidays: freeDaysOf(facts, person, dayOf),
    settings: facts.hourSettings,
  })
  return {
    id: person.id,
    label: person.name,
    zone,
    horizon,
    periods: drafts.map(draftedPeriod),
    homeCalls: held.flatMap(({ id, work, startAt, endAt }): HomeCall[] =>
      work === null ? [{ id, startAt, endAt }] : [],
    ),
    stints: stintsOfPerson(facts, person),
    leaves: person.leaves,
    years: [],
    visa: null,
    moonlighting: null,
  }
}

function heldCall({ poolById, shiftById }: CallFacts, { id, poolId, shiftId, startAt, endAt }: Call): HeldCall[] {
  const pool = poolById.get(poolId)
  if (pool === undefined) return []
  const { work, takesDay } = callKinds[pool.kind]
  const { siteId, timeZone } = pool
  const name = `${pool.name}: ${shiftById.get(shiftId)?.name ?? ''}`
  return [{ id, name, work, takesDay, startAt: minuteOf(startAt), endAt: minuteOf(endAt), siteId, timeZone }]
}

/** What the work-hour rules say of somebody's planned time, as their program has set them; only what is more than a note. */
export function hourFindings(
  facts: CallFacts,
  person: CallPerson,
  calls: readonly Call[],
  horizon: DateRange,
): WorkHourFinding[] {
  const planned = plannedHours(facts, person, calls, horizon)
  return checkWorkHours(planned, rulesSettings(facts.hourSettings(programOn(person, horizon)))).filter(
    ({ severity }) => severity !== 'note',
  )
}
