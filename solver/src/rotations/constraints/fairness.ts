import type { ConstraintText } from '../../constraint-text.ts'
import type { Compiled } from '../compile.ts'
import { memberFlags } from './prerequisite.ts'

export const FAIRNESS: ConstraintText = {
  name: 'fairness',
  sentence: 'Nights are shared evenly.',
  meaning:
    'The days of each of `personIds` on the activities, with `doneDays` from earlier years, against the average of them all.',
  unit: 'each whole day off the average, for each person',
  use: 'soft',
  field: 'fairness[]',
  example: {
    id: 'even',
    label: 'Nights',
    activityIds: ['night'],
    personIds: ['ana', 'ben'],
    soft: { tier: 2, weight: 1 },
  },
}

/**
 * "Nights are shared evenly": days of each person on the activities plus the days carried over; with n people and the sum S,
 * a person with x days costs the whole days of |x - S / n|, times weight.
 */
export interface FairnessRule {
  members: Uint8Array
  /** Position of each person in `days`, or -1. */
  position: Int16Array
  days: Int32Array
  level: number
  weight: number
}

export function compileFairness(c: Compiled): FairnessRule[] {
  return (c.problem.fairness ?? []).map(({ activityIds, personIds, doneDays = {}, soft }) => {
    const position = new Int16Array(c.personCount).fill(-1)
    for (const [index, id] of personIds.entries()) position[c.personIndex.get(id)!] = index
    return {
      members: memberFlags(c, activityIds),
      position,
      days: Int32Array.from(personIds, (id) => doneDays[id] ?? 0),
      level: soft.tier + 1,
      weight: soft.weight,
    }
  })
}

export function fairnessCost({ days, weight }: FairnessRule): number {
  const n = days.length
  let sum = 0
  for (let k = 0; k < n; k++) sum += days[k]!
  let off = 0
  for (let k = 0; k < n; k++) off += Math.floor(Math.abs(n * days[k]! - sum) / n)
  return off * weight
}
