/** Between the search's arrays and the plain solution. */
import type { Compiled } from './compile.ts'
import type { RotationSolution, Score } from './problem.ts'

export function toSolution(c: Compiled, activities: Int16Array): RotationSolution {
  return {
    assignments: Object.fromEntries(
      c.problem.people.map(({ id }, p) => [id, [...activities.subarray(c.slotFrom[p], c.slotFrom[p + 1])]]),
    ),
  }
}

/** Takes what the slots may hold from a solution and leaves the rest of `into` as it is. */
export function fromSolution(c: Compiled, solution: RotationSolution, into: Int16Array): void {
  for (const [p, { id }] of c.problem.people.entries()) {
    const line = solution.assignments[id] ?? []
    for (let s = c.slotFrom[p]!; s < c.slotFrom[p + 1]!; s++) {
      const a = line[s - c.slotFrom[p]!] ?? -1
      if (a >= 0 && c.allowed[s * c.activityCount + a] === 1) into[s] = a
    }
  }
}

export function toScore(cost: Float64Array): Score {
  return { hard: cost[0]!, tiers: [...cost.subarray(1)] }
}
