import type { ConstraintText } from '../../constraint-text.ts'
import type { Compiled } from '../compile.ts'
import type { LineCost } from '../line.ts'

export const PREVIOUS: ConstraintText = {
  name: 'previous',
  sentence: 'Stay close to the earlier schedule.',
  meaning: 'Each slot has the activity that it has in the earlier schedule.',
  unit: 'each slot that differs',
  use: 'soft',
  field: 'previous',
  example: { solution: { assignments: { ana: [0, 2, 2] } }, soft: { tier: 0, weight: 1 } },
}

/** "Stay close to the earlier schedule": one point times weight for each slot whose activity differs from it. */
export function previousCost(c: Compiled, person: number): LineCost | null {
  const previous = c.problem.previous
  const line = previous?.solution.assignments[c.problem.people[person]!.id]
  if (!previous || !line) return null
  const from = c.slotFrom[person]!
  const before = Int16Array.from(line)
  const level = previous.soft.tier + 1
  const { weight } = previous.soft
  return ({ activity }, into) => {
    let changed = 0
    for (let k = 0; k < before.length; k++) if (activity[from + k] !== before[k]) changed++
    if (changed > 0) into[level] = into[level]! + changed * weight
  }
}
