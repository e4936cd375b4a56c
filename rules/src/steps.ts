import type { DateRange } from './dates.ts'

/** Days on which the same total holds. */
export type Step = DateRange & { readonly total: number }

export type Weighted = DateRange & { readonly weight: number }

/**
 * The total weight on every day of `range`, as steps in order that fill it; neighbours may have the same total. Sorts the
 * starts and ends once and walks them: O(n log n), however long the range.
 */
export function steps(entries: readonly Weighted[], range: DateRange): Step[] {
  const changes: [day: number, weight: number][] = []
  let total = 0
  for (const { startOn, endOn, weight } of entries) {
    if (endOn < range.startOn || startOn > range.endOn || endOn < startOn) continue
    if (startOn <= range.startOn) total += weight
    else changes.push([startOn, weight])
    if (endOn < range.endOn) changes.push([endOn + 1, -weight])
  }
  changes.sort((a, b) => a[0] - b[0])
  const result: Step[] = []
  let startOn = range.startOn
  for (const [day, weight] of changes) {
    if (day > startOn) {
      result.push({ startOn, endOn: day - 1, total })
      startOn = day
    }
    total += weight
  }
  if (startOn <= range.endOn) result.push({ startOn, endOn: range.endOn, total })
  return result
}

/** Days in a row whose totals all fail a test, with the least and the greatest of them. */
export type Stretch = DateRange & { readonly least: number; readonly greatest: number }

export function stretchesWhere(fails: (total: number) => boolean, all: readonly Step[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const { startOn, endOn, total } of all) {
    if (!fails(total)) continue
    const last = stretches.at(-1)
    if (last && last.endOn + 1 === startOn) {
      stretches[stretches.length - 1] = {
        startOn: last.startOn,
        endOn,
        least: Math.min(last.least, total),
        greatest: Math.max(last.greatest, total),
      }
    } else stretches.push({ startOn, endOn, least: total, greatest: total })
  }
  return stretches
}
