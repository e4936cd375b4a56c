import type { Barred, NamedEvent, ShiftCredit, ShiftPin, ShiftPresence, ShiftRule, Stint } from './rule-types.ts'

/**
 * The shift problem: who works which shift on which day. Plain JSON.
 *
 * Days are numbers from 0 (the first day of the horizon) to `days - 1`; day 0 is a Monday unless `firstWeekday` says otherwise.
 * A person works at most one shift a day, which may be several held together (`parts`). What is written on a person is hard; `requests` and `cover` cost points, and the
 * sum of the points is to be as small as possible. Runs that touch an end of the horizon are not too short there: before
 * the first and after the last day any number of days on or off may be assumed.
 *
 * A residency's call also has `rules` (see `rule-types.ts`), and `tiers` of points: every point of a tier outweighs all
 * points of the tiers after it.
 */
export interface ShiftProblem {
  kind: 'shifts'
  /**
   * @minimum 1
   * @maximum 3700
   */
  days: number
  /**
   * Weekday of day 0, Monday = 0 … Sunday = 6; Monday without it.
   * @maximum 6
   */
  firstWeekday?: number
  /** @maxItems 127 */
  shifts: Shift[]
  people: ShiftPerson[]
  requests: ShiftRequest[]
  cover: Cover[]
  /**
   * Names of the tiers, the most important first; one tier without it.
   * @minItems 1
   */
  tiers?: string[]
  rules?: ShiftRule[]
}

export interface Shift {
  id: string
  label: string
  /**
   * Counted time, in minutes.
   * @maximum 100000
   */
  minutes: number
  /** Shift ids a person may not work on the day after this one. */
  notFollowedBy: string[]
  /**
   * From midnight of its day, below 1440; `endMinute` past 1440 is on a later day. Rules of rest and free days need both.
   * @maximum 1439
   */
  startMinute?: number
  /** @maximum 100000 */
  endMinute?: number
  /** What rules know it by: "night", "home". */
  marks?: string[]
  /**
   * Shifts that are held together on one day, as if they were this one: a duty and the backup beside it. Its times and minutes are theirs
   * together. Whatever names or means one of them means this shift too, for the hours of that part.
   * @minItems 2
   */
  parts?: string[]
}

export interface ShiftPerson {
  id: string
  label: string
  /** Most shifts of a kind in the horizon, by shift id; a shift that is not named is not limited. 0 = never works it. */
  maxShifts: Record<string, number>
  minMinutes: number
  maxMinutes: number
  /** Days worked in a row. */
  minConsecutiveShifts: number
  maxConsecutiveShifts: number
  /** Days off in a row. */
  minConsecutiveDaysOff: number
  /** A weekend counts when its Saturday or its Sunday is worked. */
  maxWeekends: number
  /** Days that must be off. */
  daysOff: number[]
  /** Days of absence: off, and out of both sides of every average and of the presence that fairness goes by. */
  leave?: number[]
  barred?: Barred[]
  pinned?: ShiftPin[]
  /** What was worked on the days before day 0, the eve of day 0 last, so that rules of `rules` do not begin anew. */
  before?: (string | null)[]
  /** What averages are taken over; the whole horizon without it. */
  stints?: Stint[]
  events?: NamedEvent[]
  /** Days that count as present for a fairness rule; without it, the days of the horizon that are not leave. */
  presence?: ShiftPresence[]
  credits?: ShiftCredit[]
}

/** `on`: `weight` points unless the person works this shift on the day; `off`: `weight` points when they do. */
export interface ShiftRequest {
  kind: 'on' | 'off'
  personId: string
  day: number
  shiftId: string
  weight: number
  /** Index into the tiers; the first without it. */
  tier?: number
}

/** `under` points for each person fewer than `wanted` on this shift on this day, `over` for each one more. */
export interface Cover {
  day: number
  shiftId: string
  wanted: number
  under: number
  over: number
  /** Index into the tiers; the first without it. */
  tier?: number
}

/** For each person's id one shift id per day; `null` is a day off. */
export interface ShiftSolution {
  lines: Record<string, (string | null)[]>
}
