import type { Minute } from './zone.ts'

/** From `startAt` up to, not including, `endAt`. */
export type Interval = { readonly startAt: Minute; readonly endAt: Minute }

/** Intervals in order that neither overlap nor touch; `before[i]` is how many minutes those before the i-th have. */
export type Spans = {
  readonly starts: readonly Minute[]
  readonly ends: readonly Minute[]
  readonly before: readonly number[]
}

/** The time that intervals (in order of their start) cover, counted once where they overlap. */
export function spansOf(sorted: readonly Interval[]): Spans {
  const starts: Minute[] = []
  const ends: Minute[] = []
  const before: number[] = []
  let minutes = 0
  let startAt = 0
  let endAt = -Infinity
  for (const interval of sorted) {
    if (interval.endAt <= interval.startAt) continue
    if (interval.startAt > endAt) {
      if (endAt !== -Infinity) {
        ends.push(endAt)
        minutes += endAt - startAt
      }
      startAt = interval.startAt
      endAt = interval.endAt
      starts.push(startAt)
      before.push(minutes)
    } else if (interval.endAt > endAt) endAt = interval.endAt
  }
  if (endAt !== -Infinity) ends.push(endAt)
  return { starts, ends, before }
}

/** Index of the first span that ends after an instant; the number of spans when none does. */
export function firstEndingAfter({ ends }: Spans, at: Minute): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ends[middle]! > at) high = middle
    else low = middle + 1
  }
  return low
}

function minutesUntil(spans: Spans, at: Minute): number {
  const index = firstEndingAfter(spans, at)
  if (index < spans.starts.length) return spans.before[index]! + Math.max(0, at - spans.starts[index]!)
  return index === 0 ? 0 : spans.before[index - 1]! + spans.ends[index - 1]! - spans.starts[index - 1]!
}

/** Minutes of the spans between two instants. */
export function minutesBetween(spans: Spans, fromAt: Minute, untilAt: Minute): number {
  return untilAt <= fromAt ? 0 : minutesUntil(spans, untilAt) - minutesUntil(spans, fromAt)
}

/**
 * A free gap within [fromAt, untilAt). `startAt`-`endAt` is the part inside; `minutesBefore` and `minutesAfter` are how much
 * longer it is outside (Infinity where nothing comes before or after).
 */
export type Gap = Interval & { readonly minutesBefore: number; readonly minutesAfter: number }

export function gapsBetween(spans: Spans, fromAt: Minute, untilAt: Minute): Gap[] {
  const { starts, ends } = spans
  const gaps: Gap[] = []
  let cursor = fromAt
  for (let index = firstEndingAfter(spans, fromAt); cursor < untilAt; index += 1) {
    const nextAt = starts[index] ?? Infinity
    const endAt = Math.min(nextAt, untilAt)
    if (endAt > cursor) {
      const minutesBefore = cursor - (ends[index - 1] ?? -Infinity)
      gaps.push({ startAt: cursor, endAt, minutesBefore, minutesAfter: nextAt - endAt })
    }
    if (nextAt >= untilAt) break
    cursor = Math.max(cursor, ends[index]!)
  }
  return gaps
}

/** From the end of the last span before an interval to the start of the first one after it; infinite where there is none. */
export function freeAround(spans: Spans, { startAt, endAt }: Interval): Interval {
  const before = firstEndingAfter(spans, startAt - 1) - 1
  let after = firstEndingAfter(spans, endAt)
  if ((spans.starts[after] ?? Infinity) <= endAt) after += 1
  return { startAt: spans.ends[before] ?? -Infinity, endAt: spans.starts[after] ?? Infinity }
}
