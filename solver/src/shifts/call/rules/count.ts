import type { ConstraintText } from '../../../constraint-text.ts'
import type { CountRule } from '../../rule-types.ts'
import { type CompiledCall, entriesOf } from '../compile-call.ts'
import type { LineCost } from './line-rule.ts'
import { createWindowFinder, windowsOf } from './windows.ts'

export const COUNT: ConstraintText = {
  name: 'count',
  sentence: 'At most two calls a week.',
  meaning:
    'In each window the shifts are at least `min` (0) and at most `max`: calendar weeks from Monday, weekends of Saturday and Sunday, the horizon, or windows given by their first and last day. Weeks and weekends that the horizon cuts count as they are.',
  unit: 'each shift too many or too few, in a window',
  use: 'hard or soft',
  field: 'rules[]',
  example: { id: 'weekly', label: 'Two a week', kind: 'count', max: 2, windows: 'week', shifts: { marks: ['call'] } },
}

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
