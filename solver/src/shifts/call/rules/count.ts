import type { CountRule } from '../../rule-types.ts'
import { type CompiledCall, entriesOf } from '../compile-call.ts'
import type { LineCost } from './line-rule.ts'
import { createWindowFinder, windowsOf } from './windows.ts'

/** "At most two calls a week": each of the shifts too many or too few in a window costs 1. */
export function compileCount(c: CompiledCall, rule: CountRule): LineCost {
  const { past, days } = c
  const entries = entriesOf(c, rule.shifts)
  const { min = 0, max = days } = rule
  const windowsAt = createWindowFinder(days, windowsOf(c, rule.windows))
  return (line, _person, from, to) => {
    let cost = 0
    for (const { fromDay, toDay } of windowsAt(from, to)) {
      let count = 0
      for (let at = past + fromDay; at <= past + toDay; at++) count += entries[line[at]!]!
      if (count < min) cost += min - count
      else if (count > max) cost += count - max
    }
    return cost
  }
}
