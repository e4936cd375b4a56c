import { checkShiftSchedule } from '../../check/shifts.ts'
import { createBudget } from '../../engine/budget.ts'
import { createPrng } from '../../engine/prng.ts'
import { fromShiftSolution, toShiftSolution } from '../compile.ts'
import type { ShiftProblem } from '../problem.ts'
import type { ShiftResult, ShiftSolveOptions } from '../solve.ts'
import { createCallState } from './call-state.ts'
import { compileCall } from './compile-call.ts'
import { constructCall } from './construct-call.ts'
import { searchCall } from './search-call.ts'

const REPORT_MILLISECONDS = 300

/**
 * Solves a shift problem with rules or tiers: the fewest broken hard rules, then the tiers one after the other. The bound is 0:
 * a schedule is called optimal only when it costs nothing. Throws a RangeError when `maxMilliseconds` is given without `now`.
 */
export function solveCall(problem: ShiftProblem, options: ShiftSolveOptions): ShiftResult {
  const budget = createBudget(options)
  const prng = createPrng(options.seed)
  const c = compileCall(problem)
  const state = createCallState(c)
  if (options.start) state.load(startWithin(c.may, c.width, fromShiftSolution(c.base, options.start)))
  constructCall(state, prng, budget)
  let lines = state.copy()
  let tiers = [...state.cost.subarray(1)]
  let firstFeasible: ShiftResult['firstFeasible'] = null
  let isNew = false
  let nextReportAt = 0
  searchCall(state, prng, budget, {
    onBest: ({ cost, copy }) => {
      lines = copy()
      tiers = [...cost.subarray(1)]
      if (cost[0]! > 0) return
      isNew = true
      firstFeasible ??= { iterations: budget.iterations, elapsedMilliseconds: budget.elapsedMilliseconds() }
    },
    onPulse: () => {
      const elapsedMilliseconds = budget.elapsedMilliseconds()
      if (isNew && (elapsedMilliseconds === null || elapsedMilliseconds >= nextReportAt)) {
        isNew = false
        nextReportAt = (elapsedMilliseconds ?? 0) + REPORT_MILLISECONDS
        options.onProgress?.({
          iterations: budget.iterations,
          elapsedMilliseconds,
          objective: tiers.reduce((sum, points) => sum + points, 0),
          tiers,
          bound: 0,
        })
      }
      return budget.over()
    },
  })
  const solution = toShiftSolution(c.base, lines)
  const check = checkShiftSchedule(problem, solution)
  const { feasible, objective, violations } = check
  return {
    status: !feasible ? 'stopped' : objective === 0 ? 'optimal' : 'feasible',
    solution,
    objective: feasible ? objective : null,
    tiers: feasible ? check.tiers : null,
    bound: 0,
    gap: feasible ? (objective === 0 ? 0 : 1) : null,
    reasons: feasible ? [] : ['Not solved within the time, and not proven impossible.', ...violations.slice(0, 3)],
    iterations: budget.iterations,
    firstFeasible,
    elapsedMilliseconds: budget.elapsedMilliseconds(),
  }
}

/** Entries that a cell may not hold become days off. */
function startWithin(may: Uint8Array, width: number, lines: Int8Array): Int8Array {
  return lines.map((entry, cell) => (may[cell * width + entry] === 1 ? entry : 0))
}
