/** Schedules built along prices with more and more care, each improved one line at a time. */
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
  /** Told of bounds, which are whole. */
  onBound: (bound: number) => void
}

/** Of the largest table of lines: 320 MB. Beyond that one line takes seconds. */
const MOST_CELLS = 40_000_000
const FIRST_PASSES = 2
const FIRST_PEOPLE_PER_LINE = 8
/** Each time both numbers are doubled, for four times the work. */
const CARES = 3

/** Whether there is a schedule now: not when it was stopped before the first one, nor where tables of lines are too large. */
export function runBuilds(c: CompiledShifts, options: BuildsOptions): boolean {
  const { prng, shouldStop, isCancelled, onSolution, onBound } = options
  if (mostCells(c) > MOST_CELLS) return false
  const { prices } = priceLong(c, prng, { shouldStop, onBound: (bound) => onBound(roundUp(bound)) })
  if (!prices) return false
  const pricer = createPricer(c, { shouldStop, ...(isCancelled ? { isCancelled } : {}) })
  const reoptimiser = createReoptimiser(c, pricer, prng, shouldStop)
  const offer = (lines: Int8Array): void => onSolution(lines, scheduleCost(c, scheduleOf(c, lines)))
  for (let care = 0; care < CARES; care++) {
    const passes = FIRST_PASSES * 2 ** care
    const peoplePerLine = FIRST_PEOPLE_PER_LINE * 2 ** care
    const lines = buildAlongPrices(c, pricer, prng, { rewards: prices.rewards, passes, peoplePerLine, shouldStop })
    if (!lines) return care > 0
    polish(c, reoptimiser, lines, offer, shouldStop, c.people)
  }
  return true
}

function mostCells(c: CompiledShifts): number {
  let most = 0
  for (let person = 0; person < c.people; person++) {
    const { states, weekendCounts, width } = buildLineModel(c, person)
    most = Math.max(most, (c.days + 1) * states * weekendCounts * width)
  }
  return most
}
