import type { ConstraintText } from '../../../constraint-text.ts'
import type { CoverRule } from '../../rule-types.ts'
import { type CompiledCall, entriesOf, peopleOf } from '../compile-call.ts'
import type { SharedCost } from './shared-rule.ts'

export const COVER: ConstraintText = {
  name: 'cover',
  sentence: 'Exactly one in house every night.',
  meaning:
    'On each of `days` (every day without it), at least `min` (0) and at most `max` of the people work one of the shifts.',
  unit: 'each person too few or too many, on each day',
  use: 'hard or soft',
  field: 'rules[]',
  example: { id: 'night', label: 'One at night', kind: 'cover', min: 1, max: 1, shifts: { marks: ['night'] } },
}

/** "Exactly one in house every night": each person too few or too many on a day costs 1. */
export function compileCover(c: CompiledCall, rule: CoverRule): SharedCost {
  const { days, people } = c
  const entries = entriesOf(c, rule.shifts)
  const isMeant = peopleOf(c, rule.people)
  const { min = 0, max = people } = rule
  const counted = new Uint8Array(days).fill(rule.days ? 0 : 1)
  for (const day of rule.days ?? []) counted[day] = 1
  const there = new Int32Array(days)
  const amiss = (count: number): number => (count < min ? min - count : count > max ? count - max : 0)
  let cost = counted.reduce((sum, flag) => sum + flag * min, 0)
  return {
    change: (person, day, before, after) => {
      const difference = entries[after]! - entries[before]!
      if (difference === 0 || isMeant[person] === 0 || counted[day] === 0) return
      const count = there[day]!
      cost += amiss(count + difference) - amiss(count)
      there[day] = count + difference
    },
    cost: () => cost,
  }
}
