/**
 * An upper bound by Lagrangian relaxation: the wards' limits become prices and every student takes the best plan at these
 * prices. Subgradient steps (Held, Wolfe & Crowder 1974) find which limits matter; then the prices follow the duals of the
 * linear program over the plans seen, held back towards the best prices so far (Wentges 1997).
 * The worst student's extra point goes to the student who can reach least.
 */
import type { Prng } from '../engine/prng.ts'
import type { CompiledPlacements } from './compile.ts'
import { type Column, createMaster, type Master } from './master.ts'
import type { Plan, PlanProgram } from './plan-program.ts'
import { createPlanRelaxation } from './relaxed-plan.ts'

export interface Bounder {
  /** No solution scores more; Infinity before the first round. */
  bound: () => number
  /** One round over all students; false when stopped in the middle. */
  round: (stop: () => boolean) => boolean
  /** True when further rounds would hardly help. */
  spent: () => boolean
  /** Plans drawn from the linear program, null for students without one; an empty list before there is a program. */
  draw: () => (Plan | null)[]
}

const STEPS = 12
/** The subgradient steps aim at a value so far below the best bound, as a share of it. */
const AIM = 0.01
/** How far new prices go from the best ones to the duals; all the way after rounds in vain. */
const REACH = 0.4
const PATIENCE = 4
/** Points between the bound and the linear program at which they count as equal. */
const CLOSE = 0.05

export function createBounder(c: CompiledPlacements, program: PlanProgram, prng: Prng): Bounder {
  const { min, max, hospitals, periods, duration } = c
  const many = c.students.length
  const relaxation = createPlanRelaxation(c)
  const prices = new Float64Array(min.length)
  const bestPrices = new Float64Array(min.length)
  const duals = new Float64Array(min.length)
  const load = new Int32Array(min.length)
  /** Cells that have been too full, besides those with a minimum. */
  const crowded = new Set<number>()
  const seen: Column[] = []
  const least = { student: -1, reach: Number.POSITIVE_INFINITY }
  let master: Master | null = null
  let best = Number.POSITIVE_INFINITY
  let rounds = 0
  let vain = 0
  let isSpent = false

  const scaleOf = (student: number): number => (student === least.student ? 2 : 1)
  /** The most a student's plan is worth at the prices; the plan counts on the wards and is kept for the master. */
  const planFor = (student: number): number => {
    const { choices, total } = c.students[student]!
    const isExact = program.isExact(student)
    const reach = isExact
      ? (program.solve(student, prices, scaleOf(student), prng), program.bound)
      : relaxation.solve(c.students[student]!, prices, scaleOf(student))
    const plan: Plan = isExact ? program.plan : relaxation.plan
    const cells: number[] = []
    let paid = 0
    for (let k = 0; k < total; k++) {
      const cell = (choices[plan.choice[k]!]! * hospitals + plan.hospital[k]!) * periods + plan.start[k]!
      for (let at = cell; at < cell + duration; at++) {
        load[at] = load[at]! + 1
        paid += prices[at]!
        cells.push(at)
      }
    }
    seen.push({ student, value: reach - paid, cells, plan: isExact ? copyOf(plan, total) : null })
    return reach
  }
  /** Value at the prices; NaN when stopped. */
  const evaluate = (stop: () => boolean): number => {
    load.fill(0)
    seen.length = master ? 0 : seen.length
    let value = 0
    for (let cell = 0; cell < prices.length; cell++) {
      const price = prices[cell]!
      if (price !== 0) value -= price * (price > 0 ? min[cell]! : max[cell]!)
    }
    for (let student = 0; student < many; student++) {
      if (stop()) return Number.NaN
      const reach = planFor(student)
      value += reach
      if (rounds > 0 || reach >= least.reach) continue
      least.student = student
      least.reach = reach
    }
    for (let cell = 0; cell < load.length; cell++) if (load[cell]! > max[cell]!) crowded.add(cell)
    return value
  }
  /** Moves the prices against the slope of the bound. */
  const step = (value: number): void => {
    const slope = (cell: number): number => {
      const [price, there] = [prices[cell]!, load[cell]!]
      if (price > 0 || there < min[cell]!) return there - min[cell]!
      return price < 0 || there > max[cell]! ? there - max[cell]! : 0
    }
    let norm = 0
    for (let cell = 0; cell < prices.length; cell++) norm += slope(cell) * slope(cell)
    if (norm === 0) return
    const length = (value - best + AIM * Math.max(1, Math.abs(best))) / norm
    for (let cell = 0; cell < prices.length; cell++) {
      const from = prices[cell]!
      const to = from - length * slope(cell)
      // A price that changes its sign stops at 0 first.
      prices[cell] = from * to < 0 || (to > 0 && min[cell] === 0) ? 0 : to
    }
  }
  const limiting = (): number[] => {
    const cells = new Set(crowded)
    for (let cell = 0; cell < min.length; cell++) if (min[cell]! > 0) cells.add(cell)
    return [...cells].sort((a, b) => a - b)
  }
  /** Prices between the best ones and the duals of the plans seen; false when stopped. */
  const follow = (stop: () => boolean): boolean => {
    master ??= createMaster(c, limiting())
    for (const column of seen) master.add(column)
    const reached = master.solve(duals, stop)
    if (reached === null) return false
    isSpent = best - reached < CLOSE
    const reach = vain >= PATIENCE ? 1 : REACH
    if (vain >= PATIENCE) vain = 0
    for (let cell = 0; cell < prices.length; cell++) {
      prices[cell] = bestPrices[cell]! + reach * (duals[cell]! - bestPrices[cell]!)
    }
    return true
  }

  const round: Bounder['round'] = (stop) => {
    const value = evaluate(stop)
    if (value !== value) return false
    if (rounds++ === 0) {
      // Everybody's best plan, and the worst student's score once more.
      best = value + (many > 0 ? least.reach : 0)
      for (const entry of seen) if (entry.student === least.student) entry.value *= 2
    } else if (value < best - 1e-9) {
      best = value
      bestPrices.set(prices)
      vain = 0
    } else vain++
    if (rounds > STEPS) return follow(stop)
    step(value)
    return true
  }
  return { bound: () => best, round, spent: () => isSpent, draw: () => master?.draw(prng) ?? [] }
}

function copyOf({ choice, hospital, start }: Plan, total: number): Plan {
  return { choice: choice.slice(0, total), hospital: hospital.slice(0, total), start: start.slice(0, total) }
}
