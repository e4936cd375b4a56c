/** A first state: every student's best plan against what is still missing, then rounds in which what stays wrong grows dear. */
import type { CompiledPlacements } from './compile.ts'
import type { Improver } from './improve.ts'
import { type Plan, type PlanProgram, scoreOf } from './plan-program.ts'
import type { Prng } from '../engine/prng.ts'
import { offAt, place, remove, type PlacementState, reweigh } from './state.ts'

const GROWTH = 1.4
const MOST_TRIES = 50

/** Students with the least freedom first. False when stopped before everybody has a plan. */
export function construct(
  c: CompiledPlacements,
  state: PlacementState,
  program: PlanProgram,
  prng: Prng,
  stop: () => boolean,
): boolean {
  const slack = c.students.map(({ total, earliestEnd, latestEnd }) => latestEnd[total]! - earliestEnd[total]! - total)
  const order = c.students.map((_, student) => student).sort((a, b) => slack[a]! - slack[b]!)
  const prices = new Float64Array(state.price.length)
  /** A beam may end without a plan: other prices lead it elsewhere. */
  const plan = (student: number): boolean => {
    prices.set(state.price)
    for (let tries = 0; tries < MOST_TRIES && !stop(); tries++) {
      if (program.solve(student, prices, 1, prng) > Number.NEGATIVE_INFINITY) return true
      for (let cell = 0; cell < prices.length; cell++) prices[cell] = state.price[cell]! + prng.below(tries + 2)
    }
    return false
  }
  for (const student of order) {
    if (!plan(student)) return false
    place(state, student, program.plan, program.score)
  }
  return true
}

/** One round: what is wrong becomes dearer, and the students plan again in turn. False when stopped. */
export function repair(state: PlacementState, improver: Improver, prng: Prng, stop: () => boolean): boolean {
  for (let cell = 0; cell < state.load.length; cell++) {
    if (offAt(state, cell) > 0) state.weight[cell] = state.weight[cell]! * GROWTH
  }
  reweigh(state)
  const many = state.score.length
  const first = prng.below(many)
  for (let turn = 0; turn < many && state.violations > 0; turn++) {
    if (stop() || !improver.replan((first + turn) % many, state.price)) return false
  }
  return true
}

/** Gives students other plans; those without one keep theirs. */
export function adopt(state: PlacementState, plans: (Plan | null)[]): void {
  for (const [student, plan] of plans.entries()) {
    if (!plan) continue
    remove(state, student)
    place(state, student, plan, scoreOf(state.c, state.c.students[student]!, plan))
  }
}
