import { dayOf, isoOf, subtract } from '@gradus/rules'
import type { Days } from './store.ts'

export const shareADay = (a: Days, b: Days): boolean => a.startOn <= b.endOn && b.startOn <= a.endOn

/** The days of a range that no other range covers. */
export const uncovered = (range: Days, covering: readonly Days[]): Days[] =>
  subtract(
    { startOn: dayOf(range.startOn), endOn: dayOf(range.endOn) },
    covering.map(({ startOn, endOn }) => ({ startOn: dayOf(startOn), endOn: dayOf(endOn) })),
  ).map(({ startOn, endOn }) => ({ startOn: isoOf(startOn), endOn: isoOf(endOn) }))

/** The first stretch in which a new share and the shares beside it add up to more than full time, or null. */
export function beyondFullTime(
  wanted: Days & { readonly ftePercent: number },
  others: readonly (Days & { readonly ftePercent: number })[],
): (Days & { readonly percent: number }) | null {
  const beside = others.filter((other) => shareADay(other, wanted))
  // The sum changes only on a first day or after a last day, so looking at those days sees every sum.
  const starts = [
    wanted.startOn,
    ...beside.map((other) => (other.startOn > wanted.startOn ? other.startOn : wanted.startOn)),
  ]
  for (const day of [...new Set(starts)].sort()) {
    const present = beside.filter((other) => other.startOn <= day && day <= other.endOn)
    const percent = present.reduce((sum, other) => sum + other.ftePercent, wanted.ftePercent)
    if (percent <= 100) continue
    const endOn = [wanted.endOn, ...present.map((other) => other.endOn)].reduce((a, b) => (a < b ? a : b))
    return { startOn: day, endOn, percent }
  }
  return null
}
