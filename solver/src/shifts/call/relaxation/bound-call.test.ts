import { describe, expect, it } from 'vitest'
import { checkShiftSchedule } from '../../../check/shifts.ts'
import { createPrng } from '../../../engine/prng.ts'
import { randomCallProblem } from '../../../testing/random-call.ts'
import { toShiftSolution } from '../../compile.ts'
import { compileCall } from '../compile-call.ts'
import { RULE_KINDS } from '../rules/catalogue.ts'
import { boundBySums, boundCall, callRows } from './bound-call.ts'

const never = (): boolean => false

describe('the rows of call', () => {
  it('of every rule ask for no more than the checker, whatever the schedule', () => {
    for (let seed = 1; seed <= 140; seed++) {
      const kind = RULE_KINDS[seed % RULE_KINDS.length]!
      const problem = randomCallProblem(seed, { days: 9, people: 3 }, [kind])
      const c = compileCall(problem)
      const rows = callRows(c, never)
      const prng = createPrng(seed)
      for (let k = 0; k < 20; k++) {
        const lines = Int8Array.from(
          c.choices,
          (choices) => choices[prng.below(3) === 0 ? prng.below(choices.length) : 0]!,
        )
        const { violations, tiers } = checkShiftSchedule(problem, toShiftSolution(c.base, lines))
        const costs = new Float64Array(c.levels)
        for (const { cells, values, most, level, weight } of rows) {
          let over = -most
          for (const [at, cell] of cells.entries())
            if (lines[Math.floor(cell / c.width)] === cell % c.width) over += values[at]!
          if (over > 1e-9) costs[level] = costs[level]! + over * weight
        }
        expect([seed, kind, costs[0]! > 0 && violations.length === 0]).toEqual([seed, kind, false])
        for (const [tier, points] of tiers.entries())
          expect([seed, kind, costs[tier + 1]! <= points + 1e-9]).toEqual([seed, kind, true])
      }
    }
  })
})

describe('the bound of call', () => {
  it('is below every schedule that keeps the hard rules', () => {
    let bounded = 0
    for (let seed = 1; seed <= 90; seed++) {
      const problem = randomCallProblem(seed, { days: 3, people: 2 }, [
        RULE_KINDS[seed % RULE_KINDS.length]!,
        'cover',
        'fairness',
      ])
      const c = compileCall(problem)
      const { isImpossible, tiers } = boundCall(c, never)
      const best = bestOfAll(problem, c)
      const isTooHigh = best !== null && (isImpossible || compare(tiers, best) > 0)
      expect([seed, isTooHigh]).toEqual([seed, false])
      const sums = boundBySums(c, never)
      expect([seed, best !== null && (sums.isImpossible || compare(sums.tiers, best) > 0)]).toEqual([seed, false])
      if (isImpossible || tiers.some((points) => points > 0)) bounded++
    }
    expect(bounded).toBeGreaterThan(12)
  })
})

type Problem = ReturnType<typeof randomCallProblem>

/** The best tiers of all schedules that keep the hard rules, or null when none does. */
function bestOfAll(problem: Problem, c: ReturnType<typeof compileCall>): number[] | null {
  let best: number[] | null = null
  const lines = new Int8Array(c.people * c.days)
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

function compare(a: number[], b: number[]): number {
  for (const [tier, points] of a.entries()) if (points !== b[tier]) return points - b[tier]!
  return 0
}
