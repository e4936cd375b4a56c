import type { DateRange } from '../dates.ts'
import type { Interval } from './spans.ts'
import type { HomeCall, WorkPeriod } from './work-period.ts'
import type { Zone } from './zone.ts'

/**
 * A stay on a rotation, for averaging. Where two run at once (a clinic beside a block), give the primary one: the hours of
 * both count in its windows.
 */
export type RotationStint = DateRange & {
  readonly rotationId: string
  readonly label: string
  readonly siteId: string | null
  readonly isNightFloat: boolean
}

/** Approved time away of a part of one day; `workdayMinutes` is what it takes of a working day of `WORKDAY_MINUTES`. */
export type PartLeave = Interval & { readonly workdayMinutes: number }

export type Visa = 'J-1' | 'H-1B'

/**
 * Everything the work-hour rules look at for one trainee. Findings are made for windows that share a day with `horizon` and
 * for events that begin in it; the rules without averaging also look at what came before, so give the fortnight before the
 * horizon too, and all the periods of every window that reaches into it. The order of the lists does not matter.
 */
export type TraineeHours = {
  readonly id: string
  readonly label: string
  readonly zone: Zone
  readonly horizon: DateRange
  readonly periods: readonly WorkPeriod[]
  readonly homeCalls: readonly HomeCall[]
  readonly stints: readonly RotationStint[]
  /** Whole days of vacation, illness or other leave; they leave both sides of every average. */
  readonly leaves: readonly DateRange[]
  /** Half days and hours of leave; without any, left out. */
  readonly partLeaves?: readonly PartLeave[]
  /** The postgraduate year by date; days outside all ranges are of no known year. */
  readonly years: readonly (DateRange & { readonly postgraduateYear: number })[]
  readonly visa: Visa | null
  /** The program's own decision about moonlighting for this trainee; null follows the visa's default. */
  readonly moonlighting: 'none' | 'internal' | 'any' | null
}
