import type { ConstraintText } from '../../../constraint-text.ts'
import type { RestRule } from '../../rule-types.ts'
import { type CompiledCall, timesOf } from '../compile-call.ts'
import { type LineCost, reachInDays, startedHours } from './line-rule.ts'

export const REST: ConstraintText = {
  name: 'rest',
  sentence: 'Ten hours between shifts.',
  meaning:
    'From the end of one of the shifts to the start of the next one of them, on whatever days they stand, there are at least `minutes`. The days before day 0 count as the first of a pair.',
  unit: 'each started hour that is missing',
  use: 'hard or soft',
  field: 'rules[]',
  example: { id: 'rest', label: 'Rest', kind: 'rest', minutes: 600, shifts: { marks: ['in-house'] } },
}

/** "10 hours between shifts": each started hour that is missing between one of the shifts and the next costs 1. */
export function compileRest(c: CompiledCall, rule: RestRule): LineCost {
  const { past, days } = c
  const times = timesOf(c, rule.shifts)
  const { entries, startMinute, endMinute } = times
  const reach = reachInDays(times, rule.minutes)
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
