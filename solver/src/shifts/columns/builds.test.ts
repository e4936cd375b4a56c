import { describe, expect, it } from 'vitest'
import { checkShiftSchedule } from '../../check/shifts.ts'
import { createPrng } from '../../engine/prng.ts'
import { randomShiftProblem } from '../../testing/shift-problems.ts'
import { type CompiledShifts, compileShifts, toShiftSolution } from '../compile.ts'
import { createBuild } from './builds.ts'

/** Every schedule that was told of, by its points, after the checker has confirmed it. */
function builds(c: CompiledShifts, looks: number, rewards?: Float64Array) {
  const told: { objective: number; lines: string }[] = []
  let best = 0
  const build = createBuild(c, {
    prng: createPrng(1),
    ...(rewards ? { rewards } : {}),
    shouldStop: () => looks-- <= 0,
    onSolution: (lines, objective) => {
      const checked = checkShiftSchedule(c.problem, toShiftSolution(c, lines))
      expect(checked).toMatchObject({ feasible: true, objective })
      told.push({ objective, lines: lines.join() })
    },
    onBound: (bound) => (best = Math.max(best, bound)),
  })
  const hasBuilt = [0, 1, 2].map((care) => build?.(care) ?? false)
  return { hasBuilt, told, bound: best }
}

describe('schedules built along prices', () => {
  const c = compileShifts(randomShiftProblem(4, { days: 28, people: 8, shifts: 3 }))

  it('keep all rules, cost no less than the bound, and are the same again', () => {
    const first = builds(c, Number.POSITIVE_INFINITY)
    expect(first.hasBuilt).toEqual([true, true, true])
    expect(first.told.length).toBeGreaterThan(2)
    for (const { objective } of first.told) expect(objective).toBeGreaterThanOrEqual(first.bound)
    expect(builds(c, Number.POSITIVE_INFINITY)).toEqual(first)
  })

  it('begin with prices that are known, and prove nothing then', () => {
    const known = builds(
      c,
      Number.POSITIVE_INFINITY,
      Float64Array.from(c.under, (points) => points / 2),
    )
    expect(known.hasBuilt).toEqual([true, true, true])
    expect(known.bound).toBe(0)
    expect(known.told).not.toEqual(builds(c, Number.POSITIVE_INFINITY).told)
  })

  it('end when told', () => {
    expect(builds(c, 0)).toEqual({ hasBuilt: [false, false, false], told: [], bound: 0 })
    expect(builds(c, 2000).told.length).toBeLessThanOrEqual(builds(c, Number.POSITIVE_INFINITY).told.length)
  })
})
