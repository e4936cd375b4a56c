/**
 * An upper bound by Lagrangian relaxation (Held, Wolfe & Crowder 1974): the wards' limits become prices, every student takes
 * the best plan at these prices, and a subgradient step moves the prices towards what the wards need. The worst student's
 * extra point is a share of weight given to those who score least; the shares sum to 1.
 */
import type { Prng } from '../engine/prng.ts'
import type { CompiledPlacements } from './compile.ts'
import type { PlanProgram } from './plan-program.ts'
import { createPlanRelaxation, type RelaxedPlan } from './relaxed-plan.ts'

export interface Bounder {
  /** No solution scores more; Infinity before the first round. */
  bound: () => number
  /** Prices at the best bound. */
  prices: Float64Array
  /** One round over all students towards `target`, the best score known; false when stopped in the middle or spent. */
  round: (target: number, stop: () => boolean) => boolean
  /** True when further rounds would hardly help. */
  spent: () => boolean
}

/** Rounds without a better bound before steps get shorter. */
const PATIENCE = 8
const SHORTEST = 0.004

export function createBounder(c: CompiledPlacements, program: PlanProgram, prng: Prng): Bounder {
  const { min, max } = c
  const many = c.students.length
  const prices = new Float64Array(min.length)
  const bestPrices = new Float64Array(min.length)
  const slope = new Float64Array(min.length)
  const share = new Float64Array(many)
  const bestShare = new Float64Array(many)
  const load = new Int32Array(min.length)
  const alone = new Float64Array(many)
  const relaxation = createPlanRelaxation(c)
  let best = Number.POSITIVE_INFINITY
  let length = 1
  let vain = 0

  /** Value at the prices; NaN when stopped. */
  const evaluate = (stop: () => boolean): number => {
    load.fill(0)
    let value = 0
    for (let cell = 0; cell < prices.length; cell++) {
      const price = prices[cell]!
      if (price !== 0) value -= price * (price > 0 ? min[cell]! : max[cell]!)
    }
    for (let student = 0; student < many; student++) {
      if (stop()) return Number.NaN
      value += planFor(student, 1 + share[student]!)
    }
    return value
  }
  /** The most a student's plan is worth at the prices; counts it on the wards. */
  const planFor = (student: number, scale: number): number => {
    const { choices, total } = c.students[student]!
    let plan: RelaxedPlan = program.plan
    if (program.isExact(student)) {
      program.solve(student, prices, scale, prng)
      alone[student] = program.bound
    } else {
      alone[student] = relaxation.solve(c.students[student]!, prices, scale)
      plan = relaxation.plan
    }
    for (let k = 0; k < total; k++) {
      const cell = (choices[plan.choice[k]!]! * c.hospitals + plan.hospital[k]!) * c.periods + plan.start[k]!
      for (let at = cell; at < cell + c.duration; at++) load[at] = load[at]! + 1
    }
    return alone[student]!
  }
  /** Slope of the bound in each price, 0 where a price of 0 is right. */
  const fillSlope = (): number => {
    let norm = 0
    for (let cell = 0; cell < prices.length; cell++) {
      const [price, there] = [prices[cell]!, load[cell]!]
      const side = price > 0 || (price === 0 && there < min[cell]!) ? min[cell]! : max[cell]!
      slope[cell] = price === 0 && there >= min[cell]! && there <= max[cell]! ? 0 : there - side
      norm += slope[cell]! * slope[cell]!
    }
    return norm
  }
  /** At prices of 0: the student who can reach least gets the worst student's extra weight. */
  const first = (stop: () => boolean): boolean => {
    const value = evaluate(stop)
    if (value !== value) return false
    let worst = 0
    for (let student = 1; student < many; student++) if (alone[student]! < alone[worst]!) worst = student
    if (many > 0) share[worst] = 1
    best = value + (many > 0 ? alone[worst]! : 0)
    bestShare.set(share)
    return true
  }

  const round: Bounder['round'] = (target, stop) => {
    if (best === Number.POSITIVE_INFINITY) {
      if (!first(stop)) return false
      return true
    }
    const value = evaluate(stop)
    if (value !== value) return false
    if (value < best - 1e-9) {
      best = value
      bestPrices.set(prices)
      bestShare.set(share)
      vain = 0
    } else if (++vain >= PATIENCE) {
      vain = 0
      length *= 0.6
      prices.set(bestPrices)
      share.set(bestShare)
      return true
    }
    const norm = fillSlope()
    if (norm === 0) length = 0
    else move((length * Math.max(0.5, value - Math.max(target, 0.98 * best))) / norm)
    return true
  }
  const move = (step: number): void => {
    for (let cell = 0; cell < prices.length; cell++) {
      if (slope[cell] === 0) continue
      const from = prices[cell]!
      const to = from - step * slope[cell]!
      // A price that changes its sign stops at 0 first.
      prices[cell] = from * to < 0 || (to > 0 && min[cell] === 0) ? 0 : to
    }
  }
  return { bound: () => best, prices: bestPrices, round, spent: () => length < SHORTEST }
}
