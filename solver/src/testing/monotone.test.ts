/** Adding a constraint never improves the optimum: the best of all schedules with it is no better than the best without. */
import { describe, expect, it } from 'vitest'
import { check } from '../check/check.ts'
import { checkShiftSchedule } from '../check/shifts.ts'
import { createPrng } from '../engine/prng.ts'
import { bruteForce } from '../placements/testing/brute-force.ts'
import { randomPlacements, SMALL } from '../placements/testing/random-placements.ts'
import type { RotationProblem } from '../rotations/problem.ts'
import { solve } from '../rotations/solve.ts'
import { compileCall } from '../shifts/call/compile-call.ts'
import { toShiftSolution } from '../shifts/compile.ts'
import type { ShiftProblem } from '../shifts/problem.ts'
import { solveShifts } from '../shifts/solve.ts'
import { everySolution } from './brute-force.ts'
import { randomCallProblem } from './random-call.ts'
import { randomProblem } from './random-problem.ts'

describe('the best of all schedules', () => {
  it('of rotations is no better with a requirement, a room or a prerequisite more, and the search finds it', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const problem = randomProblem(seed, { people: 2, activities: 2, slots: 3 })
      const [one] = problem.people
      const fewer: RotationProblem[] = [
        { ...problem, capacities: problem.capacities.slice(1) },
        { ...problem, people: [{ ...one!, requirements: [] }, ...problem.people.slice(1)] },
        { ...problem, people: [{ ...one!, prerequisites: [] }, ...problem.people.slice(1)] },
      ]
      const best = bestRotations(problem)
      for (const other of fewer) expect([seed, isNoBetter(best, bestRotations(other))]).toEqual([seed, true])
      const { status, score } = solve(problem, { seed, maxIterations: 40_000 })
      expect([seed, status === 'feasible' || status === 'optimal' ? score!.tiers : null]).toEqual([seed, best])
    }
  })

  it('of call is no better with a rule more, and the search finds it', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const problem = randomCallProblem(seed, { days: 3, people: 2 })
      const best = bestCall(problem)
      for (let k = 0; k < problem.rules!.length; k += 5) {
        const fewer = { ...problem, rules: problem.rules!.filter((_, at) => at !== k) }
        const credits = fewer.rules.map(({ id }) => id)
        const people = fewer.people.map((person) => ({
          ...person,
          credits: (person.credits ?? []).filter(({ ruleId }) => credits.includes(ruleId)),
        }))
        expect([seed, isNoBetter(best, bestCall({ ...fewer, people }))]).toEqual([seed, true])
      }
      expect([seed, solveShifts(problem, { seed, maxIterations: 10_000 }).tiers ?? null]).toEqual([seed, best])
    }
  })

  it('of placements is no better where a ward needs more or takes fewer', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const problem = randomPlacements(createPrng(seed), SMALL)
      const best = bruteForce(problem)
      const wards = problem.wards.map((ward, k) =>
        k === seed % problem.wards.length
          ? { ...ward, min: ward.min.map(() => 0), max: ward.max.map((m) => m + 1) }
          : ward,
      )
      const without = bruteForce({ ...problem, wards })
      expect([seed, best === null || (without !== null && without >= best)]).toEqual([seed, true])
    }
  })
})

/** Whether `tight` is no better than `loose`: fewer points are better, and no schedule at all is worst. */
function isNoBetter(tight: number[] | null, loose: number[] | null): boolean {
  if (tight === null) return true
  return loose !== null && compare(tight, loose) >= 0
}

function compare(a: number[], b: number[]): number {
  return a.map((points, tier) => points - b[tier]!).find((difference) => difference !== 0) ?? 0
}

function bestRotations(problem: RotationProblem): number[] | null {
  let best: number[] | null = null
  for (const solution of everySolution(problem)) {
    const { feasible, score } = check(problem, solution)
    if (feasible && (best === null || compare(score.tiers, best) < 0)) best = score.tiers
  }
  return best
}

function bestCall(problem: ShiftProblem): number[] | null {
  const c = compileCall(problem)
  const lines = new Int8Array(c.people * c.days)
  let best: number[] | null = null
  const visit = (cell: number): void => {
    if (cell < lines.length) {
      for (const entry of c.choices[cell]!) {
        lines[cell] = entry
        visit(cell + 1)
      }
      return
    }
    const { feasible, tiers } = checkShiftSchedule(problem, toShiftSolution(c.base, lines))
    if (feasible && (best === null || compare(tiers, best) < 0)) best = tiers
  }
  visit(0)
  return best
}
