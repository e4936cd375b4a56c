import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkShiftSchedule } from '../../check/shifts.ts'
import { createPrng, type Prng, shuffled } from '../../engine/prng.ts'
import { randomShiftProblem } from '../../testing/shift-problems.ts'
import { type CompiledShifts, compileShifts, toShiftSolution } from '../compile.ts'
import { searchBuiltWindows } from './built-windows.ts'
import { lineCost } from './every-line.ts'
import { createPricer, NO_LINE } from './pricing.ts'
import { createReoptimiser, type Schedule, scheduleCost, scheduleOf } from './reoptimise.ts'
import { fitsInto, openWindow, putBack, type Window } from './window.ts'
import { searchWindows, type WindowsOptions } from './windows.ts'

const SIZE = { days: 49, people: 4, shifts: 3 }

/** Lines that keep all rules, with no regard to points; null when somebody has none. */
function firstSchedule(c: CompiledShifts, prng: Prng): Schedule | null {
  return createReoptimiser(c, createPricer(c), prng, () => false).construct()
}

function randomWindow(c: CompiledShifts, schedule: Schedule, prng: Prng): Window {
  const people = shuffled(prng, c.people).slice(0, 1 + prng.below(c.people))
  const isFree = new Uint8Array(c.days)
  for (let stretch = prng.below(2); stretch >= 0; stretch--) {
    const from = prng.below(c.days)
    isFree.fill(1, from, from + 1 + prng.below(16))
  }
  return openWindow(c, schedule, { people, isFree })
}

/** Everybody's line in the window that is best at random rewards. */
function newLines({ c, allowed, lines }: Window, prng: Prng): Int8Array {
  const pricer = createPricer(c, { allowed })
  const rewards = Float64Array.from({ length: c.days * c.width }, () => prng.below(60) - 20)
  const line = new Int8Array(c.days)
  const result = lines.slice()
  for (let person = 0; person < c.people; person++) {
    const standing = lines.subarray(person * c.days, (person + 1) * c.days)
    const cost = pricer.price(person, rewards, line, { exact: true })
    expect(cost).toBeLessThanOrEqual(lineCost(c, person, standing, rewards) + 1e-6)
    expect(cost).toBeLessThan(NO_LINE)
    result.set(line, person * c.days)
  }
  return result
}

function expectKept(c: CompiledShifts, lines: Int8Array): void {
  const { violations, objective } = checkShiftSchedule(c.problem, toShiftSolution(c, lines))
  expect(violations).toEqual([])
  expect(objective).toBe(scheduleCost(c, scheduleOf(c, lines)))
}

describe('windows of a schedule', () => {
  it('lead to lines that keep the rules of the whole, and cost as much less as the part does', () => {
    let tried = 0
    assert(
      property(integer({ min: 1, max: 1_000_000 }), (seed) => {
        const prng = createPrng(seed)
        const c = compileShifts(randomShiftProblem(seed, SIZE))
        const schedule = firstSchedule(c, prng)
        if (!schedule) return
        for (let turn = 0; turn < 4; turn++) {
          const window = randomWindow(c, schedule, prng)
          const lines = newLines(window, prng)
          const whole = putBack(window, schedule.lines, c.days, lines)
          expectKept(c, whole)
          const cost = scheduleCost(c, scheduleOf(c, whole))
          expect(cost).toBe(window.elsewhere + scheduleCost(window.c, scheduleOf(window.c, lines)))
          tried++
        }
      }),
      { numRuns: 60 },
    )
    expect(tried).toBeGreaterThan(60)
  })

  it('leave no weekend to those who have had more than they may', () => {
    const c = compileShifts(randomShiftProblem(5, { days: 63, people: 6, shifts: 2 }))
    const schedule = firstSchedule(c, createPrng(1))!
    c.maxWeekends.fill(1)
    c.minMinutes.fill(0)
    const people = [...Array(c.people).keys()]
    const window = openWindow(c, schedule, { people, isFree: new Uint8Array(c.days).fill(1, 40, 61) })
    const pricer = createPricer(window.c, { allowed: window.allowed })
    const line = new Int8Array(window.c.days)
    const rewards = new Float64Array(window.c.days * window.c.width).fill(9)
    const worked = people.flatMap((person) =>
      pricer.price(person, rewards, line) < NO_LINE
        ? [line.filter((entry, day) => entry > 0 && window.c.weekendOf[day]! >= 0).length]
        : [],
    )
    expect(Math.max(...window.c.maxWeekends)).toBe(0)
    expect(worked).toContain(0)
    expect(Math.max(...worked)).toBe(0)
  })

  it('fit into a schedule that changed elsewhere only where the rules of the whole are kept', () => {
    const seen = { fit: 0, unfit: 0 }
    assert(
      property(integer({ min: 1, max: 1_000_000 }), (seed) => {
        const prng = createPrng(seed)
        const c = compileShifts(randomShiftProblem(seed, SIZE))
        const schedule = firstSchedule(c, prng)
        if (!schedule) return
        const [mine, other] = [randomWindow(c, schedule, prng), randomWindow(c, schedule, prng)]
        const changed = putBack(other, schedule.lines, c.days, newLines(other, prng))
        const lines = newLines(mine, prng)
        expect(fitsInto(mine, c, schedule.lines, lines)).toBe(true)
        const isFit = fitsInto(mine, c, changed, lines)
        seen[isFit ? 'fit' : 'unfit']++
        if (isFit) expectKept(c, putBack(mine, changed, c.days, lines))
      }),
      { numRuns: 60 },
    )
    expect(Math.min(seen.fit, seen.unfit)).toBeGreaterThan(0)
  })
})

describe.each([
  { name: 'with linear programs', searchBy: searchWindows },
  {
    name: 'built along prices',
    searchBy: (c: CompiledShifts, options: WindowsOptions) =>
      searchBuiltWindows(c, { ...options, rewards: Float64Array.from(c.under, (points) => points / 2) }),
  },
])('the search of windows $name', ({ searchBy }) => {
  const search = (looks: number): number[] => {
    const c = compileShifts(randomShiftProblem(5, { days: 63, people: 6, shifts: 2 }))
    let { lines } = firstSchedule(c, createPrng(1))!
    const objectives = [scheduleCost(c, scheduleOf(c, lines))]
    searchBy(c, {
      prng: createPrng(2),
      shouldStop: () => looks-- <= 0,
      best: () => ({ lines, objective: objectives.at(-1)! }),
      onLines: (found) => {
        lines = found
        objectives.push(scheduleCost(c, scheduleOf(c, lines)))
        expectKept(c, lines)
      },
    })
    return objectives
  }

  it('finds better and better schedules, and the same ones again', () => {
    const objectives = search(1500)
    expect(objectives.length).toBeGreaterThan(1)
    expect(objectives.every((objective, k) => k === 0 || objective < objectives[k - 1]!)).toBe(true)
    expect(search(1500)).toEqual(objectives)
    expect(search(0)).toHaveLength(1)
  })
})
