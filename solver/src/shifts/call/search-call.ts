/** Coolings over whole call schedules: until no hard rule is broken, then tier by tier at ever lower temperature. */
import { ACCEPTANCE, ACCEPTANCE_MASK, coolingTemperatures } from '../../engine/annealing.ts'
import type { Budget } from '../../engine/budget.ts'
import type { Prng } from '../../engine/prng.ts'
import { compareCosts, typicalChanges, weighTiers } from '../../engine/tiers.ts'
import type { DayWindow } from '../rule-types.ts'
import { createCallProposer } from './call-moves.ts'
import type { CallState } from './call-state.ts'

/** Each tier weighs this many times the next: a little, to anneal through trade-offs, or a lot, to settle them tier by tier. */
const RATIOS = [20, 60, 20, 6, 60]
/** Heat of the coolings: at first hardly any, to mend what is easily mended, then more, to find what is not near. */
const HEATS = [0.002, 0.02, 0.1, 0.25]
const HARD_RATIO = 10
const COOLING = 0.95
const COLD = 0.05
const FIRST_CYCLE = 1000
const FIRST_CYCLE_PER_CELL = 8
const CYCLE_GROWTH = 1.4
const CALIBRATION_MOVES = 1000

export interface CallSearchEvents {
  /** A better schedule than any before; the lines are copied by `copy` of the state. */
  onBest: (state: CallState) => void
  /** Often; `true` ends the search. */
  onPulse: () => boolean
}

export interface CallSearchShape {
  /** Moves of the first cooling. */
  firstCycle?: number
  /** Heat of each cooling as a share of the whole, after which the search ends by itself; 0 takes only what is better or equal. */
  heats?: number[]
  /** Only these days change; all without it. */
  window?: DayWindow
}

/** Improves the schedule of the state until the budget is spent or nothing costs anything; leaves the state at the best one. */
export function searchCall(
  state: CallState,
  prng: Prng,
  budget: Budget,
  events: CallSearchEvents,
  shape: CallSearchShape = {},
): void {
  const { c, cost } = state
  const proposer = createCallProposer(state, prng, shape.window)
  const best = Float64Array.from(cost)
  let bestLines = state.copy()
  events.onBest(state)
  const isPerfect = (): boolean => best.every((points) => points === 0)
  const change = (): boolean => {
    if (!proposer.propose()) return false
    state.apply(proposer.move)
    return true
  }
  const typical = typicalChanges({ cost, change, revert: state.revert }, CALIBRATION_MOVES, budget.over)
  const weights = new Float64Array(c.levels)
  const before = new Float64Array(c.levels)

  const anneal = (hot: number, moves: number): boolean => {
    const temperatures = coolingTemperatures(hot, COLD, COOLING)
    const perStep = Math.ceil(moves / temperatures.length)
    for (const temperature of temperatures) {
      for (let step = 0; step < perStep; step++) {
        if (budget.spend()) return true
        before.set(cost)
        if (!change()) continue
        let worse = 0
        for (let level = 0; level < weights.length; level++) worse += (cost[level]! - before[level]!) * weights[level]!
        if (worse > 0 && worse >= temperature * ACCEPTANCE[prng.bits() & ACCEPTANCE_MASK]!) state.revert()
        else if (worse < 0 && compareCosts(cost, best) < 0) {
          best.set(cost)
          bestLines = state.copy()
          events.onBest(state)
        }
      }
      if (events.onPulse() || isPerfect()) return true
    }
    return false
  }

  const heats = shape.heats ?? HEATS
  let moves = shape.firstCycle ?? Math.max(FIRST_CYCLE, c.people * c.days * FIRST_CYCLE_PER_CELL)
  // After a cooling that found nothing, the next begins with a heat at which hard rules bend.
  let idle = false
  for (let cycle = 0; cycle < (shape.heats?.length ?? Number.POSITIVE_INFINITY); cycle++) {
    const heat = weighTiers(weights, typical, RATIOS[cycle % RATIOS.length]!, HARD_RATIO)
    const bestBefore = Float64Array.from(best)
    const isOver = anneal((idle ? HARD_RATIO : 1) * heat * heats[Math.min(cycle, heats.length - 1)]!, moves)
    if (compareCosts(best, cost) !== 0) state.load(bestLines)
    idle = !idle && compareCosts(best, bestBefore) === 0
    if (isOver || isPerfect() || budget.over()) return
    moves = Math.ceil(moves * CYCLE_GROWTH)
  }
}
