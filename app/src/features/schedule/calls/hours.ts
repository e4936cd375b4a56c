import {
  checkWorkHours,
  DEFAULT_WORK_HOUR_SETTINGS,
  type DateRange,
  dayOf,
  type Day,
  type HomeCall,
  type RotationStint,
  type TraineeHours,
  type WorkHourFinding,
  type WorkPeriod,
} from '@gradus/rules'
import type { CallFacts, CallPerson } from './facts.ts'
import { callKinds } from './settings.ts'
import type { Assignment } from './store.ts'
import { weekdayOf } from './words.ts'
import { dayThere, minuteOf, shiftInstants, zoneOf } from './zones.ts'

/** The daytime that planning assumes for a rotation until hours are logged: a planning value, no rule. */
export const usualDaytime = { weekdays: [0, 1, 2, 3, 4], startMinute: 450, endMinute: 1020 }

type Call = Pick<Assignment, 'id' | 'poolId' | 'shiftId' | 'onDay' | 'startAt' | 'endAt'>

const hoursBetween = ({ startAt, endAt }: Call): number => (endAt.getTime() - startAt.getTime()) / 3_600_000

/** Somebody's hours as they are planned: the rotations' days, and their calls. Nothing by day where a shift or the night before takes it. */
export function plannedHours(
  facts: CallFacts,
  person: CallPerson,
  calls: readonly Call[],
  horizon: DateRange,
): TraineeHours {
  const zone = zoneOf(facts.timeZone)
  const periods: WorkPeriod[] = []
  const homeCalls: HomeCall[] = []
  const free = new Set<Day>()
  for (const call of calls) {
    const pool = facts.poolById.get(call.poolId)
    if (pool === undefined) continue
    const { work } = callKinds[pool.kind]
    const interval = { id: call.id, startAt: minuteOf(call.startAt), endAt: minuteOf(call.endAt) }
    if (work === null) {
      homeCalls.push(interval)
      continue
    }
    periods.push({ ...interval, kind: work, extension: null, reason: null })
    const on = dayOf(call.onDay)
    const endsOn = dayThere(pool.timeZone, call.endAt)
    // A night in the hospital takes the morning after; a long evening or night float takes its own day.
    if (endsOn > on && hoursBetween(call) >= 8) free.add(endsOn)
    if (pool.kind === 'night-float' || pool.kind === 'evening') free.add(on)
  }
  const days: DateRange = { startOn: horizon.startOn - 35, endOn: horizon.endOn + 35 }
  const stints: RotationStint[] = []
  for (const placement of person.placements) {
    const startOn = Math.max(placement.startOn, days.startOn)
    const endOn = Math.min(placement.endOn, days.endOn)
    if (startOn > endOn) continue
    const seat = person.seats.find(({ id }) => id === placement.appointmentId)
    const rotation = seat?.followed.definition.rotations.find(({ id }) => id === placement.rotationId)
    const label = rotation?.name ?? placement.rotationId
    const isNight = rotation?.kind === 'call'
    stints.push({
      rotationId: placement.rotationId,
      label,
      siteId: null,
      isNightFloat: isNight,
      startOn: placement.startOn,
      endOn: placement.endOn,
    })
    if (isNight) continue
    for (let on = startOn; on <= endOn; on++) {
      if (!usualDaytime.weekdays.includes(weekdayOf(on)) || free.has(on)) continue
      if (person.leaves.some((leave) => leave.startOn <= on && on <= leave.endOn)) continue
      const { startAt, endAt } = shiftInstants(facts.timeZone, on, {
        startMinute: usualDaytime.startMinute,
        durationMinutes: usualDaytime.endMinute - usualDaytime.startMinute,
      })
      periods.push({
        id: `day ${on}`,
        kind: 'assignment',
        startAt: minuteOf(startAt),
        endAt: minuteOf(endAt),
        extension: null,
        reason: null,
      })
    }
  }
  return {
    id: person.id,
    label: person.name,
    zone,
    horizon,
    periods,
    homeCalls,
    stints,
    leaves: person.leaves,
    years: [],
    visa: null,
    moonlighting: null,
  }
}

/** What the work-hour rules say of somebody's planned time; only what is more than a note. */
export const hourFindings = (
  facts: CallFacts,
  person: CallPerson,
  calls: readonly Call[],
  horizon: DateRange,
): WorkHourFinding[] =>
  checkWorkHours(plannedHours(facts, person, calls, horizon), DEFAULT_WORK_HOUR_SETTINGS).filter(
    ({ severity }) => severity !== 'note',
  )
