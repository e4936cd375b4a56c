import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPlacements } from '../check/placements.ts'
import { createPrng } from '../engine/prng.ts'
import { compilePlacements } from './compile.ts'
import { buildNearLattice } from './near-lattice.ts'
import { createPlanProgram } from './plan-program.ts'
import type { PlacementProblem } from './problem.ts'
import { createPlanRelaxation } from './relaxed-plan.ts'
import { bruteForce } from './testing/brute-force.ts'
import { randomPlacements, SMALL } from './testing/random-placements.ts'

const ONE = { ...SMALL, students: 1, disciplines: 4, periods: 5, maxDisciplinesPerHospital: 3 }
const noLimits = (problem: PlacementProblem): PlacementProblem => ({
  ...problem,
  wards: problem.wards.map(({ min, max, ...ward }) => ({ ...ward, min: min.map(() => 0), max: max.map(() => 9) })),
})

describe('the best plan of one student', () => {
  it('is what trying every plan finds, and no relaxation is below it', () => {
    assert(
      property(integer({ min: 1, max: 100_000 }), integer({ min: 1, max: 3 }), (seed, most) => {
        const problem = noLimits(randomPlacements(createPrng(seed), { ...ONE, maxDisciplinesPerHospital: most }))
        const c = compilePlacements(problem)
        const prices = new Float64Array(c.wards * c.periods)
        const program = createPlanProgram(c)
        const value = program.solve(0, prices, 1, createPrng(seed))
        expect(2 * value).toBe(bruteForce(problem))
        expect(program.bound).toBe(value)
        expect(createPlanRelaxation(c).solve(c.students[0]!, prices, 1)).toBeGreaterThanOrEqual(value)
      }),
      { numRuns: 40 },
    )
  })

  it('counts prices, for every period of a placement', () => {
    assert(
      property(integer({ min: 1, max: 100_000 }), (seed) => {
        const prng = createPrng(seed)
        const c = compilePlacements(noLimits(randomPlacements(prng, { ...ONE, periods: 12, duration: 2 })))
        const prices = Float64Array.from({ length: c.wards * c.periods }, () => prng.below(9) - 4)
        const program = createPlanProgram(c)
        const value = program.solve(0, prices, 2, prng)
        const { choice, hospital, start } = program.plan
        let paid = 2 * program.score
        for (let k = 0; k < c.students[0]!.total; k++) {
          const ward = c.students[0]!.choices[choice[k]!]! * c.hospitals + hospital[k]!
          for (let t = start[k]!; t < start[k]! + c.duration; t++) paid += prices[ward * c.periods + t]!
        }
        expect(paid).toBe(value)
        expect(createPlanRelaxation(c).solve(c.students[0]!, prices, 2)).toBeGreaterThanOrEqual(value)
        const near = buildNearLattice(c.students[0]!, choice.slice(), 0, prng)
        expect(program.solveWithin(near, 0, prices, 2, prng)).toBe(value)
      }),
      { numRuns: 40 },
    )
  })

  it('keeps every rule of the student when only a beam is possible', () => {
    const wide = { ...SMALL, students: 3, disciplines: 24, hospitals: 3, periods: 26, maxDisciplinesPerHospital: 6 }
    const problem = noLimits(randomPlacements(createPrng(2), { ...wide, ordered: 5 }))
    const c = compilePlacements(problem)
    const program = createPlanProgram(c)
    const prng = createPrng(1)
    const prices = new Float64Array(c.wards * c.periods)
    const placements = c.students.flatMap(({ choices, total }, student) => {
      const value = program.solve(student, prices, 1, prng)
      expect(program.isExact(student)).toBe(false)
      expect(program.bound).toBeGreaterThanOrEqual(value)
      return Array.from({ length: total }, (_, k) => ({
        studentId: problem.students[student]!.id,
        disciplineId: problem.disciplines[choices[program.plan.choice[k]!]!]!.id,
        hospitalId: problem.hospitals[program.plan.hospital[k]!]!.id,
        start: program.plan.start[k]!,
      }))
    })
    expect(checkPlacements(problem, { placements }).violations).toEqual([])
  })
})
