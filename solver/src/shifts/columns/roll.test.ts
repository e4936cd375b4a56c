import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkShiftSchedule } from '../../check/shifts.ts'
import { createPrng } from '../../engine/prng.ts'
import { randomShiftProblem } from '../../testing/shift-problems.ts'
import { type CompiledShifts, compileShifts, toShiftSolution } from '../compile.ts'
import { priceLong } from '../long/price-long.ts'
import { createPricer } from './pricing.ts'
import { rationed } from './rations.ts'
import { createReoptimiser, scheduleCost, scheduleOf } from './reoptimise.ts'
import { buildByWeeks } from './roll.ts'

const SIZE = { days: 98, people: 5, shifts: 3 }
const never = (): boolean => false

function begin(c: CompiledShifts, seed: number) {
  const given = createReoptimiser(c, createPricer(c), createPrng(seed), never).construct()?.lines
  const { prices, pace } = priceLong(c, createPrng(seed), { shouldStop: never })
  return given && prices ? { given, rewards: prices.rewards, pace, care: -1 } : null
}

describe('a schedule built by weeks', () => {
  it('keeps the rules of the whole, with given lines for those who find no way on', () => {
    const seen = { built: 0, given: 0, better: 0 }
    assert(
      property(integer({ min: 1, max: 1_000_000 }), (seed) => {
        const c = compileShifts(randomShiftProblem(seed, SIZE))
        const begun = begin(c, seed)
        if (!begun) return
        const lines = buildByWeeks(c, { ...begun, prng: createPrng(seed), shouldStop: never })
        if (!lines) return
        const cost = scheduleCost(c, scheduleOf(c, lines))
        const checked = checkShiftSchedule(c.problem, toShiftSolution(c, lines))
        expect(checked).toMatchObject({ feasible: true, objective: cost })
        seen.built++
        if (cost < scheduleCost(c, scheduleOf(c, begun.given))) seen.better++
        for (let at = 0; at < lines.length; at += c.days)
          if (lines.subarray(at, at + c.days).join() === begun.given.subarray(at, at + c.days).join()) seen.given++
      }),
      { numRuns: 16, seed: 1 },
    )
    expect(seen.built).toBeGreaterThan(5)
    expect(seen.given).toBeGreaterThan(0)
    expect(seen.better).toBeGreaterThan(0)
  })

  it('is the same again, and ends when told', () => {
    const c = compileShifts(randomShiftProblem(5, SIZE))
    const begun = begin(c, 1)!
    const run = (looks: number) =>
      buildByWeeks(c, { ...begun, prng: createPrng(1), shouldStop: () => looks-- <= 0 })?.join()
    expect(run(Number.POSITIVE_INFINITY)).toBeDefined()
    expect(run(Number.POSITIVE_INFINITY)).toBe(run(Number.POSITIVE_INFINITY))
    expect(run(0)).toBeUndefined()
    expect(run(40)).toBeUndefined()
  })

  it('follows a pace that ends within the limits of the whole', () => {
    const c = compileShifts(randomShiftProblem(5, SIZE))
    const { pace } = begin(c, 1)!
    const half = rationed(c, pace, 49, new Uint8Array(c.people))
    const lenient = rationed(c, pace, 49, new Uint8Array(c.people).fill(1))
    for (let person = 0; person < c.people; person++) {
      const end = person * (c.days + 1) + c.days
      expect(pace.minutes[end]).toBeCloseTo((c.minMinutes[person]! + c.maxMinutes[person]!) / 2, 6)
      expect(pace.weekends[end]).toBeLessThanOrEqual(c.maxWeekends[person]! + 1e-9)
      expect(half.minMinutes[person]).toBeLessThanOrEqual(pace.minutes[end - 49]!)
      expect(half.maxMinutes[person]).toBeLessThan(c.maxMinutes[person]!)
      expect(lenient.minMinutes[person]).toBeLessThanOrEqual(half.minMinutes[person]!)
      expect(lenient.maxWeekends[person]).toBeGreaterThanOrEqual(half.maxWeekends[person]!)
    }
    expect(rationed(c, pace, c.days, new Uint8Array(c.people))).toBe(c)
  })
})
