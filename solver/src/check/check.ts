/**
 * Reads a schedule and says what it breaks, independently of the search: no code is shared with it beyond the types.
 * Slow and literal on purpose: lines are read slot by slot and rooms day by day.
 */
import type { Cost, RotationProblem, RotationSolution, Score } from '../rotations/problem.ts'
import { checkAllowed, checkPrerequisites, checkPrevious, checkRequirements, checkSites, checkWishes } from './lines.ts'
import { checkCapacities, checkFairness } from './rooms.ts'
import { checkRuns } from './runs.ts'

export interface CheckResult {
  feasible: boolean
  score: Score
  /** Every rule that costs something: hard rules first, then by tier, the dearest first. */
  costs: Cost[]
}

/**
 * Checks a schedule against its problem (as accepted by `validateProblem`). People or slots missing from the solution count as
 * without activity. Never throws on a wrong solution; activities out of range are told as not allowed.
 */
export function check(problem: RotationProblem, solution: RotationSolution): CheckResult {
  const costs: Cost[] = []
  const siteOf = new Map(problem.activities.flatMap(({ id, siteId }) => (siteId === undefined ? [] : [[id, siteId]])))
  for (const person of problem.people) {
    const given = solution.assignments[person.id] ?? []
    const line = person.slots.map((_, index) => problem.activities[given[index] ?? -1]?.id ?? null)
    costs.push(
      ...checkAllowed(problem, person, line),
      ...checkRequirements(person, line),
      ...checkRuns(problem, person, line),
      ...checkPrerequisites(problem, person, line),
      ...checkWishes(problem, person, line),
      ...checkSites(problem, person, line, siteOf),
      ...checkPrevious(problem, person, line),
    )
  }
  costs.push(...checkCapacities(problem, solution), ...checkFairness(problem, solution))
  const score: Score = { hard: 0, tiers: problem.tiers.map(() => 0) }
  for (const { tier, points } of costs) {
    if (tier === null) score.hard += points
    else score.tiers[tier] = (score.tiers[tier] ?? 0) + points
  }
  costs.sort((a, b) => (a.tier ?? -1) - (b.tier ?? -1) || b.points - a.points)
  return { feasible: score.hard === 0, score, costs }
}
