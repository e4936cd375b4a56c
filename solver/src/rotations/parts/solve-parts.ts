/** `solve` for large problems: chunk by chunk, with the same promises. */
import { check } from '../../check/check.ts'
import { type Budget, createBudget } from '../../engine/budget.ts'
import type { Reason, RotationProblem, RotationSolution, Score, SolveOptions, SolveResult } from '../problem.ts'
import { proveByComponents } from './bounds.ts'
import { searchParts } from './search-parts.ts'
import { solutionOf } from './world.ts'

/** From this size on, one annealing over everything is slower than chunk by chunk. */
const LARGE_SLOTS = 8000
/** The part of the time that reading the schedule for a report may take. */
const REPORT_SHARE = 0.05
const REPORT_MILLISECONDS = 300
const REPORT_ITERATIONS = 1_000_000
const WORST_SHOWN = 5

export function isLarge({ people }: RotationProblem): boolean {
  return people.reduce((sum, { slots }) => sum + slots.length, 0) >= LARGE_SLOTS
}

export interface PartsResult {
  solution: RotationSolution
  reasons: Reason[]
  bound: Score
  firstFeasible: SolveResult['firstFeasible']
}

/**
 * Searches first and proves as soon as there is a schedule that breaks no hard rule: it is there long before the proofs of so many
 * people are. Without one by the end of the search, the proofs come then, and their reasons say whether there can be one.
 */
export function solveInParts(problem: RotationProblem, options: SolveOptions, budget: Budget): PartsResult {
  let firstFeasible: SolveResult['firstFeasible'] = null
  let latest: (() => RotationSolution) | null = null
  let proofs: ReturnType<typeof proveByComponents> | null = null
  let nextReportAt = 0
  let reportedIterations = 0
  const isCut = createBudget({ ...options, maxIterations: Number.POSITIVE_INFINITY }).over
  const solution = searchParts(problem, options.start ?? null, {
    seed: options.seed,
    isCut,
    peers: options.peers,
    left: budget.left,
    spend: (iterations) => {
      const granted = Math.min(iterations, budget.left())
      budget.iterations += granted
      return granted
    },
    onBest: (world, hard) => {
      latest = () => solutionOf(world)
      if (hard === 0 && !firstFeasible)
        firstFeasible = { iterations: budget.iterations, elapsedMilliseconds: budget.elapsedMilliseconds() }
    },
    onPulse: () => {
      if (firstFeasible) proofs ??= proveByComponents(problem, isCut)
      const elapsed = budget.elapsedMilliseconds()
      const due =
        elapsed === null ? budget.iterations - reportedIterations >= REPORT_ITERATIONS : elapsed >= nextReportAt
      if (!options.onProgress || !latest || !due) return
      const { score, costs } = check(problem, latest())
      options.onProgress({
        iterations: budget.iterations,
        elapsedMilliseconds: elapsed,
        score,
        worst: costs.slice(0, WORST_SHOWN),
      })
      reportedIterations = budget.iterations
      const after = budget.elapsedMilliseconds() ?? 0
      nextReportAt = after + Math.max(REPORT_MILLISECONDS, (after - (elapsed ?? 0)) / REPORT_SHARE)
    },
  })
  const { reasons, bound } = proofs ?? proveByComponents(problem, () => options.shouldStop?.() ?? false)
  return { solution, reasons: firstFeasible ? [] : reasons, bound, firstFeasible }
}
