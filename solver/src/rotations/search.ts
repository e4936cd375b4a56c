/** Cycles of annealing over whole schedules: first until no hard rule is broken, then tier by tier at ever lower temperature. */
import { ACCEPTANCE, ACCEPTANCE_MASK, coolingTemperatures } from '../engine/annealing.ts'
import type { Budget } from '../engine/budget.ts'
import type { Prng } from '../engine/prng.ts'
import { compareCosts, typicalChanges, weighTiers } from '../engine/tiers.ts'
import type { Compiled } from './compile.ts'
import { createMoveContext } from './moves/proposal.ts'
import { propose } from './moves/propose.ts'
import { createState } from './state.ts'

/** Each tier weighs this many times the next: a little, to anneal through trade-offs, then a lot, to settle them tier by tier. */
const RATIO = 6
const SETTLING_RATIO = 40
const HARD_RATIO = 8
/** A cycle that refines a schedule melts one tier, and with it those below: at so much of what a typical change of it weighs. */
const MELTING = 0.3
/** Heat at which tiers settle, in typical changes of the last one, and moves for it as a share of those of the cycle. */
const SETTLING_HEAT = 20
const SETTLING_SHARE = 0.25
/** The cycle's share of a run that is to be one cycle and its settling. */
export const ONE_CYCLE = 1 / (1 + SETTLING_SHARE)
/** After so many cycles in a row that found nothing, one forgets the schedule. */
const MOST_IDLE = 2
const COOLING = 0.97
const COLD = 0.05
const FROZEN = 0.2
const CALIBRATION_MOVES = 2000
const FIRST_CYCLE = 2000
const FIRST_CYCLE_PER_SLOT = 60
const CYCLE_GROWTH = 1.5

export interface SearchEvents {
  /** A better schedule than any before. */
  onBest: (activities: Int16Array, cost: Float64Array) => void
  /** Often, in a pause of the search. */
  onPulse: () => void
  /** After each cycle: a schedule from elsewhere that may be better, or null. */
  onCycle?: () => Int16Array | null
}

export interface SearchShape {
  /** Moves of the first cycle; the later ones are longer. By default as many as the number of slots asks for. */
  firstCycle?: number
  /** The heat at which hard rules bend, as a share of the usual: below 1, the search stays closer to its start. */
  heat?: number
  /** What the first cycle melts of a start that keeps the hard rules: everything, the first tier that may get better (the default), or
   * any such tier, as later cycles do. */
  melts?: 'everything' | 'first' | 'any'
}

/** Searches from `start` until the budget is spent or `target` (a bound, hard first) is reached. */
export function search(
  c: Compiled,
  start: Int16Array,
  prng: Prng,
  budget: Budget,
  target: Float64Array,
  events: SearchEvents,
  shape: SearchShape = {},
): void {
  const state = createState(c, start)
  const best = Float64Array.from(state.cost)
  const bestActivities = Int16Array.from(start)
  events.onBest(bestActivities, best)
  if (c.open.length === 0 || budget.over()) return
  const m = createMoveContext(state, prng)
  const change = (): boolean => {
    if (!propose(m)) return false
    state.apply(m.proposal.slots, m.proposal.activities, m.proposal.count)
    return true
  }
  const typical = typicalChanges({ cost: state.cost, change, revert: state.revert }, CALIBRATION_MOVES, budget.over)
  const { width } = c
  const weights = new Float64Array(width)
  const before = new Float64Array(width)
  const everything = Int32Array.from({ length: c.slotCount }, (_, s) => s)

  const reached = (): boolean => compareCosts(best, target) <= 0
  const keepIfBest = (): void => {
    if (compareCosts(state.cost, best) >= 0) return
    best.set(state.cost)
    bestActivities.set(state.line.activity)
    events.onBest(bestActivities, best)
  }
  const returnToBest = (): void => state.apply(everything, bestActivities, c.slotCount)

  const anneal = (hot: number, iterations: number): void => {
    const temperatures = coolingTemperatures(hot, COLD, COOLING)
    // Below this a day of a broken hard rule hardly moves: without a feasible schedule there is no point in cooling further.
    const frozen = best[0]! > 0 ? FROZEN * weights[0]! : COLD
    const steps = temperatures.filter((temperature) => temperature >= frozen).length
    const perStep = Math.max(1, Math.ceil(iterations / Math.max(1, steps)))
    for (const temperature of temperatures) {
      if (temperature < frozen && best[0]! > 0) return
      for (let step = 0; step < perStep; step++) {
        if (budget.spend()) return
        before.set(state.cost)
        if (!change()) continue
        let worse = 0
        for (let level = 0; level < width; level++) worse += (state.cost[level]! - before[level]!) * weights[level]!
        if (worse > 0 && worse >= temperature * ACCEPTANCE[prng.bits() & ACCEPTANCE_MASK]!) state.revert()
        else keepIfBest()
      }
      events.onPulse()
      if (reached()) return
    }
  }

  const {
    firstCycle = Math.max(FIRST_CYCLE, c.open.length * FIRST_CYCLE_PER_SLOT),
    heat: share = 1,
    melts = 'first',
  } = shape
  let length = firstCycle
  /** A tier that is not proven to be at its best. */
  const openTier = (cycle: number): number => {
    const open = Array.from(best.keys()).filter((level) => level > 0 && best[level]! > target[level]!)
    return open[melts === 'first' && cycle === 0 ? 0 : prng.below(open.length)]!
  }
  let idle = 0
  for (let cycle = 0; !budget.over() && !reached(); cycle++) {
    const bestBefore = Float64Array.from(best)
    const from = budget.iterations
    const heat = weighTiers(weights, typical, RATIO, HARD_RATIO)
    if (idle === MOST_IDLE) anneal(share * heat * HARD_RATIO, length)
    else if (best[0]! > 0 || (melts === 'everything' && cycle === 0)) anneal((share * heat) / 2, length)
    else {
      const tier = openTier(cycle)
      anneal(MELTING * weights[tier]! * typical[tier]!, length)
    }
    if (best[0] === 0 && !reached()) {
      weighTiers(weights, typical, SETTLING_RATIO, HARD_RATIO)
      anneal(SETTLING_HEAT, SETTLING_SHARE * (budget.iterations - from))
    }
    const other = events.onCycle?.()
    if (other) {
      state.apply(everything, other, c.slotCount)
      keepIfBest()
    }
    idle = compareCosts(best, bestBefore) < 0 || idle === MOST_IDLE ? 0 : idle + 1
    returnToBest()
    length = Math.ceil(length * CYCLE_GROWTH)
  }
}
