import { checkShiftSchedule } from '../check/shifts.ts'
import { type Budget, type BudgetOptions, createBudget } from '../engine/budget.ts'
import { createPrng } from '../engine/prng.ts'
import { createAnnealer } from './anneal.ts'
import { type CompiledShifts, compileShifts, fromShiftSolution, toShiftSolution } from './compile.ts'
import { createMender } from './mend.ts'
import type { ShiftProblem, ShiftSolution } from './problem.ts'
import { createShiftState } from './state.ts'

export interface ShiftSolveOptions extends BudgetOptions {
  seed: number
  /** A schedule to start from; what it breaks is mended. */
  start?: ShiftSolution
  /** The best schedule so far, a few times a second, whenever it or the bound became better. */
  onProgress?: (progress: ShiftProgress) => void
}

export interface ShiftProgress {
  iterations: number
  elapsedMilliseconds: number | null
  /** Points of the best feasible schedule; null before there is one. */
  objective: number | null
  bound: number
}

export interface ShiftResult {
  /** `optimal`: feasible, and proven to be the best. `stopped`: nothing feasible found, and nothing proven. */
  status: 'optimal' | 'feasible' | 'infeasible' | 'stopped'
  /** The best feasible schedule; when there is none, the last one tried. */
  solution: ShiftSolution | null
  /** Points of the schedule when feasible. */
  objective: number | null
  /** No schedule has fewer points. */
  bound: number
  /** (objective - bound) / objective; 0 when proven optimal. */
  gap: number | null
  /** What stands against a schedule, in sentences. */
  reasons: string[]
  iterations: number
  firstFeasible: { iterations: number; elapsedMilliseconds: number | null } | null
  elapsedMilliseconds: number | null
}

/** Moves of the first cooling per entry of the schedule: short, so that something feasible is there soon. */
const FIRST_MOVES = 40
const FEWEST_MOVES = 50_000
/** Without a limit that is known, each cooling is so much longer than the last. */
const GROWTH = 3
/** A cooling after the first one melts the schedule less. */
const REHEAT = 0.5
/** Moves per day of the horizon for mending broken lines alone. */
const MENDING_MOVES = 300
/** When a cooling ends with a broken hard rule, hard rules weigh so much more in the next. */
const SEVERER = 3
const REPORT_MILLISECONDS = 300

/**
 * Solves a shift problem (as accepted by `validateShiftProblem`): an anytime search that ends with its budget, at the proven
 * bound, or when `shouldStop` says so. Without any limit it ends after 3 million iterations.
 * Status, objective and reasons are the independent checker's reading, not the search's own.
 * Throws a RangeError when `maxMilliseconds` is given without `now`.
 */
export function solveShifts(problem: ShiftProblem, options: ShiftSolveOptions): ShiftResult {
  const budget = createBudget(options)
  const c = compileShifts(problem)
  const state = createShiftState(c)
  if (options.start) state.load(fromShiftSolution(c, options.start))
  const annealer = createAnnealer(state, createPrng(options.seed), budget)
  const bound = 0
  let firstFeasible: ShiftResult['firstFeasible'] = null
  let reported = Number.POSITIVE_INFINITY
  let nextReportAt = 0
  const onPulse = (): void => {
    const elapsedMilliseconds = budget.elapsedMilliseconds()
    const { iterations } = budget
    if (annealer.bestSoft === Number.POSITIVE_INFINITY) return
    firstFeasible ??= { iterations, elapsedMilliseconds }
    if (annealer.bestSoft >= reported || (elapsedMilliseconds ?? 0) < nextReportAt) return
    reported = annealer.bestSoft
    nextReportAt = (elapsedMilliseconds ?? 0) + REPORT_MILLISECONDS
    options.onProgress?.({ iterations, elapsedMilliseconds, objective: reported, bound })
  }

  const { hot, cold, breachPoints } = temperaturesOf(c)
  const spent = spentShare(options, budget)
  let moves = Math.max(FEWEST_MOVES, c.people * c.days * FIRST_MOVES)
  let severity = 1
  let impossible: number[] = []
  const mend = createMender(state, budget)
  for (let round = 0; impossible.length === 0 && !budget.over() && annealer.bestSoft > bound; round++) {
    const from = budget.iterations
    const spentBefore = spent?.() ?? null
    const byMoves = (): number => (budget.iterations - from) / moves
    const byBudget = (): number => (spent!() - spentBefore!) / (1 - spentBefore!)
    annealer.cool({
      hot: round === 0 ? hot : hot * REHEAT,
      cold,
      breachPoints: breachPoints * severity,
      // The first cooling is short, the second one takes all that is left of a known budget.
      progress:
        round === 0 || spentBefore === null || annealer.bestSoft === Number.POSITIVE_INFINITY ? byMoves : byBudget,
      onPulse,
    })
    if (state.breaches > 0 || state.minutesAmiss > 0) {
      impossible = mend().impossible
      annealer.keepIfBest()
    }
    if (impossible.length === 0 && (state.breaches > 0 || state.minutesAmiss > 0)) {
      const mendFrom = budget.iterations
      annealer.cool({
        hot: breachPoints,
        cold,
        breachPoints: breachPoints * SEVERER,
        onlyBroken: true,
        progress: () => (budget.iterations - mendFrom) / (c.days * MENDING_MOVES),
        onPulse,
      })
    }
    onPulse()
    if (annealer.bestSoft < Number.POSITIVE_INFINITY) moves *= GROWTH
    severity = state.breaches === 0 && state.minutesAmiss === 0 ? 1 : severity * SEVERER
  }

  const found = annealer.bestSoft < Number.POSITIVE_INFINITY
  const solution = toShiftSolution(c, found ? annealer.best : state.lines)
  const { feasible, violations, objective } = checkShiftSchedule(problem, solution)
  const optimal = feasible && objective <= bound
  const reasons = impossible.map(
    (person) => `The rules of ${problem.people[person]!.label} leave no line that keeps them all.`,
  )
  return {
    status: optimal ? 'optimal' : feasible ? 'feasible' : reasons.length > 0 ? 'infeasible' : 'stopped',
    solution,
    objective: feasible ? objective : null,
    bound,
    gap: feasible ? (optimal ? 0 : (objective - bound) / objective) : null,
    reasons: feasible ? [] : reasons.length > 0 ? reasons : unsolved(violations),
    iterations: budget.iterations,
    firstFeasible,
    elapsedMilliseconds: budget.elapsedMilliseconds(),
  }
}

/** How much of a known budget is spent, from 0 to 1; null when there is no limit to go by. */
function spentShare({ maxIterations, maxMilliseconds }: BudgetOptions, budget: Budget): (() => number) | null {
  if (maxIterations === undefined && maxMilliseconds === undefined) return null
  return () =>
    Math.max(
      budget.iterations / (maxIterations ?? Number.POSITIVE_INFINITY),
      (budget.elapsedMilliseconds() ?? 0) / (maxMilliseconds ?? Number.POSITIVE_INFINITY),
    )
}

/** Temperatures from what a person too few typically costs, down to what the smallest wishes cost. */
function temperaturesOf(c: CompiledShifts): { hot: number; cold: number; breachPoints: number } {
  const { cover, requests } = c.problem
  const shortages = cover.filter(({ wanted, under }) => wanted > 0 && under > 0).map(({ under }) => under)
  const weights = [...shortages, ...requests.map(({ weight }) => weight), ...cover.map(({ over }) => over)]
  const typical = average(shortages.length > 0 ? shortages : weights)
  const least = weights.reduce((least, weight) => (weight > 0 ? Math.min(least, weight) : least), typical)
  return { hot: 0.4 * typical, cold: Math.min(least, 0.05 * typical), breachPoints: 3 * typical }
}

function average(numbers: number[]): number {
  return numbers.length === 0 ? 1 : Math.max(1, numbers.reduce((sum, number) => sum + number, 0) / numbers.length)
}

function unsolved(violations: string[]): string[] {
  const shown = violations.slice(0, 3)
  return [`Not solved within the time, and not proven impossible. What still conflicts: ${shown.join(' ')}`]
}
