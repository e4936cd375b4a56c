import type { ConstraintText } from '../../../constraint-text.ts'
import type { ContinuousRule } from '../../rule-types.ts'
import { type CompiledCall, timesOf } from '../compile-call.ts'
import { type LineCost, reachInDays, startedHours } from './line-rule.ts'
import { createWorkOrder } from './work-order.ts'

export const CONTINUOUS: ConstraintText = {
  name: 'continuous',
  sentence: 'Twenty-four hours and four more.',
  meaning:
    'A stretch is one of the shifts with all that begin at most `mergeMinutes` (0) after what came before has ended; from its start to its end there are at most `minutes`. With `daytime`, the rotation’s own work is one of the shifts.',
  unit: 'each started hour over, in each stretch',
  use: 'hard or soft',
  field: 'rules[]',
  example: { id: 'long', label: '24 and 4', kind: 'continuous', minutes: 1680, shifts: { marks: ['in-house'] } },
}

/** "24 hours and 4 more": each started hour over the limit in a stretch of shifts without a break costs 1. */
export function compileContinuous(c: CompiledCall, rule: ContinuousRule): LineCost {
  const times = timesOf(c, rule.shifts)
  const { mergeMinutes = 0 } = rule
  const reach = reachInDays(times, mergeMinutes) + (rule.daytime ? 1 : 0)
  const order = createWorkOrder(c, times, times.entries, {
    reach,
    merge: mergeMinutes,
    withDaytime: rule.daytime === true,
  })
  return (line, person, from, to) => {
    let cost = 0
    let began = 0
    let ended = Number.NEGATIVE_INFINITY
    let lastDay = -1
    order.visit(line, person, from, to, (starts, ends, _isMeant, day) => {
      if (starts > ended + mergeMinutes) {
        if (lastDay >= 0) cost += startedHours(ended - began - rule.minutes)
        began = starts
        ended = starts
      }
      ended = Math.max(ended, ends)
      lastDay = day
    })
    return lastDay >= 0 ? cost + startedHours(ended - began - rule.minutes) : cost
  }
}
