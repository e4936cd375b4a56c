import { checkShiftSchedule } from '../check/shifts.ts'
import { type Budget, createBudget } from '../engine/budget.ts'
import { createPrng } from '../engine/prng.ts'
import { createAnnealRounds } from './anneal-rounds.ts'
import { isCallProblem } from './call/compile-call.ts'
import { solveCall } from './call/solve-call.ts'
import { type CompiledShifts, compileShifts, fromShiftSolution, toShiftSolution } from './compile.ts'
import { createIncumbent, type Incumbent, type ShiftPeers } from './incumbent.ts'
import type { ShiftProblem, ShiftSolution } from './problem.ts'
import { search, type SearchOptions } from './search.ts'

export interface ShiftSolveOptions extends SearchOptions {
  /** A schedule to start from; what it breaks is mended. */
  start?: ShiftSolution
  /** Other searches of the same problem, which hear of every better schedule and bound at once. */
  peers?: ShiftPeers
  /** A few times a second, whenever schedule or bound became better. */
  onProgress?: (progress: ShiftProgress) => void
}

export interface ShiftProgress {
  iterations: number
  elapsedMilliseconds: number | null
  /** Points of the best feasible schedule; null before there is one. */
  objective: number | null
  /** The same by tier, where the problem has tiers. */
  tiers?: number[]
  bound: number
  /** The bound by tier, where the problem has tiers. */
  boundTiers?: number[]
}

export interface ShiftResult {
  /** `optimal`: feasible, and proven to be the best. `stopped`: nothing feasible found, and nothing proven. */
  status: 'optimal' | 'feasible' | 'infeasible' | 'stopped'
  /** The best feasible schedule; when there is none, the last one tried. */
  solution: ShiftSolution
  /** Points of the schedule when feasible, all tiers together. */
  objective: number | null
  /** Points by tier when feasible, for problems with rules or tiers; what counts there, the first tier before the others. */
  tiers?: number[] | null
  /** No schedule has fewer points; with tiers, the sum of `boundTiers`. */
  bound: number
  /** For problems with rules or tiers: no schedule has fewer points in the first tier in which it differs from these. */
  boundTiers?: number[]
  /** (objective - bound) / objective, with tiers of the first one that is not at its bound; 0 when proven optimal. */
  gap: number | null
  /** What stands against a schedule, in sentences. */
  reasons: string[]
  iterations: number
  firstFeasible: { iterations: number; elapsedMilliseconds: number | null } | null
  elapsedMilliseconds: number | null
}

/**
 * Solves a shift problem (as accepted by `validateShiftProblem`): an anytime search that ends with its budget, at the proven
 * bound, or when `shouldStop` says so. Without any limit it ends after 3 million iterations.
 * Status, objective and reasons are the independent checker's reading, not the search's own.
 * Throws a RangeError when `maxMilliseconds` is given without `now`.
 */
export function solveShifts(problem: ShiftProblem, options: ShiftSolveOptions): ShiftResult {
  if (isCallProblem(problem)) return solveCall(problem, options)
  const budget = createBudget(options)
  const isCancelled = createBudget({ ...options, maxIterations: Number.POSITIVE_INFINITY }).over
  const c = compileShifts(problem)
  const { onProgress } = options
  const incumbent = createIncumbent(budget, {
    peers: options.peers,
    onBetter: onProgress && ((better) => onProgress(progressOf(better, budget))),
  })
  const start = options.start ? fromShiftSolution(c, options.start) : null
  const rounds = createAnnealRounds(c, start, createPrng(options.seed), budget, options, incumbent)
  search({ c, budget, isCancelled, options, incumbent, rounds })
  return resultOf(c, incumbent, budget, rounds.impossible, rounds.lines)
}

function resultOf(
  c: CompiledShifts,
  { lines, bound, firstFeasible }: Incumbent,
  budget: Budget,
  impossible: number[],
  lastTried: Int8Array,
): ShiftResult {
  const solution = toShiftSolution(c, lines ?? lastTried)
  const { feasible, violations, objective } = checkShiftSchedule(c.problem, solution)
  const optimal = feasible && objective <= bound
  const gap = optimal ? 0 : (objective - bound) / Math.max(1, objective)
  const proofs = impossible.map(
    (person) => `The rules of ${c.problem.people[person]!.label} leave no line that keeps them all.`,
  )
  const status = proofs.length > 0 ? 'infeasible' : optimal ? 'optimal' : feasible ? 'feasible' : 'stopped'
  return {
    status,
    solution,
    objective: feasible ? objective : null,
    bound,
    gap: feasible ? gap : null,
    reasons: feasible ? [] : proofs.length > 0 ? proofs : [unsolved(violations)],
    iterations: budget.iterations,
    firstFeasible,
    elapsedMilliseconds: budget.elapsedMilliseconds(),
  }
}

function progressOf({ objective, bound }: Incumbent, budget: Budget): ShiftProgress {
  return {
    iterations: budget.iterations,
    elapsedMilliseconds: budget.elapsedMilliseconds(),
    objective: objective < Number.POSITIVE_INFINITY ? objective : null,
    bound,
  }
}

function unsolved(violations: string[]): string {
  const shown = violations.slice(0, 3).join(' ')
  return `Not solved within the time, and not proven impossible. What still conflicts: ${shown}`
}
