/** Schedules built along prices with more or less care, each improved one line at a time. */
import type { Prng } from '../../engine/prng.ts'
import type { CompiledShifts } from '../compile.ts'
import { priceLong } from '../long/price-long.ts'
import { buildAlongPrices } from './build.ts'
import { roundUp } from './generate.ts'
import { buildLineModel } from './line-model.ts'
import { polish } from './polish.ts'
import { createPricer } from './pricing.ts'
import { createReoptimiser, scheduleCost, scheduleOf } from './reoptimise.ts'

export interface BuildsOptions {
  prng: Prng
  shouldStop: () => boolean
  /** Whether everything is to end at once, in the middle of a table as well. */
  isCancelled?: () => boolean
  /** Told of schedules that keep all rules. */
  onSolution: (lines: Int8Array, objective: number) => void
  /** Prices to begin with, `[day * width + entry]`; without them they are found first. */
  rewards?: Float64Array
  /** Told of bounds, which are whole. */
  onBound: (bound: number) => void
}

/** Of the largest table of lines: 320 MB. Beyond that one line takes seconds. */
const MOST_CELLS = 40_000_000
const FIRST_PASSES = 2
const FIRST_PEOPLE_PER_LINE = 8

/** How much work goes into one schedule: from -1 on; each step is four times the work of the one before. */
export function effortOf(care: number): { passes: number; peoplePerLine: number } {
  return { passes: FIRST_PASSES * 2 ** care, peoplePerLine: FIRST_PEOPLE_PER_LINE * 2 ** care }
}

/**
 * Builds a schedule, with twice as many passes and half as many lines at once for each step of care, so four times the work; false when
 * stopped before it was there. Each time another one.
 */
export type Build = (care: number) => boolean

/** Null when stopped, and where tables of lines are too large. */
export function createBuild(c: CompiledShifts, options: BuildsOptions): Build | null {
  const { prng, shouldStop, isCancelled, onSolution, onBound } = options
  if (!haveSmallTables(c, shouldStop)) return null
  const onLongBound = (bound: number): void => onBound(roundUp(bound))
  const rewards = options.rewards ?? priceLong(c, prng, { shouldStop, onBound: onLongBound }).prices?.rewards
  if (!rewards) return null
  const pricer = createPricer(c, { shouldStop, ...(isCancelled ? { isCancelled } : {}) })
  const reoptimiser = createReoptimiser(c, pricer, prng, shouldStop)
  const offer = (lines: Int8Array): void => onSolution(lines, scheduleCost(c, scheduleOf(c, lines)))
  return (care) => {
    const lines = buildAlongPrices(c, pricer, prng, { rewards, ...effortOf(care), shouldStop })
    if (lines) polish(c, reoptimiser, lines, offer, shouldStop, c.people)
    return lines !== null
  }
}

/** Whether everybody's table of lines is small enough; false when stopped. */
export function haveSmallTables(c: CompiledShifts, shouldStop: () => boolean): boolean {
  for (let person = 0; person < c.people; person++) {
    if (shouldStop()) return false
    const { states, weekendCounts, width } = buildLineModel(c, person)
    if ((c.days + 1) * states * weekendCounts * width > MOST_CELLS) return false
  }
  return true
}
