import { spansOf, type Interval, type Spans } from './spans.ts'
import type { HomeCall, WorkPeriod } from './work-period.ts'
import { isHomeCallWork, isReasonedStay, WORK_KINDS } from './work-period.ts'
import type { Minute } from './zone.ts'

/**
 * Periods that follow one another without a break. `assignedUntilAt` is when the last assignment in it ends,
 * `extendedUntilAt` the last time that no recorded reason for a voluntary stay explains; -Infinity where there is none.
 */
export type Chain = Interval & {
  readonly assignedUntilAt: Minute
  readonly extendedUntilAt: Minute
  readonly hasCall: boolean
  readonly hasHomeCallWork: boolean
  readonly periods: readonly WorkPeriod[]
}

/** One trainee's work in order, joined in the ways the rules need it. */
export type Timeline = {
  readonly periods: readonly WorkPeriod[]
  readonly homeCalls: readonly HomeCall[]
  /** What counts towards the weekly hours. */
  readonly counted: Spans
  /** What ends a day off: counted work, and being on call from home. */
  readonly busy: Spans
  /** Continuous scheduled work. */
  readonly chains: readonly Chain[]
  /** What was worked on call from home. */
  readonly homeCallWork: Spans
  readonly nightFloats: readonly WorkPeriod[]
  /** When each night of in-house call begins. */
  readonly callNights: readonly Minute[]
}

const MINUTES_PER_NIGHT = 1440

export function timelineOf(
  periods: readonly WorkPeriod[],
  homeCalls: readonly HomeCall[],
  mergeGapMinutes: number,
): Timeline {
  const sorted = inOrder(periods.filter(({ startAt, endAt }) => startAt < endAt))
  const counting = sorted.filter(({ kind }) => WORK_KINDS[kind].counts)
  const counted = spansOf(counting)
  const standby = inOrder(homeCalls.filter(({ startAt, endAt }) => startAt < endAt))
  return {
    periods: sorted,
    homeCalls: standby,
    counted,
    busy: standby.length === 0 ? counted : spansOf(inOrder<Interval>([...counting, ...standby])),
    chains: chainsOf(
      counting.filter(({ kind }) => WORK_KINDS[kind].isScheduled),
      mergeGapMinutes,
    ),
    homeCallWork: spansOf(sorted.filter(isHomeCallWork)),
    nightFloats: sorted.filter(({ kind }) => kind === 'night-float'),
    callNights: callNightsOf(sorted, mergeGapMinutes),
  }
}

function inOrder<T extends Interval>(intervals: readonly T[]): readonly T[] {
  for (let index = 1; index < intervals.length; index += 1) {
    if (intervals[index]!.startAt < intervals[index - 1]!.startAt) {
      return intervals.toSorted((a, b) => a.startAt - b.startAt || a.endAt - b.endAt)
    }
  }
  return intervals
}

/** Joins periods (in order) that touch or overlap, or are less than the gap apart. */
export function chainsOf(sorted: readonly WorkPeriod[], mergeGapMinutes: number): Chain[] {
  const chains: Chain[] = []
  let first = 0
  let endAt = -Infinity
  for (let index = 0; index < sorted.length; index += 1) {
    const { startAt } = sorted[index]!
    if (index > first && !continues(endAt, startAt, mergeGapMinutes)) {
      chains.push(chainOf(sorted.slice(first, index), endAt))
      first = index
      endAt = -Infinity
    }
    endAt = Math.max(endAt, sorted[index]!.endAt)
  }
  if (first < sorted.length) chains.push(chainOf(sorted.slice(first), endAt))
  return chains
}

function continues(endAt: Minute, startAt: Minute, mergeGapMinutes: number): boolean {
  return startAt <= endAt || startAt - endAt < mergeGapMinutes
}

function chainOf(periods: readonly WorkPeriod[], endAt: Minute): Chain {
  let assignedUntilAt = -Infinity
  let extendedUntilAt = -Infinity
  let hasCall = false
  let hasHomeCallWork = false
  for (const period of periods) {
    if (period.kind === 'in-house-call') hasCall = true
    if (isHomeCallWork(period)) hasHomeCallWork = true
    if (period.extension === null && period.kind !== 'education') {
      assignedUntilAt = Math.max(assignedUntilAt, period.endAt)
    } else if (!isReasonedStay(period)) extendedUntilAt = Math.max(extendedUntilAt, period.endAt)
  }
  return { startAt: periods[0]!.startAt, endAt, assignedUntilAt, extendedUntilAt, hasCall, hasHomeCallWork, periods }
}

/** A call is a night; one that goes on for days is as many nights as it has whole days, rounded. Handing over is no call. */
function callNightsOf(sorted: readonly WorkPeriod[], mergeGapMinutes: number): Minute[] {
  const calls = sorted.filter(({ kind, extension }) => kind === 'in-house-call' && extension === null)
  const nights: Minute[] = []
  for (const { startAt, endAt } of chainsOf(calls, mergeGapMinutes)) {
    const count = Math.max(1, Math.round((endAt - startAt) / MINUTES_PER_NIGHT))
    for (let night = 0; night < count; night += 1) nights.push(startAt + night * MINUTES_PER_NIGHT)
  }
  return nights
}
