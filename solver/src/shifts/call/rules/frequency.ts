import type { ConstraintText } from '../../../constraint-text.ts'
import type { FrequencyRule } from '../../rule-types.ts'
import { type CompiledCall, entriesOf } from '../compile-call.ts'
import type { LineCost } from './line-rule.ts'
import { compileStints } from './stints.ts'

export const FREQUENCY: ConstraintText = {
  name: 'frequency',
  sentence: 'In-house call every third night at most, averaged.',
  meaning: 'In each stint, the shifts are at most as many as `every` goes whole into its days without leave.',
  unit: 'each shift beyond, in a stint',
  use: 'hard or soft',
  field: 'rules[]',
  example: { id: 'third', label: 'Every third night', kind: 'frequency', every: 3, shifts: { shiftIds: ['in-house'] } },
}

/** "In-house call every third night, averaged": each of the shifts beyond a third of the stint's days costs 1. */
export function compileFrequency(c: CompiledCall, rule: FrequencyRule): LineCost {
  const { past } = c
  const entries = entriesOf(c, rule.shifts)
  const stintsAt = compileStints(c, 'averaged')
  return (line, person, from, to) => {
    let cost = 0
    for (const { fromDay, toDay, eligibleDays } of stintsAt[person]!(from, to)) {
      let count = 0
      for (let at = past + fromDay; at <= past + toDay; at++) count += entries[line[at]!]!
      const most = Math.floor(eligibleDays / rule.every)
      if (count > most) cost += count - most
    }
    return cost
  }
}
