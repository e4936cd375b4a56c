import { type DateRange, type Day } from '../dates.ts'
import { daysIn, overlap, subtract } from '../ranges.ts'
import { WORKDAY_MINUTES } from '../leave/workdays.ts'
import type { PartLeave, TraineeHours } from './trainee-hours.ts'
import type { WeeklyHoursException, WorkHourSettings } from './settings.ts'
import { gapsBetween, minutesBetween, spansOf, type Interval } from './spans.ts'
import type { Timeline } from './timeline.ts'
import type { AveragingWindow } from './windows.ts'
import { dayAt, startOfDay, type Zone } from './zone.ts'

/** One week (or what is left of one) of a window. A week far above the limit is legal where the average holds, but is shown. */
export type WeekHours = DateRange & { readonly minutes: number; readonly leaveDays: number }

/**
 * What a trainee worked in one window, leave left out of everything. `averageHours` is null where the whole window is leave:
 * nothing can be said of it.
 */
export type WindowHours = AveragingWindow & {
  readonly eligible: readonly Interval[]
  readonly eligibleDays: number
  /** What half days and hours of leave take of working days besides, in minutes. */
  readonly partLeaveMinutes: number
  /** The days that hours are averaged over: eligible ones, less the parts of days away. */
  readonly averagedDays: number
  readonly minutes: number
  /** With what was worked during parts of days away. */
  readonly minutesWithParts: number
  readonly averageHours: number | null
  /** Hours a week the average may reach: more than usual under an exception that is in force. */
  readonly limitHours: number
  readonly exception: WeeklyHoursException | null
  readonly weeks: readonly WeekHours[]
  readonly daysOff: DaysOff
  readonly daysOffRequired: number
  readonly calls: number
  readonly callsAllowed: number
}

/**
 * `count`: whole days within the window. `countAcross`: with those that only the border of the window or of leave cuts in
 * two, which another reading may count here. `afterCall`: those of `count` that are no more than the day after a call.
 */
export type DaysOff = { readonly count: number; readonly countAcross: number; readonly afterCall: number }

export function measureWindow(
  window: AveragingWindow,
  timeline: Timeline,
  { leaves, partLeaves, zone }: Pick<TraineeHours, 'leaves' | 'partLeaves' | 'zone'>,
  settings: WorkHourSettings,
): WindowHours {
  const { limits } = settings
  const days = subtract(window, leaves)
  const eligible = days.map((range) => instantsOf(range, zone))
  const eligibleDays = days.reduce((sum, range) => sum + daysIn(range), 0)
  const parts = partsIn(eligible, partLeaves ?? [])
  const partLeaveMinutes = minutesOfParts(parts, zone)
  const averagedDays = Math.max(0, eligibleDays - partLeaveMinutes / WORKDAY_MINUTES)
  const minutesWithParts = minutesIn(timeline, eligible)
  const minutes = minutesWithParts - minutesIn(timeline, intervalsOf(parts))
  const exception = exceptionFor(window, settings)
  return {
    ...window,
    eligible,
    eligibleDays,
    partLeaveMinutes,
    averagedDays,
    minutes,
    minutesWithParts,
    averageHours: averagedDays === 0 ? null : (minutes * 7) / (60 * averagedDays),
    limitHours: exception ? Math.min(exception.weeklyHours, limits.weeklyHoursWithException) : limits.weeklyHours,
    exception,
    weeks: weeksOf(window, days, timeline, zone),
    daysOff: daysOffIn(eligible, timeline, zone, limits.dayOffHours * 60),
    daysOffRequired: Math.floor(eligibleDays / limits.dayOffEveryDays),
    calls: callsIn(eligible, timeline),
    callsAllowed: Math.floor(eligibleDays / limits.callEveryNights),
  }
}

/** Whether the average is above so many hours a week; exact, in minutes. */
export function averagesMoreThan({ minutes, eligibleDays, partLeaveMinutes }: WindowHours, hours: number): boolean {
  const averaged = eligibleDays * WORKDAY_MINUTES - partLeaveMinutes
  return averaged > 0 && minutes * 7 * WORKDAY_MINUTES > hours * 60 * averaged
}

/**
 * Whether it still is, with parts of days away left in. The requirements speak of days of leave; that half days leave the average too is
 * our reading.
 */
export function averagesMoreWithParts({ minutesWithParts, eligibleDays }: WindowHours, hours: number): boolean {
  return minutesWithParts * 7 > hours * 60 * eligibleDays
}

/** Parts of days away on days that are not leave altogether, in order. */
function partsIn(eligible: readonly Interval[], parts: readonly PartLeave[]): PartLeave[] {
  return parts
    .filter((part) => eligible.some(({ startAt, endAt }) => startAt <= part.startAt && part.endAt <= endAt))
    .toSorted((a, b) => a.startAt - b.startAt)
}

/** All parts of one day take the whole day at most. */
function minutesOfParts(parts: readonly PartLeave[], zone: Zone): number {
  const byDay = new Map<Day, number>()
  for (const { startAt, workdayMinutes } of parts) {
    const day = dayAt(zone, startAt)
    byDay.set(day, Math.min(WORKDAY_MINUTES, (byDay.get(day) ?? 0) + workdayMinutes))
  }
  return [...byDay.values()].reduce((sum, minutes) => sum + minutes, 0)
}

function intervalsOf(parts: readonly PartLeave[]): Interval[] {
  const { starts, ends } = spansOf(parts)
  return starts.map((startAt, index) => ({ startAt, endAt: ends[index]! }))
}

export function instantsOf({ startOn, endOn }: DateRange, zone: Zone): Interval {
  return { startAt: startOfDay(zone, startOn), endAt: startOfDay(zone, endOn + 1) }
}

function minutesIn(timeline: Timeline, intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { startAt, endAt }) => sum + minutesBetween(timeline.counted, startAt, endAt), 0)
}

/** The exception that holds on every day of the window, with all three approvals given before it began. */
function exceptionFor(window: AveragingWindow, { exceptions }: WorkHourSettings): WeeklyHoursException | null {
  if (!window.stint || exceptions.length === 0) return null
  const { rotationId } = window.stint
  return exceptions.find((exception) => exception.rotationId === rotationId && isInForce(exception, window)) ?? null
}

export function isInForce(exception: WeeklyHoursException, { startOn, endOn }: DateRange): boolean {
  const approvals = [exception.officialApprovedOn, exception.committeeApprovedOn, exception.reviewCommitteeApprovedOn]
  return approvals.every((day): day is Day => day !== null && day <= startOn) && endOn <= exception.expiresOn
}

function weeksOf(window: DateRange, days: readonly DateRange[], timeline: Timeline, zone: Zone): WeekHours[] {
  const weeks: WeekHours[] = []
  for (let { startOn } = window; startOn <= window.endOn; startOn += 7) {
    const endOn = Math.min(startOn + 6, window.endOn)
    let minutes = 0
    let leaveDays = endOn - startOn + 1
    for (const range of days) {
      const worked = overlap(range, { startOn, endOn })
      if (!worked) continue
      const { startAt, endAt } = instantsOf(worked, zone)
      minutes += minutesBetween(timeline.counted, startAt, endAt)
      leaveDays -= daysIn(worked)
    }
    weeks.push({ startOn, endOn, minutes, leaveDays })
  }
  return weeks
}

/** Whole days off in every free gap, of elapsed time: the night the clocks go forward can make 24 hours 23. */
export function daysOffIn(
  eligible: readonly Interval[],
  { busy, chains }: Timeline,
  zone: Zone,
  dayOffMinutes: number,
): DaysOff {
  let count = 0
  let countAcross = 0
  let afterCall = 0
  for (const { startAt, endAt } of eligible) {
    for (const gap of gapsBetween(busy, startAt, endAt)) {
      const inside = gap.endAt - gap.startAt
      const own = Math.floor(inside / dayOffMinutes)
      count += own
      const cutOff =
        rest(gap.minutesBefore, dayOffMinutes) + rest(inside, dayOffMinutes) + rest(gap.minutesAfter, dayOffMinutes)
      countAcross += own + Math.floor(cutOff / dayOffMinutes)
      if (own !== 1 || hasCalendarDay(gap, zone)) continue
      if (chains.some((chain) => chain.hasCall && chain.endAt === gap.startAt)) afterCall += 1
    }
  }
  return { count, countAcross, afterCall }
}

/** What whole days leave over of a gap; of one without an end, nothing is known. */
function rest(minutes: number, dayOffMinutes: number): number {
  return Number.isFinite(minutes) ? minutes % dayOffMinutes : 0
}

function hasCalendarDay({ startAt, endAt }: Interval, zone: Zone): boolean {
  const nextDay = dayAt(zone, startAt - 1) + 1
  return startOfDay(zone, nextDay + 1) <= endAt
}

function callsIn(eligible: readonly Interval[], { callNights }: Timeline): number {
  return callNights.filter((at) => eligible.some(({ startAt, endAt }) => startAt <= at && at < endAt)).length
}
