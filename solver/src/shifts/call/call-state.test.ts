import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readShiftRules } from '../../check/shift-rules.ts'
import { checkShiftSchedule } from '../../check/shifts.ts'
import { createPrng } from '../../engine/prng.ts'
import { randomCallProblem } from '../../testing/random-call.ts'
import { toShiftSolution } from '../compile.ts'
import { createShiftState } from '../state.ts'
import { createCallProposer } from './call-moves.ts'
import { type CallState, createCallState } from './call-state.ts'
import { compileCall } from './compile-call.ts'
import { RULE_KINDS } from './rules/catalogue.ts'

const SIZE = { days: 19, people: 4 }

/** What the checker counts: hard rules of call, with the plain rules of the lines as the plain state counts them, then the tiers. */
function checked({ c, copy }: CallState): number[] {
  const solution = toShiftSolution(c.base, copy())
  const findings = readShiftRules(c.problem, new Map(Object.entries(solution.lines)))
  const hard = findings.reduce((sum, { rule, amount }) => sum + (rule.soft ? 0 : amount), 0)
  const plain = createShiftState(c.base)
  plain.load(copy())
  const { tiers } = checkShiftSchedule(c.problem, solution)
  return [hard + plain.breaches + Math.ceil(plain.minutesAmiss / 60), ...tiers]
}

function expectSameAfterMoves(seed: number, state: CallState, moves: number): void {
  const prng = createPrng(seed)
  const { move, propose } = createCallProposer(state, prng)
  for (let turn = 0; turn < moves; turn++) {
    if (!propose()) continue
    state.apply(move)
    if (prng.below(3) === 0) state.revert()
  }
  const anew = createCallState(state.c)
  anew.load(state.copy())
  expect([...state.cost]).toEqual([...anew.cost])
  expect([...state.cost]).toEqual(checked(state))
}

describe('the state of a call search', () => {
  it.each(RULE_KINDS)('counts %s after any moves as the checker does', (kind) => {
    assert(
      property(integer({ min: 1, max: 1_000_000 }), (seed) => {
        expectSameAfterMoves(seed, createCallState(compileCall(randomCallProblem(seed, SIZE, [kind]))), 150)
      }),
      { numRuns: 60 },
    )
  })

  it('counts all rules together', () => {
    assert(
      property(integer({ min: 1, max: 1_000_000 }), (seed) => {
        expectSameAfterMoves(seed, createCallState(compileCall(randomCallProblem(seed, SIZE))), 200)
      }),
      { numRuns: 40 },
    )
  })
})
