import {
  appointmentLevels,
  contains,
  type DateRange,
  type Day,
  type LevelRange,
  measure,
  overlap,
  periodsBetween,
  unitOf,
  type Unit,
} from '@gradus/rules'
import { calendarSpec } from '../../../curriculum/index.ts'
import { personFacts, situationOf } from '../../facts/rules-facts.ts'
import { type Placement, type Seat, shareOf } from '../../facts/year-facts.ts'
import type { Plan, PlanPerson } from './plan.ts'

/** A stretch of one person's time that gets one rotation. */
export interface PlanSlot extends DateRange {
  readonly ticks: number
  readonly away: boolean
  /** Appointments that may use it. */
  readonly seats: readonly Seat[]
  readonly fixed: Placement | null
}

/** How one person's time is cut and counted. */
export interface Timeline {
  /** Of the days to be scheduled. */
  readonly slots: readonly PlanSlot[]
  /** Of the training that comes after them. */
  readonly later: readonly PlanSlot[]
  /** What amounts are told in: the calendar of the person's first appointment. */
  readonly unit: Exclude<Unit, 'days'>
  readonly ticksPerUnit: number
  /** False when some slot is not a whole half of a unit, so that amounts come out a little off. */
  readonly exact: boolean
  readonly levels: ReadonlyMap<string, readonly LevelRange[]>
}

const halves = 2
/** Ticks of a unit where halves are too coarse: about half a day each. */
const fineTicks: Record<Timeline['unit'], number> = { weeks: 14, months: 60, blocks: 56 }

/**
 * Cuts a person's time into slots: the periods of their calendar, cut again where an appointment or a level begins or ends, where
 * somebody goes on leave of absence or comes back, and where a fixed assignment or another program begins or ends.
 */
export function timelineOf(person: PlanPerson, plan: Plan): Timeline {
  const [first] = person.seats
  if (first === undefined) throw new Error('A person to be scheduled has no appointment.')
  const levels = levelsOf(person)
  const spans = person.seats.map((seat) => spanOf(seat, plan))
  const away = person.leaves.filter(({ removesFromSchedule }) => removesFromSchedule)
  const cuts = new Set<Day>()
  const cut = ({ startOn, endOn }: DateRange) => void cuts.add(startOn).add(endOn + 1)
  for (const [index, seat] of person.seats.entries()) {
    const span = spans[index]!
    for (const range of levels.get(seat.id) ?? []) {
      const inside = overlap(range, span)
      if (!inside) continue
      cut(inside)
      const calendar = calendarSpec(seat.followed.definition, range.level)
      for (const period of periodsBetween(calendar, plan.startsOn, inside)) cut(overlap(period, inside) ?? period)
    }
  }
  for (const range of [...away, ...person.fixed, ...person.taken, ...(person.cuts ?? []), plan.year]) cut(range)
  const days = [...cuts].sort((a, b) => a - b)
  const ranges = days.slice(0, -1).map((startOn, index) => ({ startOn, endOn: days[index + 1]! - 1 }))
  const isIn = (all: readonly DateRange[], range: DateRange) => all.some((each) => contains(each, range))
  const open = ranges.filter((range) => isIn(spans, range) && !isIn(person.taken, range))
  const unit = unitOf(first.followed.facts.calendar)
  const worth = open.map((range) => unitsIn(range, first, plan))
  const isWhole = worth.every((units) => Number.isInteger((Math.round(units * 1e9) / 1e9) * halves))
  const exact = isWhole && new Set(person.seats.map(({ followed }) => unitOf(followed.facts.calendar))).size === 1
  const ticksPerUnit = isWhole ? halves : fineTicks[unit]
  const slots = open.map((range, index) => ({
    ...range,
    ticks: Math.max(1, Math.round(worth[index]! * ticksPerUnit)),
    away: isIn(away, range),
    seats: person.seats.filter((_, at) => contains(spans[at]!, range)),
    fixed: person.fixed.find((placement) => contains(placement, range)) ?? null,
  }))
  return {
    unit,
    ticksPerUnit,
    exact,
    levels,
    slots: slots.filter(({ startOn }) => startOn <= plan.year.endOn),
    later: slots.filter(({ startOn }) => startOn > plan.year.endOn),
  }
}

/** The level a slot belongs to: slots are cut where levels change. */
export const levelAt = (timeline: Timeline, seat: Pick<Seat, 'id'>, slot: DateRange): string | undefined =>
  timeline.levels.get(seat.id)?.find((range) => contains(range, slot.startOn))?.level

function levelsOf(person: PlanPerson): Map<string, readonly LevelRange[]> {
  const facts = personFacts(person.seats, person.leaves, []).get(person.id)
  return new Map(
    person.seats.map((seat) => {
      const situation = facts && situationOf(seat, facts)
      return [seat.id, situation ? appointmentLevels(situation) : []]
    }),
  )
}

/** The part of an appointment that is scheduled: from the year's start to the end of the training. */
const spanOf = (seat: Seat, { year }: Plan): DateRange => ({
  startOn: Math.max(seat.startOn, year.startOn),
  endOn: seat.endOn,
})

function unitsIn(range: DateRange, seat: Seat, { startsOn }: Plan): number {
  const { calendar } = seat.followed.facts
  const { numerator, denominator } = measure([range], unitOf(calendar), calendar, startsOn)
  return (numerator / denominator) * (shareOf(seat) / 100)
}

/** Units of one kind in a year, to count an amount in another unit than the calendar's. */
const perYear: Record<Unit, number> = { days: 365, weeks: 52, months: 12, blocks: 13 }

/** An amount in ticks of the person's own counting; `exact` is false when it was counted over from another unit. */
export function ticksOf(amount: number, unit: Unit, timeline: Timeline): { ticks: number; exact: boolean } {
  const ticks = (amount / perYear[unit]) * perYear[timeline.unit] * timeline.ticksPerUnit
  const rounded = Math.round(ticks)
  return { ticks: rounded, exact: unit === timeline.unit && Math.abs(ticks - rounded) < 1e-9 }
}

/** Days of the longest slot that is only part of a period: how far a sum of slots may miss a whole amount. */
export const coarseness = ({ slots, ticksPerUnit }: Timeline): number =>
  Math.max(1, ...slots.filter(({ ticks, away }) => !away && ticks < ticksPerUnit).map(({ ticks }) => ticks))
