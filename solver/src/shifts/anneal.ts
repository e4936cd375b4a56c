/** Simulated annealing of a whole schedule (Kirkpatrick, Gelatt, Vecchi, Science 220, 1983), hard rules weighed against points. */
import { ACCEPTANCE, ACCEPTANCE_MASK } from '../engine/annealing.ts'
import type { Budget } from '../engine/budget.ts'
import type { Prng } from '../engine/prng.ts'
import { createProposer } from './moves.ts'
import type { ShiftState } from './state.ts'

export interface Cooling {
  /** Temperatures in points. */
  hot: number
  cold: number
  /** Points that a broken hard rule weighs at first; `FIRMER` times as many in the end. */
  breachPoints: number
  /** Changes nothing but lines that break a rule and what they exchange with. */
  onlyBroken?: boolean
  /** How far the cooling has come, from 0 to 1, which ends it. */
  progress: () => number
  /** Called about every thousand moves. */
  onPulse: () => void
}

export interface Annealer {
  /** Cools the state, and keeps the best feasible schedule. Ends early when the budget is spent. */
  cool: (cooling: Cooling) => void
  /** Takes the state as the best, if it is. */
  keepIfBest: () => void
  /** The best feasible schedule of all coolings, and its points; infinite before there is one. */
  best: Int8Array
  bestSoft: number
}

/** Minutes that are missing are easier made up for at the end than a broken run, so they weigh less. */
const MINUTES_SHARE = 0.5
const FIRMER = 6
/** From this part of the cooling on, hard rules weigh more and more. */
const FIRMER_FROM = 0.5
/** From this part of the cooling on, whoever breaks a rule is looked at more often. */
const FOCUS_FROM = 0.7
const MOVES_PER_STEP = 256

export function createAnnealer(state: ShiftState, prng: Prng, budget: Budget): Annealer {
  const { move, propose, setNoise, focus } = createProposer(state, prng)
  const { lines, c } = state
  const before = new Int8Array(move.entries.length)
  const longestShift = Math.max(1, ...c.minutes)

  /** Makes the move and says how many points worse everything is, weighed. */
  const make = (breachPoints: number, minutePoints: number): number => {
    const { soft, breaches, minutesAmiss } = state
    for (let k = 0; k < move.count; k++) {
      const cell = move.person[k]! * c.days + move.day[k]!
      const offset = move.offset[k]!
      for (let at = 0; at < move.length[k]!; at++) before[offset + at] = lines[cell + at]!
      state.change(move.person[k]!, move.day[k]!, move.entries, offset, move.length[k]!)
    }
    const minutesWorse = (state.minutesAmiss - minutesAmiss) * minutePoints
    return state.soft - soft + (state.breaches - breaches) * breachPoints + minutesWorse
  }

  const keepIfBest = (): void => {
    if (state.breaches > 0 || state.minutesAmiss > 0 || state.soft >= annealer.bestSoft) return
    annealer.bestSoft = state.soft
    annealer.best.set(lines)
  }

  const annealer: Annealer = {
    keepIfBest,
    best: new Int8Array(lines.length),
    bestSoft: Number.POSITIVE_INFINITY,
    cool: ({ hot, cold, breachPoints, onlyBroken = false, progress, onPulse }) => {
      for (let step = 0; ; step++) {
        const done = progress()
        if (done >= 1) return
        const firm = breachPoints * (1 + (Math.max(0, done - FIRMER_FROM) / (1 - FIRMER_FROM)) * (FIRMER - 1))
        const minutePoints = (MINUTES_SHARE * firm) / longestShift
        const temperature = interpolate(hot, cold, done)
        setNoise(temperature)
        if (step % 4 === 0) onPulse()
        if (step % 4 === 0 && (onlyBroken || done > FOCUS_FROM)) focus(onlyBroken)
        for (let moves = 0; moves < MOVES_PER_STEP; moves++) {
          if (budget.spend()) return
          if (!propose()) continue
          const { soft, breaches, minutesAmiss } = state
          const worse = make(firm, minutePoints)
          if (worse > 0 && worse >= temperature * ACCEPTANCE[prng.bits() & ACCEPTANCE_MASK]!) {
            for (let k = move.count - 1; k >= 0; k--)
              state.restore(move.person[k]!, move.day[k]!, before, move.offset[k]!, move.length[k]!)
            state.soft = soft
            state.breaches = breaches
            state.minutesAmiss = minutesAmiss
          } else keepIfBest()
        }
      }
    },
  }
  return annealer
}

/** From `hot` to `cold`, each tenth of the way the same factor: exact operations only, linear between 64 halvings of the way. */
function interpolate(hot: number, cold: number, done: number): number {
  let low = 0
  let high = 1
  let atLow = hot
  let atHigh = cold
  for (let halving = 0; halving < 6; halving++) {
    const middle = (low + high) / 2
    const atMiddle = Math.sqrt(atLow * atHigh)
    if (done < middle) {
      high = middle
      atHigh = atMiddle
    } else {
      low = middle
      atLow = atMiddle
    }
  }
  return atLow + ((atHigh - atLow) * (done - low)) / (high - low)
}
