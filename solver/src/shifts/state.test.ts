import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkShiftSchedule } from '../check/shifts.ts'
import { createPrng } from '../engine/prng.ts'
import { randomShiftProblem } from '../testing/shift-problems.ts'
import { compileShifts, fromShiftSolution, toShiftSolution } from './compile.ts'
import { createProposer } from './moves.ts'
import { createShiftState, type ShiftState } from './state.ts'

const SIZE = { days: 21, people: 5, shifts: 4 }

function expectSame(state: ShiftState): void {
  const { feasible, objective } = checkShiftSchedule(state.c.problem, toShiftSolution(state.c, state.lines))
  expect(state.soft).toBe(objective)
  expect(state.breaches === 0 && state.minutesAmiss === 0).toBe(feasible)
  const anew = createShiftState(state.c)
  anew.load(state.lines)
  expect([state.soft, state.breaches, state.minutesAmiss]).toEqual([anew.soft, anew.breaches, anew.minutesAmiss])
}

describe('the state of a shift search', () => {
  it('counts after any moves, kept or taken back, what the checker counts', () => {
    assert(
      property(integer({ min: 1, max: 1_000_000 }), (seed) => {
        const c = compileShifts(randomShiftProblem(seed, SIZE))
        const state = createShiftState(c)
        const prng = createPrng(seed)
        const { move, propose, focus, setNoise } = createProposer(state, prng)
        setNoise(20)
        for (let turn = 0; turn < 300; turn++) {
          if (turn % 100 === 50) focus(turn > 200)
          if (!propose()) continue
          const { soft, breaches, minutesAmiss } = state
          const before = state.lines.slice()
          for (let k = 0; k < move.count; k++)
            state.change(move.person[k]!, move.day[k]!, move.entries, move.offset[k]!, move.length[k]!)
          if (prng.below(3) > 0) continue
          for (let person = 0; person < c.people; person++) state.restore(person, 0, before, person * c.days, c.days)
          Object.assign(state, { soft, breaches, minutesAmiss })
        }
        expectSame(state)
      }),
      { numRuns: 60 },
    )
  })

  it('never proposes work on a day that must be off, or a shift that is not allowed', () => {
    const c = compileShifts(randomShiftProblem(11, SIZE))
    const state = createShiftState(c)
    const { move, propose } = createProposer(state, createPrng(3))
    for (let turn = 0; turn < 5000; turn++) {
      if (!propose()) continue
      for (let k = 0; k < move.count; k++) {
        const person = move.person[k]!
        for (let at = 0; at < move.length[k]!; at++) {
          const entry = move.entries[move.offset[k]! + at]!
          if (entry === 0) continue
          expect(c.mustBeOff[person * c.days + move.day[k]! + at]).toBe(0)
          expect(c.maxOfShift[person * c.width + entry]).toBeGreaterThan(0)
        }
        state.change(person, move.day[k]!, move.entries, move.offset[k]!, move.length[k]!)
      }
    }
  })

  it('turns lines into ids and back', () => {
    const c = compileShifts(randomShiftProblem(7, SIZE))
    const prng = createPrng(7)
    const lines = Int8Array.from({ length: c.people * c.days }, () => prng.below(c.width))
    expect(fromShiftSolution(c, toShiftSolution(c, lines))).toEqual(lines)
  })
})
