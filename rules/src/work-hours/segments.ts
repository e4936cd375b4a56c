import type { Interval } from './spans.ts'
import type { HomeCall, WorkPeriod } from './work-period.ts'
import { WORK_KINDS } from './work-period.ts'

/** Work with no long free time in it, and long free time on either side: no rule about events looks across. */
export type Segment = Interval & {
  readonly periods: readonly WorkPeriod[]
  readonly homeCalls: readonly HomeCall[]
  /** Whether anything in it ends a day off. */
  readonly isBusy: boolean
}

/** Splits periods and calls from home (each in order) wherever nothing is logged for so many minutes. */
export function segmentsOf(
  periods: readonly WorkPeriod[],
  homeCalls: readonly HomeCall[],
  quietMinutes: number,
): Segment[] {
  const segments: Segment[] = []
  let period = 0
  let call = 0
  while (period < periods.length || call < homeCalls.length) {
    const firstPeriod = period
    const firstCall = call
    const startAt = Math.min(periods[period]?.startAt ?? Infinity, homeCalls[call]?.startAt ?? Infinity)
    let endAt = startAt
    for (;;) {
      const next = Math.min(periods[period]?.startAt ?? Infinity, homeCalls[call]?.startAt ?? Infinity)
      if (next === Infinity || next - endAt >= quietMinutes) break
      if (periods[period]?.startAt === next) endAt = Math.max(endAt, periods[period++]!.endAt)
      else endAt = Math.max(endAt, homeCalls[call++]!.endAt)
    }
    const own = periods.slice(firstPeriod, period)
    const calls = homeCalls.slice(firstCall, call)
    const isBusy = calls.length > 0 || own.some(({ kind }) => WORK_KINDS[kind].counts)
    segments.push({ startAt, endAt, periods: own, homeCalls: calls, isBusy })
  }
  return segments
}

/**
 * The segments within the quiet time of an interval, and on either side those up to the next busy one, which tell how long
 * the free time around is.
 */
export function segmentsAround(
  segments: readonly Segment[],
  { startAt, endAt }: Interval,
  quietMinutes: number,
): readonly Segment[] {
  let first = segments.findIndex((segment) => segment.endAt + quietMinutes > startAt)
  if (first < 0) first = segments.length
  let last = segments.findLastIndex((segment) => segment.startAt - quietMinutes < endAt)
  do first -= 1
  while (first > 0 && !segments[first]!.isBusy)
  do last += 1
  while (last < segments.length - 1 && !segments[last]!.isBusy)
  return segments.slice(Math.max(0, first), last + 1)
}
