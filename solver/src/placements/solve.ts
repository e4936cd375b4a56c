/** Solves placement problems: best plans in turn, exchanges among a few students, and a bound from prices. */
import { checkPlacements } from '../check/placements.ts'
import { createBudget } from '../engine/budget.ts'
import { createPrng } from '../engine/prng.ts'
import { createBounder } from './bound.ts'
import { compilePlacements } from './compile.ts'
import { adopt, construct, repair } from './construct.ts'
import { createImprover } from './improve.ts'
import { createPlanProgram } from './plan-program.ts'
import type { PlacementOptions, PlacementProblem, PlacementResult } from './problem.ts'
import { provePlacements } from './prove.ts'
import { createState, objective, type PlacementState, reweigh, toSolution } from './state.ts'

const DEFAULT_ITERATIONS = 300_000
/** Points for each student missing or too many: while the first plans are made, and once a solution is known. */
const SOFT_WEIGHT = 3
const HARD_WEIGHT = 40
/** Rounds of repair before exchanges begin. */
const MOST_REPAIRS = 150
const HOT = 3
const COLD = 0.05
/** Exchanges of the first cycle, per student; each cycle is longer than the one before. */
const FIRST_CYCLE = 20
const CYCLE_GROWTH = 1.5
const REPAIR_EVERY = 100
const REPORT_MILLISECONDS = 300
const REPORT_ITERATIONS = 1_000

/**
 * Solves a placement problem (as accepted by `validatePlacements`): anytime, until the budget ends, the bound is reached or
 * `shouldStop` says so. The result's objective is the independent checker's. Throws a RangeError when `maxMilliseconds` is
 * given without `now`.
 */
export function solvePlacements(problem: PlacementProblem, options: PlacementOptions): PlacementResult {
  const unlimited = options.maxIterations === undefined && options.maxMilliseconds === undefined && !options.shouldStop
  const budget = createBudget(unlimited ? { ...options, maxIterations: DEFAULT_ITERATIONS } : options)
  const stop = (): boolean => budget.spend() || budget.over()
  const c = compilePlacements(problem)
  const prng = createPrng(options.seed)
  const isCancelled = createBudget({ ...options, maxIterations: Number.POSITIVE_INFINITY }).over
  const program = createPlanProgram(c, isCancelled)
  const state = createState(c, SOFT_WEIGHT)
  const bounder = createBounder(c, program, prng)
  const improver = createImprover(state, program, prng)
  let best: PlacementState | null = null
  let firstFeasible: PlacementResult['firstFeasible'] = null

  const result = (status: PlacementResult['status'], reasons: string[]): PlacementResult => {
    const solution = best && toSolution(best)
    const reached = solution && checkPlacements(problem, solution).score
    const bound = status === 'infeasible' ? null : wholeBound()
    return {
      status: reached !== null && bound !== null && reached >= bound ? 'optimal' : status,
      solution,
      objective: reached,
      bound,
      gap: reached === null || bound === null ? null : (bound - reached) / Math.max(1, Math.abs(reached)),
      firstFeasible,
      iterations: budget.iterations,
      elapsedMilliseconds: budget.elapsedMilliseconds(),
      reasons,
    }
  }
  /** Scores are whole. */
  const wholeBound = (): number | null => {
    const bound = bounder.bound()
    return bound === Number.POSITIVE_INFINITY ? null : Math.floor(bound + 1e-6)
  }
  const reasons = provePlacements(c, program, prng, budget.over)
  if (reasons.length > 0) return result('infeasible', reasons)

  if (options.boundOnly) {
    while (!bounder.spent() && !budget.over()) bounder.round(stop)
    return result('stopped', [])
  }
  let reportedIterations = 0
  let nextReportAt = 0
  const report = (): void => {
    const elapsed = budget.elapsedMilliseconds()
    const due = elapsed === null ? budget.iterations - reportedIterations >= REPORT_ITERATIONS : elapsed >= nextReportAt
    if (!due || !options.onProgress) return
    reportedIterations = budget.iterations
    nextReportAt = (elapsed ?? 0) + REPORT_MILLISECONDS
    options.onProgress({
      iterations: budget.iterations,
      elapsedMilliseconds: elapsed,
      objective: best && objective(best),
      bound: wholeBound(),
      violations: state.violations,
    })
  }
  const note = (): void => {
    if (state.violations > 0 || (best && objective(best) >= objective(state))) return
    best ??= createState(c, HARD_WEIGHT)
    copyInto(best, state)
    firstFeasible ??= { iterations: budget.iterations, elapsedMilliseconds: budget.elapsedMilliseconds() }
  }
  const proven = (): boolean => best !== null && objective(best) >= (wholeBound() ?? Number.POSITIVE_INFINITY)

  const soften = (): void => {
    state.weight.fill(SOFT_WEIGHT)
    reweigh(state)
  }
  const mend = (): void => {
    for (let round = 0; round < MOST_REPAIRS && state.violations > 0 && !budget.over(); round++) {
      repair(state, improver, prng, stop)
    }
    note()
    if (state.violations === 0) harden(state)
  }
  if (!construct(c, state, program, prng, stop)) {
    return result('stopped', ['The time was over before every student had a first plan.'])
  }
  mend()
  let cycle = FIRST_CYCLE * Math.max(1, c.students.length)
  let sinceBound = c.students.length
  for (let cycles = 0; !budget.over() && !proven(); cycles++) {
    const wasSpent = bounder.spent()
    for (let step = 0; step < cycle && wasSpent === bounder.spent() && !budget.over() && !proven(); step++) {
      const before = budget.iterations
      improver.step(HOT + ((COLD - HOT) * step) / cycle, stop)
      note()
      if (state.violations > 0 && step % REPAIR_EVERY === 0) {
        repair(state, improver, prng, stop)
        note()
      }
      sinceBound += budget.iterations - before
      if (sinceBound >= c.students.length && !bounder.spent()) {
        bounder.round(stop)
        sinceBound = 0
      }
      report()
    }
    if (wasSpent) cycle *= CYCLE_GROWTH
    // From the best solution, from where the last cycle ended, or from what the linear program mixes.
    if (best && cycles % 3 === 0) {
      copyInto(state, best)
      harden(state)
    } else if (cycles % 3 === 1) {
      adopt(state, bounder.draw())
      soften()
      mend()
    }
  }
  if (best) return result('feasible', [])
  return result('stopped', [
    `Not solved within the time, and not proven impossible: ${state.violations} places of students are missing or too many.`,
  ])
}

function harden(state: PlacementState): void {
  state.weight.fill(HARD_WEIGHT)
  reweigh(state)
}

function copyInto(state: PlacementState, from: PlacementState): void {
  for (const field of ['choice', 'hospital', 'start', 'placed', 'load'] as const) state[field].set(from[field])
  state.score.set(from.score)
  state.total = from.total
  state.violations = from.violations
}
