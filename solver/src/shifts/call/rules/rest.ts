import type { RestRule } from '../../rule-types.ts'
import { type CompiledCall, entriesOf } from '../compile-call.ts'
import { type LineCost, reachInDays, startedHours } from './line-rule.ts'

/** "10 hours between shifts": each started hour that is missing between one of the shifts and the next costs 1. */
export function compileRest(c: CompiledCall, rule: RestRule): LineCost {
  const { past, days, startMinute, endMinute } = c
  const entries = entriesOf(c, rule.shifts)
  const reach = reachInDays(c, entries, rule.minutes)
  return (line, _person, from, to) => {
    let cost = 0
    for (let day = Math.max(-past, from - reach); day <= to; day++) {
      const entry = line[past + day]!
      if (entries[entry] === 0) continue
      const last = Math.min(days - 1, day + reach)
      for (let next = day + 1; next <= last; next++) {
        const other = line[past + next]!
        if (entries[other] === 0) continue
        const rest = (next - day) * 1440 + startMinute[other]! - endMinute[entry]!
        if (next >= 0 && rest < rule.minutes) cost += startedHours(rule.minutes - rest)
        break
      }
    }
    return cost
  }
}
