import { assert, nat, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check } from '../check/check.ts'
import { createPrng } from '../engine/prng.ts'
import { randomProblem, randomSolution } from '../testing/random-problem.ts'
import { compile } from './compile.ts'
import { createMoveContext } from './moves/proposal.ts'
import { propose } from './moves/propose.ts'
import { fromSolution, toScore, toSolution } from './solution.ts'
import { createState } from './state.ts'

function stateOf(seed: number) {
  const problem = randomProblem(seed)
  const c = compile(problem)
  const activities = new Int16Array(c.slotCount).fill(-1)
  fromSolution(c, randomSolution(problem, createPrng(seed + 1)), activities)
  return { problem, c, state: createState(c, activities) }
}

describe('the incremental score', () => {
  it('equals the independent checker after any moves, kept or taken back', () => {
    assert(
      property(nat(1_000_000), (seed) => {
        const { problem, c, state } = stateOf(seed)
        const m = createMoveContext(state, createPrng(seed + 2))
        for (let step = 0; step < 60 && c.open.length > 0; step++) {
          if (!propose(m)) continue
          state.apply(m.proposal.slots, m.proposal.activities, m.proposal.count)
          if (m.prng.below(2) === 0) state.revert()
        }
        expect(toScore(state.cost)).toEqual(check(problem, toSolution(c, state.line.activity)).score)
      }),
      { numRuns: 300 },
    )
  })

  it('keeps each line within what its slots may hold', () => {
    assert(
      property(nat(1_000_000), (seed) => {
        const { problem, c, state } = stateOf(seed)
        const m = createMoveContext(state, createPrng(seed + 3))
        for (let step = 0; step < 40 && c.open.length > 0; step++) {
          if (propose(m)) state.apply(m.proposal.slots, m.proposal.activities, m.proposal.count)
        }
        const { costs } = check(problem, toSolution(c, state.line.activity))
        expect(costs.filter(({ rule }) => rule === 'allowed')).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('does not depend on who is called what', () => {
    assert(
      property(nat(1_000_000), (seed) => {
        const { problem, c, state } = stateOf(seed)
        const renamed = JSON.parse(JSON.stringify(problem).replaceAll('person-', 'someone-')) as typeof problem
        const again = compile(renamed)
        expect(toScore(createState(again, state.line.activity).cost)).toEqual(toScore(state.cost))
        expect(again.slotCount).toBe(c.slotCount)
      }),
      { numRuns: 50 },
    )
  })
})
