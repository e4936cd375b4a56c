/**
 * Large-neighbourhood search (Shaw 1998) with annealed acceptance: a few students give up their plans and take, one after
 * the other, the best plan against what the wards then lack or have too much of. The last one sees the full price of a
 * missing student, the ones before a random part of it, so that duties move to those who mind them least.
 */
import { ACCEPTANCE, ACCEPTANCE_MASK } from '../engine/annealing.ts'
import type { Prng } from '../engine/prng.ts'
import { buildNearLattice } from './near-lattice.ts'
import type { PlanProgram } from './plan-program.ts'
import { createPlanRelaxation } from './relaxed-plan.ts'
import { objective, type PlacementState, place, remove, restore, worstScore } from './state.ts'

const MOST_TOGETHER = 4
/** Students looked at for a place in the group, at most. */
const MOST_TRIES = 30
/** Means of the random part of a price, in points; every exchange takes one of them. */
const NOISES = [1.5, 3, 6, 12]

export interface Improver {
  /** One exchange; true when the state has changed. `stop` is asked between students. */
  step: (temperature: number, stop: () => boolean) => boolean
  /** Takes a student's plan out and gives the best one against the given prices. False without any plan: nothing changes then. */
  replan: (student: number, prices: Float64Array) => boolean
}

export function createImprover(state: PlacementState, program: PlanProgram, prng: Prng): Improver {
  const { c } = state
  const { mostPlacements } = c
  const relaxation = createPlanRelaxation(c)
  const free = new Float64Array(state.price.length)
  /** The most each student could score if wards had no limits. */
  const ideal = c.students.map((student) => relaxation.solve(student, free, 1))
  const movable = c.students.flatMap(({ total }, student) => (total > 0 ? [student] : []))
  const kept = new Int32Array(3 * MOST_TOGETHER * mostPlacements)
  const keptScore = new Float64Array(MOST_TOGETHER)
  const prices = new Float64Array(state.price.length)
  let noiseMean = 0
  const noise = (): number => noiseMean * ACCEPTANCE[prng.bits() & ACCEPTANCE_MASK]!

  const replan: Improver['replan'] = (student, given) => {
    if (c.students[student]!.total === 0) return true
    const first = student * mostPlacements
    const wasPlaced = state.placed[student] === 1
    const scale = state.score[student]! <= worst ? 2 : 1
    const lattice = program.isExact(student) ? null : buildNearLattice(c.students[student]!, state.choice, first, prng)
    if (wasPlaced) remove(state, student)
    const value =
      lattice === null
        ? program.solve(student, given, scale, prng)
        : program.solveWithin(lattice, student, given, scale, prng)
    const found = value > Number.NEGATIVE_INFINITY
    if (found) place(state, student, program.plan, program.score)
    else if (wasPlaced) restore(state, student, state.score[student]!)
    return found
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

  const anyStudent = (): number => movable[prng.below(movable.length)]!
  const anyStudents = (together: number): number[] => {
    const chosen: number[] = []
    while (chosen.length < together) {
      const student = anyStudent()
      if (!chosen.includes(student)) chosen.push(student)
    }
    return chosen
  }
  const lossOf = (student: number): number => ideal[student]! - state.score[student]!
  /** A student who loses much, one whom a ward then needs, and some who could be there instead. */
  const chain = (together: number): number[] => {
    let first = anyStudent()
    for (let tries = 0; tries < 3; tries++) {
      const student = anyStudent()
      if (lossOf(student) > lossOf(first)) first = student
    }
    const chosen = [first]
    const { choices, total } = c.students[first]!
    const from = first * mostPlacements
    let ward = -1
    let period = -1
    let seen = 0
    for (let k = from; k < from + total; k++) {
      const at = choices[state.choice[k]!]! * c.hospitals + state.hospital[k]!
      const cell = at * c.periods + state.start[k]!
      if (state.load[cell]! > c.min[cell]! || c.min[cell] === 0 || prng.below(++seen) > 0) continue
      ward = at
      period = state.start[k]!
    }
    for (let tries = 0; tries < MOST_TRIES && chosen.length < together; tries++) {
      const student = anyStudent()
      if (chosen.includes(student) || (ward >= 0 && !couldBe(student, ward, period))) continue
      chosen.push(student)
    }
    return chosen
  }
  /** Whether a student is at work until the period or later, and can do the ward's discipline there. */
  const couldBe = (student: number, ward: number, period: number): boolean => {
    const { choices, value, total, canStart } = c.students[student]!
    const choice = choices.indexOf(Math.floor(ward / c.hospitals))
    if (choice < 0 || canStart[period] === 0 || Number.isNaN(value[choice * c.hospitals + (ward % c.hospitals)]!))
      return false
    return state.start[student * mostPlacements + total - 1]! + c.duration >= period
  }

  const step: Improver['step'] = (temperature, stop) => {
    const together = Math.min(movable.length, 1 + prng.below(MOST_TOGETHER))
    if (together === 0) return false
    const chosen = prng.below(2) === 0 ? anyStudents(together) : chain(together)
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
