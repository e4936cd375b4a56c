import { assert, nat, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPrng } from '../../engine/prng.ts'
import { compileShifts } from '../compile.ts'
import { createPricer, NO_LINE } from './pricing.ts'
import { everyLine, lineCost, randomShiftProblem } from './every-line.ts'

describe('pricing', () => {
  it('finds the least cost of all lines, and a line that has it', () => {
    assert(
      property(nat(1_000_000), (seed) => {
        const prng = createPrng(seed)
        const c = compileShifts(randomShiftProblem(prng, { people: 2 }))
        const pricer = createPricer(c)
        for (let person = 0; person < c.people; person++) {
          const lines = everyLine(c, person)
          for (let round = 0; round < 3; round++) {
            const rewards = Float64Array.from({ length: c.days * c.width }, () => prng.below(40) - 15)
            const allowed = Uint8Array.from(rewards, () => (round === 0 || prng.below(8) > 0 ? 1 : 0))
            const fits = (line: Int8Array): boolean => line.every((entry, day) => allowed[day * c.width + entry] === 1)
            const costs = lines.filter(fits).map((line) => lineCost(c, person, line, rewards))
            const line = new Int8Array(c.days)
            const cost = pricer.price(person, rewards, line, {
              allowed: round === 0 ? undefined : allowed,
              exact: true,
            })
            expect(cost).toBeCloseTo(Math.min(NO_LINE, ...costs), 6)
            expect(pricer.bound).toBeCloseTo(cost, 6)
            const quick = pricer.price(person, rewards, new Int8Array(c.days), {
              allowed: round === 0 ? undefined : allowed,
            })
            expect(quick).toBeGreaterThanOrEqual(cost - 1e-6)
            expect(pricer.bound).toBeLessThanOrEqual(cost + 1e-6)
            const found = costs.length === 0 || lines.some((other) => fits(other) && `${other}` === `${line}`)
            expect(found).toBe(true)
            expect(costs.length === 0 ? NO_LINE : lineCost(c, person, line, rewards)).toBeCloseTo(cost, 6)
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})
