import type { Compiled } from './compile.ts'
import type { DayRange } from './problem.ts'

/** First and last index between `from` and `to` (inclusive) that satisfy the test; first > last when none does. */
export function trim(from: number, to: number, fits: (index: number) => boolean): { first: number; last: number } {
  let first = from
  let last = to
  while (first <= last && !fits(first)) first++
  while (first <= last && !fits(last)) last--
  return { first, last }
}

/** For each rule, the first and last slot of the person that starts in its window. */
export function slotsStartingIn(c: Compiled, person: number, rules: { window?: DayRange }[]) {
  const spans = rules.map(({ window }) =>
    trim(
      c.slotFrom[person]!,
      c.slotFrom[person + 1]! - 1,
      (s) => !window || (c.startOn[s]! >= window.startOn && c.startOn[s]! <= window.endOn),
    ),
  )
  return {
    firstSlot: Int32Array.from(spans, ({ first }) => first),
    lastSlot: Int32Array.from(spans, ({ last }) => last),
  }
}
