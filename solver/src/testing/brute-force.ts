import { check } from '../check/check.ts'
import type { RotationProblem, RotationSolution, Score } from '../rotations/problem.ts'

/** Every schedule that the slots may hold, for problems with a handful of slots. */
export function* everySolution(problem: RotationProblem): Generator<RotationSolution> {
  const choices = problem.people.flatMap((person) =>
    person.slots.map((slot) => {
      if (slot.away) return [-1]
      const ids = person.activities
        .filter(
          ({ activityId, notBeforeOn = slot.startOn, notAfterOn = slot.endOn }) =>
            (slot.pinned ?? activityId) === activityId &&
            (slot.allowed?.includes(activityId) ?? true) &&
            slot.startOn >= notBeforeOn &&
            slot.endOn <= notAfterOn,
        )
        .map(({ activityId }) => activityId)
      return ids.map((id) => problem.activities.findIndex((activity) => activity.id === id))
    }),
  )
  const picks = choices.map(() => 0)
  if (choices.some((choice) => choice.length === 0)) return
  while (true) {
    let at = 0
    const assignments = Object.fromEntries(
      problem.people.map(({ id, slots }) => [id, slots.map(() => choices[at]![picks[at++]!]!)]),
    )
    yield { assignments }
    let turn = 0
    while (turn < picks.length && picks[turn]! + 1 === choices[turn]!.length) picks[turn++] = 0
    if (turn === picks.length) return
    picks[turn] = picks[turn]! + 1
  }
}

/** The lexicographically best score of all schedules, and the least of each tier among those without a broken hard rule. */
export function bruteForce(problem: RotationProblem): { best: Score | null; leastFeasible: number[] | null } {
  let best: Score | null = null
  let leastFeasible: number[] | null = null
  for (const solution of everySolution(problem)) {
    const { score } = check(problem, solution)
    if (best === null || isBetter(score, best)) best = score
    if (score.hard > 0) continue
    leastFeasible = score.tiers.map((points, tier) => Math.min(points, leastFeasible?.[tier] ?? points))
  }
  return { best, leastFeasible }
}

function isBetter(a: Score, b: Score): boolean {
  const left = [a.hard, ...a.tiers]
  const right = [b.hard, ...b.tiers]
  const differing = left.findIndex((points, level) => points !== right[level])
  return differing >= 0 && left[differing]! < right[differing]!
}
