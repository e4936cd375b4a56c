import { assert, constantFrom, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPlacements } from '../check/placements.ts'
import { createPrng } from '../engine/prng.ts'
import type { PlacementProblem } from './problem.ts'
import { solvePlacements } from './solve.ts'
import { bruteForce } from './testing/brute-force.ts'
import { randomPlacements, SMALL } from './testing/random-placements.ts'

const small = (seed: number): PlacementProblem => randomPlacements(createPrng(seed), SMALL)
const LONG = { ...SMALL, disciplines: 3, periods: 6, duration: 2, groups: 1, maxDisciplinesPerHospital: 1 }
const FOUR_GROUPS = {
  ...SMALL,
  students: 15,
  disciplines: 8,
  groups: 4,
  hospitals: 3,
  periods: 10,
  maxDisciplinesPerHospital: 4,
}

describe('solving placements', { timeout: 60_000 }, () => {
  it('finds what trying everything finds, and never a bound below it', () => {
    assert(
      property(integer({ min: 1, max: 100_000 }), constantFrom(SMALL, LONG), (seed, options) => {
        const problem = randomPlacements(createPrng(seed), options)
        const best = bruteForce(problem)
        const result = solvePlacements(problem, { seed, maxIterations: 800 })
        expect(result.objective).toBe(best)
        expect(result.bound).toBeGreaterThanOrEqual(best!)
        expect(result.firstFeasible).not.toBeNull()
      }),
      { numRuns: 30 },
    )
  })

  it('solves tight problems of four groups', () => {
    for (let seed = 1; seed <= 3; seed++) {
      const problem = randomPlacements(createPrng(seed), FOUR_GROUPS)
      const { solution, objective, bound } = solvePlacements(problem, { seed: 1, maxIterations: 1_000 })
      const check = checkPlacements(problem, solution!)
      expect(check.violations).toEqual([])
      expect(check.score).toBe(objective)
      expect(objective).toBeLessThanOrEqual(bound!)
    }
  })

  it('does not depend on the order of the hospitals', () => {
    const problem = small(11)
    const turned = { ...problem, hospitals: problem.hospitals.toReversed() }
    const best = (given: PlacementProblem): number | null =>
      solvePlacements(given, { seed: 3, maxIterations: 1_000 }).objective
    expect(best(turned)).toBe(best(problem))
  })

  it('repeats itself for the same seed and iterations', () => {
    const problem = randomPlacements(createPrng(5), FOUR_GROUPS)
    const run = (): unknown => solvePlacements(problem, { seed: 7, maxIterations: 600 })
    expect(run()).toEqual(run())
  })

  it('stops when asked, with the best so far', () => {
    const problem = randomPlacements(createPrng(5), FOUR_GROUPS)
    let asked = 0
    const stopped = solvePlacements(problem, { seed: 1, shouldStop: () => ++asked > 60 })
    expect(stopped.iterations).toBeLessThan(100)
    const atOnce = solvePlacements(problem, { seed: 1, shouldStop: () => true })
    expect(atOnce.status).toBe('stopped')
    expect(atOnce.solution).toBeNull()
  })

  it('needs a clock for a limit of time', () => {
    expect(() => solvePlacements(small(1), { seed: 1, maxMilliseconds: 10 })).toThrow(RangeError)
  })

  it('solves a problem without students', () => {
    const empty = { ...small(1), students: [], wards: [] }
    expect(solvePlacements(empty, { seed: 1, maxIterations: 10 })).toMatchObject({ status: 'optimal', objective: 0 })
  })

  it('tells its progress', () => {
    const seen: (number | null)[] = []
    const problem = randomPlacements(createPrng(5), FOUR_GROUPS)
    solvePlacements(problem, { seed: 1, maxIterations: 2_500, onProgress: ({ objective }) => seen.push(objective) })
    expect(seen.length).toBeGreaterThan(0)
  })
})

describe('impossible placements', () => {
  const reasonsOf = (problem: PlacementProblem): string => {
    const { status, reasons, bound, solution } = solvePlacements(problem, { seed: 1, maxIterations: 1_000 })
    expect([status, bound, solution]).toEqual(['infeasible', null, null])
    return reasons.join(' ')
  }
  const problem = small(3)
  const [student] = problem.students

  it('say which student has too few disciplines', () => {
    const needy = { ...student!, needs: { g0: 3 } }
    expect(reasonsOf({ ...problem, students: [needy] })).toContain('Student 1 needs 3 disciplines of Group 1, but only')
  })

  it('say which student has too little time', () => {
    const busy = { ...student!, needs: { g0: 1 }, unavailable: [0, 1, 2, 3] }
    expect(reasonsOf({ ...problem, students: [busy] })).toContain('but only 0 can be done')
    const short = { ...student!, disciplineIds: ['d0', 'd1'], needs: { g0: 2 }, unavailable: [1, 2, 3], unable: [] }
    const disciplines = problem.disciplines.map((d) => ({ ...d, afterIds: [] }))
    const wards = problem.wards.map((ward) => ({ ...ward, min: [0, 0, 0, 0], max: [1, 1, 1, 1] }))
    expect(reasonsOf({ ...problem, students: [short], disciplines, wards })).toContain('has too little time')
  })

  it('say which ward cannot have its students', () => {
    const wards = problem.wards.map((ward, k) => (k > 0 ? ward : { ...ward, min: [9, 0, 0, 0], max: [9, 1, 1, 1] }))
    expect(reasonsOf({ ...problem, wards })).toContain('need 9 students, more than can be there')
    const crossed = problem.wards.map((ward, k) => (k > 0 ? ward : { ...ward, min: [2, 0, 0, 0], max: [1, 1, 1, 1] }))
    expect(reasonsOf({ ...problem, wards: crossed })).toContain('needs at least 2 students, but takes at most 1')
  })
})
