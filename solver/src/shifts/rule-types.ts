/** The rules of a residency's call, by name. Each is hard, or with `soft` costs points in a tier. What a unit of cost is stands with its file in `call/rules/`. */

import type { Soft } from '../rotations/problem.ts'

/** Which shifts: those with one of the marks, and those named. Without either, every shift. */
export interface ShiftSelector {
  marks?: string[]
  shiftIds?: string[]
}

export interface DayWindow {
  fromDay: number
  toDay: number
}

interface RuleBase {
  id: string
  label: string
  /** Whom it binds; without it, everybody. */
  people?: string[]
  /** Without it, hard. */
  soft?: Soft
}

/** At least `minutes` between the end of one of the shifts and the start of the next. */
export interface RestRule extends RuleBase {
  kind: 'rest'
  shifts?: ShiftSelector
  /**
   * @minimum 1
   * @maximum 100000
   */
  minutes: number
}

/** At most `minutes` of the shifts on end; shifts with at most `mergeMinutes` (0) between them count as one stretch. */
export interface ContinuousRule extends RuleBase {
  kind: 'continuous'
  shifts?: ShiftSelector
  /**
   * @minimum 1
   * @maximum 100000
   */
  minutes: number
  /** @maximum 100000 */
  mergeMinutes?: number
  /** The rotation's own work counts as such a shift. */
  daytime?: true
}

/** After a stretch of at least `longMinutes` of the shifts (in-house duty), nothing at all begins for `minutes`. */
export interface AfterLongRule extends RuleBase {
  kind: 'after-long'
  shifts?: ShiftSelector
  /** @minimum 1 */
  longMinutes: number
  /** The rotation's own work counts as such a shift. */
  daytime?: true
  /**
   * @minimum 1
   * @maximum 100000
   */
  minutes: number
}

/** One whole 24 hours in `every` days free of the shifts and of daytime work, averaged over each stint; leave counts on neither side. */
export interface FreeDaysRule extends RuleBase {
  kind: 'free-days'
  shifts?: ShiftSelector
  /** @minimum 1 */
  every: number
}

/** At most `weeklyMinutes` of the shifts and of daytime work, averaged over each stint; leave counts on neither side. */
export interface HoursRule extends RuleBase {
  kind: 'hours'
  shifts?: ShiftSelector
  weeklyMinutes: number
}

/** The shifts no more often than every `every`th night, averaged over each stint; leave counts on neither side. */
export interface FrequencyRule extends RuleBase {
  kind: 'frequency'
  shifts?: ShiftSelector
  /** @minimum 1 */
  every: number
}

/** The shifts on `min` to `max` days in a row, and `daysOff` days without any shift afterwards. */
export interface NightRunRule extends RuleBase {
  kind: 'night-run'
  shifts?: ShiftSelector
  min?: number
  max?: number
  daysOff?: number
}

/** From one of the shifts to the next at least `days` days: 3 is every third day at most. */
export interface SpacingRule extends RuleBase {
  kind: 'spacing'
  shifts?: ShiftSelector
  /** @minimum 1 */
  days: number
}

/** At least `min`, at most `max` of the shifts in each window: calendar weeks from Monday, weekends, the horizon, or given ones (blocks, months). */
export interface CountRule extends RuleBase {
  kind: 'count'
  shifts?: ShiftSelector
  min?: number
  max?: number
  windows: 'week' | 'weekend' | 'horizon' | DayWindow[]
}

/** The shifts on Saturday and Sunday both or neither; or on Friday and Sunday both or neither. Weekends cut by the horizon or by leave are free. */
export interface WeekendShapeRule extends RuleBase {
  kind: 'weekend-shape'
  shifts?: ShiftSelector
  shape: 'saturday-sunday' | 'friday-sunday'
}

/** One day of a pattern; all that is given must hold. */
export interface PatternDay extends ShiftSelector {
  off?: true
  leave?: true
  /** A named event of the person on that day. */
  event?: string
  /**
   * Monday = 0 … Sunday = 6.
   * @maximum 6
   */
  weekdays?: number[]
}

/** `avoid`: the days of the pattern one after the other. `seek`: whenever its first day occurs, the rest follows. */
export interface SequenceRule extends RuleBase {
  kind: 'sequence'
  wish: 'avoid' | 'seek'
  /**
   * @minItems 1
   * @maxItems 14
   */
  pattern: PatternDay[]
}

/** Whoever it binds works the shifts only on days on which one of the seniors works one of `seniorShifts`. */
export interface PairingRule extends RuleBase {
  kind: 'pairing'
  shifts?: ShiftSelector
  seniorIds: string[]
  seniorShifts?: ShiftSelector
}

/** At least `min`, at most `max` of the people on the shifts together, on the days given (or every day). */
export interface CoverRule extends RuleBase {
  kind: 'cover'
  shifts?: ShiftSelector
  min?: number
  max?: number
  days?: number[]
}

export interface PointsOfShifts {
  shifts?: ShiftSelector
  /**
   * Monday to Friday.
   * @maximum 1000
   */
  weekday: number
  /** @maximum 1000 */
  weekend: number
  /** @maximum 1000 */
  holiday: number
}

export interface HolidayExtra {
  day: number
  /** @maximum 1000 */
  points: number
}

/**
 * Points of shifts shared in proportion to the days people are present (`presence`, or else the days that are not leave), credits
 * included. Always soft.
 */
export interface FairnessRule extends RuleBase {
  kind: 'fairness'
  soft: Soft
  points: PointsOfShifts[]
  holidays?: number[]
  /** What a holiday adds to the points of each shift on it. */
  holidayExtra?: HolidayExtra[]
  /** The last day whose points are shared; the horizon's without it. */
  toDay?: number
  /** Points and days present of others who share with the people of the problem and are not among them. */
  others?: { points: number; days: number }
  measure: 'absolute' | 'squared'
  /** Credits of fewer days than this are left out: too thin a history to say anything. */
  thinDays?: number
}

export type LineShiftRule =
  | RestRule
  | ContinuousRule
  | AfterLongRule
  | FreeDaysRule
  | HoursRule
  | FrequencyRule
  | NightRunRule
  | SpacingRule
  | CountRule
  | WeekendShapeRule
  | SequenceRule
export type SharedShiftRule = PairingRule | CoverRule | FairnessRule
export type ShiftRule = LineShiftRule | SharedShiftRule

/** What of a person's time is averaged together: a rotation of up to a month, as the caller cuts it. */
export interface Stint extends DayWindow {
  daytime?: Daytime
  /** A small part of what is averaged together: its daytime work counts, and no average is taken over it alone. */
  averaged?: false
}

/** Work of the rotation itself, which is not scheduled here but counts. */
export interface Daytime {
  /**
   * Monday = 0 … Sunday = 6.
   * @maximum 6
   */
  weekdays: number[]
  startMinute: number
  /**
   * Past 1440 it ends on the next day.
   * @maximum 2880
   */
  endMinute: number
  /** Days without it whatever the weekday: holidays. */
  notOn?: number[]
  /** Not on a day with one of these shifts … */
  notWith?: ShiftSelector
  /** … nor on the day after one of these. While a shift with counted minutes lasts, it is not done either. */
  notAfter?: ShiftSelector
}

/** Shifts a person may not work from one day to another: rotation, level, months of training, privileges, told by `reason`. */
export interface Barred extends DayWindow {
  shiftIds: string[]
  reason: string
}

export interface ShiftPin {
  day: number
  /** `null`: off. */
  shiftId: string | null
  reason?: string
}

export interface NamedEvent {
  label: string
  days: number[]
}

/** Days of the horizon on which a person could have held shifts that a fairness rule shares: in the program, open to them, and not away. */
export interface ShiftPresence {
  ruleId: string
  days: number
}

/** Points held before under a fairness rule, which are shared out with those of the horizon, and the days present then. */
export interface ShiftCredit {
  ruleId: string
  points: number
  days: number
  /**
   * Whole hundredths of a point that the person held above their fair share (below 0: under it) in earlier years, which are not shared
   * out again; 0 without it.
   * @minimum -100000000
   * @maximum 100000000
   */
  aboveHundredths?: number
}
