import type { ConstraintText } from '../../../constraint-text.ts'
import type { NightRunRule } from '../../rule-types.ts'
import { type CompiledCall, entriesOf } from '../compile-call.ts'
import { type LineCost, quietAfter, quietBefore } from './line-rule.ts'

export const NIGHT_RUN: ConstraintText = {
  name: 'night-run',
  sentence: 'Nights three to five in a row, then two days off.',
  meaning:
    'The shifts stand on `min` to `max` days in a row, and on the `daysOff` days after such a run there is no shift at all. A run that touches the start of what is known or the end of the horizon is not too short.',
  unit: 'each day that a run is too short or too long, and each day worked among the days off',
  use: 'hard or soft',
  field: 'rules[]',
  example: {
    id: 'float',
    label: 'Night float',
    kind: 'night-run',
    min: 3,
    max: 5,
    daysOff: 2,
    shifts: { marks: ['float'] },
  },
}

/**
 * "Nights in runs of 3 to 6, then 2 days off": each day that a run is too short or too long costs 1, and each day worked among
 * the days off after it. Runs that touch the start of what is known or the end of the horizon are not too short.
 */
export function compileNightRun(c: CompiledCall, rule: NightRunRule): LineCost {
  const { past, days } = c
  const entries = entriesOf(c, rule.shifts)
  const { min = 1, max = days, daysOff = 0 } = rule
  return (line, person, from, to) => {
    const start = quietBefore(c, line, entries, from, daysOff + 1)
    const end = quietAfter(c, line, entries, to, 1)
    let cost = 0
    for (let day = start; day <= end; day++) {
      if (entries[line[past + day]!] === 0) continue
      const first = day
      while (day + 1 < days && entries[line[past + day + 1]!] === 1) day++
      const length = day - first + 1
      if (day >= 0 && length > max) cost += Math.min(length - max, day + 1)
      if (day >= 0 && length < min && first > -c.pastOf[person]! && day < days - 1) cost += min - length
      const restUntil = Math.min(days - 1, day + daysOff)
      for (let rest = Math.max(0, day + 1); rest <= restUntil; rest++) if (line[past + rest] !== 0) cost++
    }
    return cost
  }
}
