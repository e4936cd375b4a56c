import type { ConstraintText } from '../../../constraint-text.ts'
import type { AfterLongRule } from '../../rule-types.ts'
import { type CompiledCall, timesOf } from '../compile-call.ts'
import { type LineCost, quietAfter, quietBefore, reachInDays, startedHours } from './line-rule.ts'

export const AFTER_LONG: ConstraintText = {
  name: 'after-long',
  sentence: 'Fourteen hours free after 24 in house.',
  meaning:
    'After a stretch of the shifts without a break that lasted at least `longMinutes`, no shift of any kind begins for `minutes`.',
  unit: 'each started hour missing before whatever begins next',
  use: 'hard or soft',
  field: 'rules[]',
  example: { id: 'after', label: '14 after 24', kind: 'after-long', longMinutes: 1440, minutes: 840 },
}

/** "14 hours free after 24 in house": each started hour missing before whatever begins next costs 1. */
export function compileAfterLong(c: CompiledCall, rule: AfterLongRule): LineCost {
  const { past } = c
  const { entries, startMinute, endMinute } = timesOf(c, rule.shifts)
  const all = timesOf(c)
  const anything = all.entries
  const reach = reachInDays(all, rule.minutes)
  return (line, _person, from, to) => {
    const start = quietBefore(c, line, anything, from, reach)
    const end = quietAfter(c, line, anything, to, reach)
    let cost = 0
    let began = 0
    let ended = Number.NEGATIVE_INFINITY
    for (let day = start; day <= end; day++) {
      const entry = line[past + day]!
      if (entry === 0) continue
      const starts = day * 1440 + startMinute[entry]!
      const touches = entries[entry] === 1 && starts <= ended
      if (!touches) {
        // What begins before the stretch is over has no rest at all.
        const rest = Math.max(0, starts - ended)
        if (day >= 0 && ended - began >= rule.longMinutes && rest < rule.minutes)
          cost += startedHours(rule.minutes - rest)
        began = starts
        ended = entries[entry] === 1 ? starts : Number.NEGATIVE_INFINITY
      }
      if (entries[entry] === 1) ended = Math.max(ended, day * 1440 + endMinute[entry]!)
    }
    return cost
  }
}
