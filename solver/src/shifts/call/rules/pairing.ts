import type { ConstraintText } from '../../../constraint-text.ts'
import type { PairingRule } from '../../rule-types.ts'
import { type CompiledCall, entriesOf, peopleOf } from '../compile-call.ts'
import type { SharedCost } from './shared-rule.ts'

export const PAIRING: ConstraintText = {
  name: 'pairing',
  sentence: 'A first-year on call has a senior in house.',
  meaning:
    'On a day on which nobody of `seniorIds` works one of `seniorShifts` (any shift without it), nobody whom the rule binds works one of the shifts.',
  unit: 'each person without a senior, on each day',
  use: 'hard or soft',
  field: 'rules[]',
  example: {
    id: 'pair',
    label: 'A senior there',
    kind: 'pairing',
    people: ['ana'],
    seniorIds: ['ben'],
    shifts: { marks: ['night'] },
  },
}

/** "A first-year on call has a senior in house": each person on the shifts on a day without a senior costs 1. */
export function compilePairing(c: CompiledCall, rule: PairingRule): SharedCost {
  const entries = entriesOf(c, rule.shifts)
  const seniorEntries = entriesOf(c, rule.seniorShifts)
  const isJunior = peopleOf(c, rule.people)
  const isSenior = peopleOf(c, rule.seniorIds)
  const juniors = new Int32Array(c.days)
  const seniors = new Int32Array(c.days)
  const alone = (day: number): number => (seniors[day] === 0 ? juniors[day]! : 0)
  let cost = 0
  return {
    change: (person, day, before, after) => {
      cost -= alone(day)
      if (isJunior[person] === 1) juniors[day] = juniors[day]! + entries[after]! - entries[before]!
      if (isSenior[person] === 1) seniors[day] = seniors[day]! + seniorEntries[after]! - seniorEntries[before]!
      cost += alone(day)
    },
    cost: () => cost,
  }
}
