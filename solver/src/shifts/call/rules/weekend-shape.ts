import type { ConstraintText } from '../../../constraint-text.ts'
import type { WeekendShapeRule } from '../../rule-types.ts'
import { type CompiledCall, entriesOf, weekdayOf } from '../compile-call.ts'
import type { LineCost } from './line-rule.ts'

export const WEEKEND_SHAPE: ConstraintText = {
  name: 'weekend-shape',
  sentence: 'Weekends whole or not at all; or Friday with Sunday.',
  meaning:
    'On both days of the shape (`saturday-sunday` or `friday-sunday`) there is one of the shifts, or on neither. Weekends that the horizon or leave cuts are free.',
  unit: 'each weekend with only one of the two',
  use: 'hard or soft',
  field: 'rules[]',
  example: {
    id: 'whole',
    label: 'Whole weekends',
    kind: 'weekend-shape',
    shape: 'saturday-sunday',
    soft: { tier: 1, weight: 2 },
  },
}

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
