import type { WeekendShapeRule } from '../../rule-types.ts'
import { type CompiledCall, entriesOf, weekdayOf } from '../compile-call.ts'
import type { LineCost } from './line-rule.ts'

const SUNDAY = 6

/** "The weekend whole or not at all", or "Friday with Sunday": each weekend on which only one of the two is worked costs 1. */
export function compileWeekendShape(c: CompiledCall, rule: WeekendShapeRule): LineCost {
  const { past, days, leave } = c
  const entries = entriesOf(c, rule.shifts)
  const distance = rule.shape === 'saturday-sunday' ? 1 : 2
  return (line, person, from, to) => {
    let cost = 0
    const last = Math.min(days - 1, to + distance)
    for (let sunday = Math.max(from, distance); sunday <= last; sunday++) {
      if (weekdayOf(c, sunday) !== SUNDAY) continue
      const first = sunday - distance
      if (leave[person * days + first] === 1 || leave[person * days + sunday] === 1) continue
      if (entries[line[past + first]!] !== entries[line[past + sunday]!]) cost++
    }
    return cost
  }
}
