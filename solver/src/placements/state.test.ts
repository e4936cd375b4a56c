import { assert, integer, property } from 'fast-check'
import { expect, it } from 'vitest'
import { checkPlacements } from '../check/placements.ts'
import { createPrng } from '../engine/prng.ts'
import { compilePlacements } from './compile.ts'
import { createImprover } from './improve.ts'
import { createPlanProgram } from './plan-program.ts'
import { createState, objective, offAt, place, reweigh, toSolution } from './state.ts'
import { randomPlacements, SMALL } from './testing/random-placements.ts'

const MIDDLE = { ...SMALL, students: 8, disciplines: 7, hospitals: 3, periods: 9, maxDisciplinesPerHospital: 3 }

it('keeps the counts that a full reading finds, whatever moves were made', () => {
  assert(
    property(integer({ min: 1, max: 100_000 }), integer({ min: 1, max: 40 }), (seed, steps) => {
      const prng = createPrng(seed)
      const problem = randomPlacements(prng, MIDDLE)
      const c = compilePlacements(problem)
      const program = createPlanProgram(c)
      const state = createState(c, 2)
      for (let student = 0; student < c.students.length; student++) {
        program.solve(student, state.price, 1, prng)
        place(state, student, program.plan, program.score)
      }
      const improver = createImprover(state, program, prng)
      for (let step = 0; step < steps; step++) improver.step(5, () => false)
      const read = checkPlacements(problem, toSolution(state))
      expect(objective(state)).toBe(read.score)
      expect(state.violations === 0).toBe(read.feasible)
      // Only wards can be short or full: every plan keeps its own rules.
      expect(read.violations.every((sentence) => sentence.includes('students in period'))).toBe(true)
      let violations = 0
      let penalty = 0
      for (let cell = 0; cell < state.load.length; cell++) {
        violations += offAt(state, cell)
        penalty += state.weight[cell]! * offAt(state, cell)
      }
      expect([state.violations, state.penalty]).toEqual([violations, penalty])
      const prices = Array.from(state.price)
      reweigh(state)
      expect(Array.from(state.price)).toEqual(prices)
    }),
    { numRuns: 60 },
  )
})
