import type { ConstraintText } from '../../../constraint-text.ts'
import type { SpacingRule } from '../../rule-types.ts'
import { type CompiledCall, entriesOf } from '../compile-call.ts'
import type { LineCost } from './line-rule.ts'

export const SPACING: ConstraintText = {
  name: 'spacing',
  sentence: 'Call every fourth night at most.',
  meaning: 'From one of the shifts to the next there are at least `days` days; 3 allows Monday and Thursday.',
  unit: 'each day that is missing',
  use: 'hard or soft',
  field: 'rules[]',
  example: { id: 'spacing', label: 'Days between calls', kind: 'spacing', days: 4, shifts: { marks: ['call'] } },
}

/** "Call every fourth night at most": each day that is missing from one of the shifts to the next costs 1. */
export function compileSpacing(c: CompiledCall, rule: SpacingRule): LineCost {
  const { past, days } = c
  const entries = entriesOf(c, rule.shifts)
  return (line, _person, from, to) => {
    let cost = 0
    for (let day = Math.max(-past, from - rule.days); day <= to; day++) {
      if (entries[line[past + day]!] === 0) continue
      const last = Math.min(days - 1, day + rule.days - 1)
      for (let next = day + 1; next <= last; next++) {
        if (entries[line[past + next]!] === 0) continue
        if (next >= 0) cost += rule.days - (next - day)
        break
      }
    }
    return cost
  }
}
