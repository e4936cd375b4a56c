/**
 * Large-neighbourhood search (Shaw 1998) with annealed acceptance: a few students give up their plans and take, one after
 * the other, the best plan against what the wards then lack or have too much of. The last one sees the full price of a
 * missing student, the ones before a random part of it, so that duties move to those who mind them least.
 */
import { ACCEPTANCE, ACCEPTANCE_MASK } from '../engine/annealing.ts'
import type { Prng } from '../engine/prng.ts'
import { buildNearLattice } from './near-lattice.ts'
import type { PlanProgram } from './plan-program.ts'
import { objective, type PlacementState, place, remove, restore, worstScore } from './state.ts'

const MOST_TOGETHER = 4
/** Means of the random part of a price, in points; every exchange takes one of them. */
const NOISES = [1.5, 3, 6, 12]

export interface Improver {
  /** One exchange; true when the state has changed. `stop` is asked between students. */
  step: (temperature: number, stop: () => boolean) => boolean
  /** Takes a student's plan out and gives the best one against the given prices. False when stopped or without any plan. */
  replan: (student: number, prices: Float64Array) => boolean
}

export function createImprover(state: PlacementState, program: PlanProgram, prng: Prng): Improver {
  const { c } = state
  const { mostPlacements } = c
  const movable = c.students.flatMap(({ total }, student) => (total > 0 ? [student] : []))
  const kept = new Int32Array(3 * MOST_TOGETHER * mostPlacements)
  const keptScore = new Float64Array(MOST_TOGETHER)
  const prices = new Float64Array(state.price.length)
  let noiseMean = 0
  const noise = (): number => noiseMean * ACCEPTANCE[prng.bits() & ACCEPTANCE_MASK]!

  const replan: Improver['replan'] = (student, given) => {
    const { total } = c.students[student]!
    const first = student * mostPlacements
    const scale = state.score[student]! <= worst ? 2 : 1
    const lattice = program.isExact(student) ? null : buildNearLattice(c.students[student]!, state.choice, first, prng)
    if (state.placed[student] === 1) remove(state, student)
    const value =
      lattice === null
        ? program.solve(student, given, scale, prng)
        : program.solveWithin(lattice, student, given, scale, prng)
    if (value === Number.NEGATIVE_INFINITY || total === 0) return false
    place(state, student, program.plan, program.score)
    return true
  }
  let worst = Number.NEGATIVE_INFINITY

  const keep = (slot: number, student: number): void => {
    const first = student * mostPlacements
    const rows = [state.choice, state.hospital, state.start]
    for (const [row, values] of rows.entries())
      kept.set(values.subarray(first, first + mostPlacements), (slot * 3 + row) * mostPlacements)
    keptScore[slot] = state.score[student]!
  }
  const giveBack = (slot: number, student: number): void => {
    if (state.placed[student] === 1) remove(state, student)
    const first = student * mostPlacements
    const rows = [state.choice, state.hospital, state.start]
    for (const [row, values] of rows.entries())
      values.set(kept.subarray((slot * 3 + row) * mostPlacements, (slot * 3 + row + 1) * mostPlacements), first)
    restore(state, student, keptScore[slot]!)
  }
  /** The cells of a kept plan become a little dearer, so that something else is tried. */
  const discourage = (slot: number, student: number): void => {
    const { choices, total } = c.students[student]!
    const first = slot * 3 * mostPlacements
    for (let tries = 0; tries < 3; tries++) {
      const k = first + prng.below(total)
      const ward = choices[kept[k]!]! * c.hospitals + kept[k + mostPlacements]!
      const cell = ward * c.periods + kept[k + 2 * mostPlacements]!
      prices[cell] = prices[cell]! - noise()
    }
  }

  const step: Improver['step'] = (temperature, stop) => {
    const together = Math.min(movable.length, 1 + prng.below(MOST_TOGETHER))
    if (together === 0) return false
    const chosen: number[] = []
    while (chosen.length < together) {
      const student = movable[prng.below(movable.length)]!
      if (!chosen.includes(student)) chosen.push(student)
    }
    noiseMean = NOISES[prng.below(NOISES.length)]!
    worst = worstScore(state)
    const before = objective(state) - state.penalty
    for (const [slot, student] of chosen.entries()) {
      keep(slot, student)
      remove(state, student)
    }
    let complete = true
    for (const [slot, student] of chosen.entries()) {
      prices.set(state.price)
      if (slot < together - 1) {
        for (let cell = 0; cell < prices.length; cell++) {
          const price = prices[cell]!
          if (price > 0) prices[cell] = Math.min(price, noise())
        }
      }
      if (together === 1) discourage(slot, student)
      complete &&= !stop() && replan(student, prices)
      if (!complete) break
    }
    const after = complete ? objective(state) - state.penalty : Number.NEGATIVE_INFINITY
    if (after >= before - temperature * ACCEPTANCE[prng.bits() & ACCEPTANCE_MASK]!) return true
    for (const [slot, student] of chosen.entries()) giveBack(slot, student)
    return false
  }
  return { step, replan }
}
