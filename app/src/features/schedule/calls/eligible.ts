import { dayOf, type Day, isoOf, type LevelRange, levelRanges, trainingCompletedOn } from '@gradus/rules'
import type { Seat } from '../facts/year-facts.ts'
import { rememberingOf } from '../remember.ts'
import { type CallFacts, type CallPerson } from './facts.ts'
import type { Pool, Shift } from './store.ts'
import { shortDay } from './words.ts'

/** The appointment that counts on a day in a pool: the first of its programs that the person is in. */
export function seatOn(person: CallPerson, pool: Pool, on: Day): Seat | undefined {
  for (const programId of pool.programIds) {
    const seat = person.seats.find((one) => one.programId === programId && one.startOn <= on && on <= one.endOn)
    if (seat !== undefined) return seat
  }
  return undefined
}

const levelsOf = rememberingOf<Map<string, readonly LevelRange[]>>()

/** The level of an appointment on a day. Asked for every day of a year, so the ranges are kept with the person. */
export function levelOfSeat(person: CallPerson, seat: Seat, on: Day): string {
  const known = levelsOf(person, () => new Map<string, readonly LevelRange[]>())
  let ranges = known.get(seat.id)
  if (ranges === undefined) {
    const pauses = person.leaves.filter(({ countsTowardTraining }) => !countsTowardTraining)
    const { levels } = seat.followed.facts
    ranges = levelRanges({ levels, entryLevel: seat.entryLevel, startOn: seat.startOn, pauses }, seat.endOn)
    known.set(seat.id, ranges)
  }
  return ranges.find(({ startOn, endOn }) => startOn <= on && on <= endOn)?.level ?? seat.entryLevel
}

/** The rotation of a day, as the schedule of record has it. */
export function rotationOn(person: CallPerson, on: Day) {
  const placement = person.placements.find(({ startOn, endOn }) => startOn <= on && on <= endOn)
  if (placement === undefined) return undefined
  const seat = person.seats.find(({ id }) => id === placement.appointmentId)
  const rotation = seat?.followed.facts.rotations.find(({ id }) => id === placement.rotationId)
  return { placement, rotation, label: rotation?.label ?? placement.rotationId }
}

/** Passes midnight far enough to take the next day's morning. */
export const reachesNextDay = ({ startMinute, durationMinutes }: Shift): boolean =>
  startMinute + durationMinutes > 1440 + 240

/**
 * Why somebody may not be on a shift of a day at all, in one line that continues their name; null when they may. What they work besides
 * is another question.
 */
export const barredReason = (facts: CallFacts, person: CallPerson, pool: Pool, shift: Shift, on: Day): string | null =>
  standingReason(facts, person, pool, shift, on) ?? requestReason(person, pool, on)

/** The same without what the person asked for themselves: that takes nobody out of their share. */
export function standingReason(facts: CallFacts, person: CallPerson, pool: Pool, shift: Shift, on: Day): string | null {
  const seat = seatOn(person, pool, on)
  if (seat === undefined) return `is not in a program of ${pool.name} then`
  return (
    leaveReason(person, pool, shift, on) ??
    levelReason(person, pool, seat, on) ??
    rotationReason(person, pool, shift, on) ??
    privilegeReason(person, pool, on) ??
    eventReason(facts, person, pool, seat, on)
  )
}

function leaveReason(person: CallPerson, pool: Pool, shift: Shift, on: Day): string | null {
  const last = reachesNextDay(shift) ? on + 1 : on
  const away = person.leaves.find(({ startOn, endOn }) => startOn <= last && on <= endOn)
  if (away !== undefined) return away.startOn <= on ? 'is away that day' : 'is away the morning after'
  const { daysBeforeLeave } = pool.settings
  const soon = person.leaves.find(({ startOn }) => on < startOn && startOn <= on + daysBeforeLeave)
  return soon === undefined ? null : `is away from ${shortDay(soon.startOn)} on`
}

function levelReason(person: CallPerson, { settings, name }: Pool, seat: Seat, on: Day): string | null {
  const level = levelOfSeat(person, seat, on)
  if (settings.levels !== null && !settings.levels.includes(level)) return `is ${level}, who take no ${name}`
  if (settings.monthsOfTraining === null) return null
  const pauses = person.leaves.filter(({ countsTowardTraining }) => !countsTowardTraining)
  // Whoever entered above the first level brings the months of the levels below.
  const before = 12 * Math.max(0, seat.followed.facts.levels.indexOf(seat.entryLevel))
  const missing = settings.monthsOfTraining - before
  if (missing <= 0) return null
  const readyOn = trainingCompletedOn(seat.startOn, missing, pauses)
  return on < readyOn ? `has ${settings.monthsOfTraining} months of training only on ${shortDay(readyOn)}` : null
}

function rotationReason(person: CallPerson, { settings, name }: Pool, shift: Shift, on: Day): string | null {
  const today = rotationOn(person, on)
  if (today === undefined) return settings.rotations === null ? null : 'has no rotation that day'
  const { placement, label } = today
  if (settings.rotations !== null && !settings.rotations.includes(placement.rotationId))
    return `is on ${label}, which takes no ${name}`
  const days = reachesNextDay(shift) ? [today, rotationOn(person, on + 1)] : [today]
  for (const day of days) {
    if (day === undefined) continue
    if (settings.exceptRotations.includes(day.placement.rotationId)) return `is on ${day.label}, which takes no ${name}`
    if (settings.exceptOffSite && day.rotation?.offSite) return `is away at ${day.rotation.offSite.siteLabel}`
  }
  return null
}

function privilegeReason(person: CallPerson, { settings }: Pool, on: Day): string | null {
  const iso = isoOf(on)
  const missing = settings.privileges.find(
    (name) =>
      !person.privileges.some((held) => held.name === name && held.startOn <= iso && (held.endOn ?? iso) >= iso),
  )
  return missing === undefined ? null : `does not hold “${missing}”`
}

function eventReason(facts: CallFacts, person: CallPerson, pool: Pool, seat: Seat, on: Day): string | null {
  const { daysBeforeEvents, daysAfterEvents } = pool.settings
  const event = facts.events.find(({ programId, levels, startOn, endOn }) => {
    if (!person.seats.some((one) => one.programId === programId)) return false
    if (levels !== null && !levels.includes(levelOfSeat(person, seat, on))) return false
    return dayOf(startOn) - daysBeforeEvents <= on && on <= dayOf(endOn) + daysAfterEvents
  })
  return event === undefined ? null : `has ${event.name} close by`
}

function requestReason(person: CallPerson, pool: Pool, on: Day): string | null {
  const iso = isoOf(on)
  const cannot = person.requests.some(
    ({ wish, poolId, startOn, endOn }) =>
      wish === 'cannot' && (poolId === null || poolId === pool.id) && startOn <= iso && iso <= endOn,
  )
  return cannot ? 'said that this day is impossible' : null
}
