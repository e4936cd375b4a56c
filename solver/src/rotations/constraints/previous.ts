import type { Compiled } from '../compile.ts'
import type { LineCost } from '../line.ts'

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
