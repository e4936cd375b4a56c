/** A bound and prices for problems whose whole lines are too long for column generation, from rounds of passes over everybody. */
import type { Prng } from '../../engine/prng.ts'
import type { CompiledShifts } from '../compile.ts'
import { createAscent, type LongPrices } from './ascent.ts'
import type { Pace } from './pace.ts'

export interface LongPricing {
  /** Prices of the best bound; null when stopped before the first one, or when somebody has no line at all. */
  prices: LongPrices | null
  bound: number
  /** How people went through the horizon at the last prices. */
  pace: Pace
}

export interface LongPricingOptions {
  shouldStop: () => boolean
  /** Told of every better bound, not rounded. */
  onBound?: (bound: number) => void
}

/** First step of the first round and of later ones, in parts of what the dearest person too few costs. */
const FIRST_STEP = 0.3
const LATER_STEP = 0.05
/** Steps shrink by this factor with each pass of the first round, and in each later round half as fast as in the one before. */
const SHRINKING = 0.97
/** Bounds are worth a pass from this step on, and every few passes. */
const BOUND_STEP = 0.03
const PASSES_PER_BOUND = 8
/** A round ends when the bound rises by a smaller part of it from one reading to the next. */
const LEAST_RISE = 0.00003
/** A round that raises the bound by a smaller part of it is the last. */
const LEAST_GAIN = 0.0003
/** Where there is no schedule, bounds would rise for ever. */
const MOST_ROUNDS = 5

export function priceLong(c: CompiledShifts, prng: Prng, { shouldStop, onBound }: LongPricingOptions): LongPricing {
  const ascent = createAscent(c, prng, shouldStop)
  const unit = c.under.reduce((most, points) => Math.max(most, points), 1)
  const best: Omit<LongPricing, 'pace'> = { prices: null, bound: Number.NEGATIVE_INFINITY }
  /** Passes with ever smaller steps, until they hardly raise the bound; false when stopped. */
  const round = (first: number, shrinking: number): boolean => {
    let last = Number.NEGATIVE_INFINITY
    let passes = 0
    for (let step = first; ; step *= shrinking) {
      if (!ascent.pass(step * unit)) return false
      if (step > BOUND_STEP || ++passes % PASSES_PER_BOUND > 0) continue
      const bound = ascent.bound()
      if (bound === null) return false
      if (bound > best.bound) {
        best.bound = bound
        best.prices = copyOf(ascent.prices)
        onBound?.(bound)
      }
      if (bound - last <= LEAST_RISE * Math.abs(bound) && last > Number.NEGATIVE_INFINITY) return true
      last = bound
    }
  }
  let shrinking = SHRINKING
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds++) {
    const before = best.bound
    if (!round(rounds === 0 ? FIRST_STEP : LATER_STEP, shrinking)) break
    if (best.bound - before <= LEAST_GAIN * Math.abs(best.bound)) break
    shrinking = Math.sqrt(shrinking)
  }
  return { ...best, pace: ascent.pace() }
}

function copyOf({ rewards, tolls }: LongPrices): LongPrices {
  return {
    rewards: rewards.slice(),
    tolls: tolls.map(({ minute, weekend, shift }) => ({ minute, weekend, shift: shift.slice() })),
  }
}
