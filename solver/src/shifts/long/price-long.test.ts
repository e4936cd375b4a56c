import { assert, nat, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPrng } from '../../engine/prng.ts'
import { randomShiftProblem as randomLongProblem } from '../../testing/shift-problems.ts'
import { everyLine, lineCost, randomShiftProblem } from '../columns/every-line.ts'
import { runColumns } from '../columns/run.ts'
import { compileShifts } from '../compile.ts'
import { priceLong } from './price-long.ts'
import { createTolledLines } from './tolled-line.ts'

/** The same people without any limit over the horizon, whose lines are all paths. */
function withoutLimits(problem: ReturnType<typeof randomShiftProblem>): typeof problem {
  const people = problem.people.map((person) => ({
    ...person,
    maxShifts: {},
    minMinutes: 0,
    maxMinutes: 1e6,
    maxWeekends: problem.days,
  }))
  return { ...problem, people }
}

describe('prices of long problems', () => {
  it('plans the cheapest line of runs, and measures it', () => {
    assert(
      property(nat(1_000_000), (seed) => {
        const prng = createPrng(seed)
        const c = compileShifts(withoutLimits(randomShiftProblem(prng, { people: 1 })))
        const planner = createTolledLines(c)
        const rewards = Float64Array.from({ length: c.days * c.width }, () => prng.below(40) - 15)
        const shift = Float64Array.from({ length: c.width }, (_, entry) => (entry === 0 ? 0 : prng.below(5)))
        const tolls = { minute: (prng.below(9) - 4) / 64, weekend: prng.below(20), shift }
        const measure = (line: Int8Array) => ({
          minutes: line.reduce((sum, entry) => sum + c.minutes[entry]!, 0),
          weekends: new Set(Array.from(c.weekendOf).filter((weekend, day) => weekend >= 0 && line[day] !== 0)).size,
        })
        const tolled = (line: Int8Array): number => {
          const { minutes, weekends } = measure(line)
          const paid = line.reduce(
            (sum, entry) => sum + shift[entry]!,
            minutes * tolls.minute + weekends * tolls.weekend,
          )
          return lineCost(c, 0, line, rewards) + paid
        }
        const line = new Int8Array(c.days)
        const cost = planner.plan(0, rewards, tolls, line)
        expect(cost).toBeCloseTo(Math.min(...everyLine(c, 0).map(tolled)), 6)
        expect(tolled(line)).toBeCloseTo(cost, 6)
        const { minutes, weekends } = planner
        expect({ minutes, weekends }).toEqual(measure(line))
        expect(Array.from(planner.counts)).toEqual(
          Array.from({ length: c.width }, (_, entry) => line.filter((other) => other === entry).length),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('gives bounds that no schedule goes below, and prices that lead to the same schedules', () => {
    assert(
      property(nat(1_000_000), (seed) => {
        const c = compileShifts(randomShiftProblem(createPrng(seed), { people: 2 + (seed % 2), days: 5 }))
        const options = { budget: { maxIterations: 100_000 }, seed }
        const { status, objective } = runColumns(c, options)
        const { bound, prices } = priceLong(c, createPrng(seed), { shouldStop: () => false })
        // Infinite where somebody has no line.
        expect(bound).toBeLessThanOrEqual(objective)
        const again = runColumns(c, { ...options, ...(prices ? { prices: { rewards: prices.rewards, bound } } : {}) })
        expect([again.status, again.objective]).toEqual([status, objective])
      }),
      { numRuns: 60 },
    )
  })

  it('comes near the best where the horizon is long, the same again each time, and stops when told', () => {
    const c = compileShifts(randomLongProblem(3, { days: 84, people: 6, shifts: 3 }))
    const run = (looks: number) => priceLong(c, createPrng(5), { shouldStop: () => looks-- <= 0 })
    const found = run(Number.POSITIVE_INFINITY)
    expect(found.prices!.rewards.every((points, cell) => points <= c.under[cell]! && points >= -c.over[cell]!)).toBe(
      true,
    )
    expect(run(Number.POSITIVE_INFINITY)).toEqual(found)
    expect(run(100)).toMatchObject({ prices: null, bound: Number.NEGATIVE_INFINITY })
  })
})
