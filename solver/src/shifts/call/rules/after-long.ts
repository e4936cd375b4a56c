import type { ConstraintText } from '../../../constraint-text.ts'
import type { AfterLongRule } from '../../rule-types.ts'
import { type CompiledCall, timesOf } from '../compile-call.ts'
import { type LineCost, reachInDays, startedHours } from './line-rule.ts'
import { createWorkOrder } from './work-order.ts'

export const AFTER_LONG: ConstraintText = {
  name: 'after-long',
  sentence: 'Fourteen hours free after 24 in house.',
  meaning:
    'After a stretch of the shifts without a break that lasted at least `longMinutes`, no shift of any kind begins for `minutes`. With `daytime`, the rotation’s own work is one of the shifts.',
  unit: 'each started hour missing before whatever begins next',
  use: 'hard or soft',
  field: 'rules[]',
  example: { id: 'after', label: '14 after 24', kind: 'after-long', longMinutes: 1440, minutes: 840 },
}

/** "14 hours free after 24 in house": each started hour missing before whatever begins next costs 1. */
export function compileAfterLong(c: CompiledCall, rule: AfterLongRule): LineCost {
  const times = timesOf(c, rule.shifts)
  const all = timesOf(c)
  const reach = reachInDays(all, rule.minutes) + (rule.daytime ? 1 : 0)
  const order = createWorkOrder(c, times, all.entries, { reach, merge: 0, withDaytime: rule.daytime === true })
  return (line, person, from, to) => {
    let cost = 0
    let began = 0
    let ended = Number.NEGATIVE_INFINITY
    order.visit(line, person, from, to, (starts, ends, isMeant, day) => {
      if (!isMeant || starts > ended) {
        // What begins before the stretch is over has no rest at all.
        const rest = Math.max(0, starts - ended)
        if (day >= 0 && ended - began >= rule.longMinutes && rest < rule.minutes)
          cost += startedHours(rule.minutes - rest)
        began = starts
        ended = isMeant ? starts : Number.NEGATIVE_INFINITY
      }
      if (isMeant) ended = Math.max(ended, ends)
    })
    return cost
  }
}
