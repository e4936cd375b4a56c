/** Proofs of a large problem, component by component: what holds of each holds of all, and bounds add up. */
import { compile } from '../compile.ts'
import type { Reason, RotationProblem, Score } from '../problem.ts'
import { prove } from '../prove.ts'
import { componentsOf } from './groups.ts'
import { partOf } from './part.ts'
import { createWorld } from './world.ts'

export function proveByComponents(
  problem: RotationProblem,
  isOver: () => boolean,
): { reasons: Reason[]; bound: Score } {
  const world = createWorld(problem, { assignments: {} })
  const reasons: Reason[] = []
  const bound: Score = { hard: 0, tiers: problem.tiers.map(() => 0) }
  for (const people of componentsOf(problem)) {
    if (isOver()) break
    const part = prove(compile(partOf(world, people).problem), isOver)
    reasons.push(...part.reasons)
    bound.hard = Math.max(bound.hard, part.bound.hard)
    for (const [tier, points] of part.bound.tiers.entries()) bound.tiers[tier]! += points
  }
  return { reasons, bound }
}
