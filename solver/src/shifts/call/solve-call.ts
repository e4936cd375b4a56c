import { checkShiftSchedule } from '../../check/shifts.ts'
import { createBudget } from '../../engine/budget.ts'
import { createPrng } from '../../engine/prng.ts'
import { fromShiftSolution, toShiftSolution } from '../compile.ts'
import type { ShiftProblem } from '../problem.ts'
import type { ShiftResult, ShiftSolveOptions } from '../solve.ts'
import { createCallState } from './call-state.ts'
import { type CompiledCall, compileCall } from './compile-call.ts'
import { constructCall } from './construct-call.ts'
import { boundCall, type CallBound } from './relaxation/bound-call.ts'
import { searchCall } from './search-call.ts'

const REPORT_MILLISECONDS = 300
/** Looks of the search before the bound is computed, unless something feasible is there sooner. */
const LOOKS_BEFORE_BOUND = 40
/** Of the time, at most this much goes into the bound. */
const BOUND_SHARE = 0.2

/**
 * Solves a shift problem with rules or tiers: the fewest broken hard rules, then the tiers one after the other, against the bound
 * of a linear relaxation. Throws a RangeError when `maxMilliseconds` is given without `now`.
 */
export function solveCall(problem: ShiftProblem, options: ShiftSolveOptions): ShiftResult {
  const budget = createBudget(options)
  const prng = createPrng(options.seed)
  const c = compileCall(problem)
  // Looked at between the pieces of the beginning, so that a stop is heard in time.
  budget.over()
  const state = createCallState(c)
  if (options.start) state.load(startWithin(c.may, c.width, fromShiftSolution(c.base, options.start)))
  constructCall(state, prng, budget)
  let lines = state.copy()
  let tiers = [...state.cost.subarray(1)]
  let firstFeasible: ShiftResult['firstFeasible'] = null
  let bound: CallBound | null = null
  let isNew = false
  let nextReportAt = 0
  let looks = 0
  const prove = (): CallBound => {
    bound ??= proveBound(c, options)
    return bound
  }
  const isDone = (): boolean =>
    bound !== null && (bound.isImpossible || (firstFeasible !== null && compareTiers(tiers, bound.tiers) <= 0))
  const report = (): void => {
    const elapsedMilliseconds = budget.elapsedMilliseconds()
    if (!isNew || (elapsedMilliseconds !== null && elapsedMilliseconds < nextReportAt)) return
    isNew = false
    nextReportAt = (elapsedMilliseconds ?? 0) + REPORT_MILLISECONDS
    const boundTiers = bound?.tiers ?? tiers.map(() => 0)
    options.onProgress?.({
      iterations: budget.iterations,
      elapsedMilliseconds,
      objective: sumOf(tiers),
      tiers,
      bound: sumOf(boundTiers),
      boundTiers,
    })
  }
  searchCall(state, prng, budget, {
    onBest: ({ cost, copy }) => {
      lines = copy()
      tiers = [...cost.subarray(1)]
      if (cost[0]! > 0) return
      isNew = true
      firstFeasible ??= { iterations: budget.iterations, elapsedMilliseconds: budget.elapsedMilliseconds() }
    },
    onPulse: () => {
      report()
      if (budget.over()) return true
      if (++looks > LOOKS_BEFORE_BOUND || firstFeasible) prove()
      return isDone()
    },
  })
  const solution = toShiftSolution(c.base, lines)
  const check = checkShiftSchedule(problem, solution)
  const { feasible, objective, violations } = check
  const { isImpossible, tiers: boundTiers } = prove()
  const isOptimal = feasible && compareTiers(check.tiers, boundTiers) <= 0
  return {
    status: isImpossible ? 'infeasible' : !feasible ? 'stopped' : isOptimal ? 'optimal' : 'feasible',
    solution,
    objective: feasible ? objective : null,
    tiers: feasible ? check.tiers : null,
    bound: sumOf(boundTiers),
    boundTiers,
    gap: feasible ? (isOptimal ? 0 : firstGap(check.tiers, boundTiers)) : null,
    reasons: feasible ? [] : isImpossible ? [IMPOSSIBLE] : [UNSOLVED, ...violations.slice(0, 3)],
    iterations: budget.iterations,
    firstFeasible,
    elapsedMilliseconds: budget.elapsedMilliseconds(),
  }
}

const IMPOSSIBLE = 'The hard rules cannot all be kept: even if shifts could be shared out in parts, they would not fit.'
const UNSOLVED = 'Not solved within the time, and not proven impossible.'

function proveBound(c: CompiledCall, { now, maxMilliseconds, shouldStop }: ShiftSolveOptions): CallBound {
  const budget = createBudget({
    maxIterations: Number.POSITIVE_INFINITY,
    ...(shouldStop ? { shouldStop } : {}),
    ...(now && maxMilliseconds !== undefined ? { now, maxMilliseconds: BOUND_SHARE * maxMilliseconds } : {}),
  })
  return boundCall(c, budget.over)
}

function compareTiers(a: number[], b: number[]): number {
  for (const [tier, points] of a.entries()) if (points !== b[tier]) return points - b[tier]!
  return 0
}

/** The gap in the first tier that is not at its bound. */
function firstGap(tiers: number[], bound: number[]): number {
  const tier = tiers.findIndex((points, k) => points !== bound[k])
  return tier < 0 ? 0 : (tiers[tier]! - bound[tier]!) / Math.max(1, tiers[tier]!)
}

function sumOf(tiers: number[]): number {
  return tiers.reduce((sum, points) => sum + points, 0)
}

/** Entries that a cell may not hold become days off. */
function startWithin(may: Uint8Array, width: number, lines: Int8Array): Int8Array {
  return lines.map((entry, cell) => (may[cell * width + entry] === 1 ? entry : 0))
}
