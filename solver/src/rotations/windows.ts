import type { Compiled } from './compile.ts'
import type { DayRange } from './problem.ts'

/** For each rule, the first and last slot of the person that starts in its window; first > last when none does. */
export function slotsStartingIn(c: Compiled, person: number, rules: { window?: DayRange }[]) {
  const firstSlot = new Int32Array(rules.length)
  const lastSlot = new Int32Array(rules.length)
  for (const [r, { window }] of rules.entries()) {
    let first = c.slotFrom[person]!
    let last = c.slotFrom[person + 1]! - 1
    while (window && first <= last && c.startOn[first]! < window.startOn) first++
    while (window && first <= last && c.startOn[last]! > window.endOn) last--
    firstSlot[r] = first
    lastSlot[r] = last
  }
  return { firstSlot, lastSlot }
}
