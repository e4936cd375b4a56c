import { appointmentLevels, isAway, pausesOf } from '../appointment.ts'
import { atShare, compareAmounts, plus, ZERO, type Amount } from '../amount.ts'
import type { Unit } from '../calendars.ts'
import type { DateRange, Day } from '../dates.ts'
import type { AppointmentSituation, AssignmentFacts } from '../facts.ts'
import { measure } from '../measure.ts'
import { contains, intersect, overlaps, subtract } from '../ranges.ts'
import { steps } from '../steps.ts'

/** Days at a share of the person's time. */
export type SharedTime = DateRange & { readonly sharePercent: number }

/** Days of one assignment that give credit. */
export type CreditedTime = SharedTime & { readonly assignment: AssignmentFacts }

/** The days that count for a requirement: the whole appointment, or the part of it at some levels. */
export function windowAtLevels(situation: AppointmentSituation, levels: readonly string[] | null): DateRange[] {
  const { startOn, endOn } = situation.appointment
  if (levels === null) return [{ startOn, endOn }]
  return appointmentLevels(situation).filter((range) => levels.includes(range.level))
}

/**
 * The credit of an appointment's assignments to some rotations inside `window`, in order of time; two entries either
 * share no day or have the same days. Leave that does not count towards training gives none; vacation takes none away. An
 * assignment counts for its own appointment alone, at its share, and no day counts for more than a whole one.
 */
export function creditedTime(
  situation: AppointmentSituation,
  rotationIds: readonly string[],
  window: readonly DateRange[],
): CreditedTime[] {
  const pauses = pausesOf(situation.person)
  const counted = new Set(rotationIds)
  const pieces: CreditedTime[] = []
  for (const assignment of situation.person.assignments) {
    if (assignment.appointmentId !== situation.appointment.id || !counted.has(assignment.rotationId)) continue
    for (const inWindow of intersect([assignment], window)) {
      for (const range of subtract(inWindow, pauses)) {
        pieces.push({ ...range, assignment, sharePercent: assignment.sharePercent })
      }
    }
  }
  pieces.sort((a, b) => a.startOn - b.startOn || (a.assignment.id < b.assignment.id ? -1 : 1))
  const isSequence = pieces.every((piece, index) => index === 0 || piece.startOn > pieces[index - 1]!.endOn)
  return isSequence ? pieces : atMostWholeDays(pieces)
}

/** Cuts overlapping credit into days with the same assignments and gives out at most 100 percent of each, first come first. */
function atMostWholeDays(pieces: readonly CreditedTime[]): CreditedTime[] {
  const capped: CreditedTime[] = []
  for (const range of cutAt(pieces)) {
    let freePercent = 100
    for (const piece of pieces) {
      const sharePercent = Math.min(freePercent, piece.sharePercent)
      if (sharePercent === 0 || !contains(piece, range)) continue
      capped.push({ ...range, assignment: piece.assignment, sharePercent })
      freePercent -= sharePercent
    }
  }
  return capped
}

/** The ranges between all starts and ends, in order. */
function cutAt(ranges: readonly DateRange[]): DateRange[] {
  const cuts = [...new Set(ranges.flatMap((range) => [range.startOn, range.endOn + 1]))].sort((a, b) => a - b)
  return cuts.slice(0, -1).map((startOn, index) => ({ startOn, endOn: cuts[index + 1]! - 1 }))
}

/**
 * The appointment's time after `asOf` that no assignment takes: at most the appointment's share, and at most what all the
 * person's assignments leave. Days away are not open.
 */
export function openTime({ person, appointment }: AppointmentSituation, asOf: Day): SharedTime[] {
  const ahead = { startOn: Math.max(appointment.startOn, asOf + 1), endOn: appointment.endOn }
  const taken = person.assignments.map((assignment) => ({ ...assignment, weight: assignment.sharePercent }))
  const takenHere = taken.filter(({ appointmentId }) => appointmentId === appointment.id)
  return subtract(ahead, person.leaves.filter(isAway)).flatMap((present) => {
    const ownFree = steps(takenHere, present).map((step) => ({ ...step, free: appointment.sharePercent - step.total }))
    const allFree = steps(taken, present).map((step) => ({ ...step, free: 100 - step.total }))
    return overlaps(ownFree, allFree).flatMap(([own, all, { startOn, endOn }]) => {
      const sharePercent = Math.min(own.free, all.free)
      return sharePercent > 0 ? [{ startOn, endOn, sharePercent }] : []
    })
  })
}

/** The part of `time` that lies in `window`. */
export function within(time: readonly SharedTime[], window: readonly DateRange[]): SharedTime[] {
  return time.flatMap((entry) =>
    intersect([entry], window).map((range) => ({ ...range, sharePercent: entry.sharePercent })),
  )
}

/** How much time this is in `unit` of the appointment's calendar, each entry at its share. */
export function amountIn(unit: Unit, time: readonly SharedTime[], { curriculum }: AppointmentSituation): Amount {
  return time.reduce(
    (sum, entry) =>
      plus(sum, atShare(measure([entry], unit, curriculum.calendar, curriculum.startsOn), entry.sharePercent)),
    ZERO,
  )
}

/** The first day by whose end the credit (as `creditedTime` orders it) comes to `target`, or null. */
export function reachedOn(
  credited: readonly CreditedTime[],
  target: Amount,
  unit: Unit,
  situation: AppointmentSituation,
): Day | null {
  let before = ZERO
  for (let index = 0; index < credited.length; ) {
    const { startOn, endOn } = credited[index]!
    let together = 0
    while (credited[index]?.startOn === startOn) together += credited[index++]!.sharePercent
    const upTo = (day: Day) =>
      plus(before, amountIn(unit, [{ startOn, endOn: day, sharePercent: together }], situation))
    const through = upTo(endOn)
    if (compareAmounts(through, target) < 0) {
      before = through
      continue
    }
    let low = startOn
    let high = endOn
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (compareAmounts(upTo(middle), target) >= 0) high = middle
      else low = middle + 1
    }
    return low
  }
  return null
}
