import type { DateRange, Day } from './dates.ts'

/** Number of days of a range; 0 for a range that ends before it starts. */
export function daysIn(range: DateRange): number {
  return Math.max(0, range.endOn - range.startOn + 1)
}

/** The days two ranges share, or null. */
export function overlap(a: DateRange, b: DateRange): DateRange | null {
  const startOn = Math.max(a.startOn, b.startOn)
  const endOn = Math.min(a.endOn, b.endOn)
  return startOn <= endOn ? { startOn, endOn } : null
}

/** Whether a day, or every day of a range, lies in `range`. */
export function contains(range: DateRange, inner: Day | DateRange): boolean {
  if (typeof inner === 'number') return range.startOn <= inner && inner <= range.endOn
  return range.startOn <= inner.startOn && inner.endOn <= range.endOn
}

/** The same days as sorted ranges that neither overlap nor touch; empty ranges vanish. */
export function mergeRanges(ranges: readonly DateRange[]): DateRange[] {
  const merged: { startOn: Day; endOn: Day }[] = []
  const sorted = ranges.filter((range) => range.startOn <= range.endOn).sort((a, b) => a.startOn - b.startOn)
  for (const range of sorted) {
    const last = merged.at(-1)
    if (last && range.startOn <= last.endOn + 1) last.endOn = Math.max(last.endOn, range.endOn)
    else merged.push({ startOn: range.startOn, endOn: range.endOn })
  }
  return merged
}

/** The days of `range` that are in none of `removed`, as sorted ranges. */
export function subtract(range: DateRange, removed: readonly DateRange[]): DateRange[] {
  const left: DateRange[] = []
  let startOn = range.startOn
  for (const gap of mergeRanges(removed)) {
    if (gap.endOn < startOn) continue
    if (gap.startOn > range.endOn) break
    if (gap.startOn > startOn) left.push({ startOn, endOn: gap.startOn - 1 })
    startOn = gap.endOn + 1
  }
  if (startOn <= range.endOn) left.push({ startOn, endOn: range.endOn })
  return left
}

/** Every pair out of two lists that share days, with those days, in order. Each list must be sorted and free of overlaps. */
export function overlaps<A extends DateRange, B extends DateRange>(
  some: readonly A[],
  others: readonly B[],
): [A, B, DateRange][] {
  const pairs: [A, B, DateRange][] = []
  for (let i = 0, j = 0; i < some.length && j < others.length; ) {
    const a = some[i]!
    const b = others[j]!
    const both = overlap(a, b)
    if (both) pairs.push([a, b, both])
    if (a.endOn < b.endOn) i += 1
    else j += 1
  }
  return pairs
}

/** The days that are in one of `ranges` and in one of `others`, as sorted ranges. */
export function intersect(ranges: readonly DateRange[], others: readonly DateRange[]): DateRange[] {
  return overlaps(mergeRanges(ranges), mergeRanges(others)).map(([, , both]) => both)
}
