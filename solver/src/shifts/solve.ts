import { checkShiftSchedule } from '../check/shifts.ts'
import { type Budget, type BudgetOptions, createBudget } from '../engine/budget.ts'
import { createPrng } from '../engine/prng.ts'
import { createAnnealRounds, spentShare } from './anneal-rounds.ts'
import { isCallProblem } from './call/compile-call.ts'
import { solveCall } from './call/solve-call.ts'
import { roundUp } from './columns/generate.ts'
import { scheduleCost, scheduleOf } from './columns/reoptimise.ts'
import { runBuilds } from './columns/builds.ts'
import { runColumns } from './columns/run.ts'
import { searchWindows } from './columns/windows.ts'
import { type CompiledShifts, compileShifts, fromShiftSolution, toShiftSolution } from './compile.ts'
import { createIncumbent, type Incumbent, type ShiftPeers } from './incumbent.ts'
import { type LongPricing, priceLong } from './long/price-long.ts'
import type { ShiftProblem, ShiftSolution } from './problem.ts'

export interface ShiftSolveOptions extends BudgetOptions {
  seed: number
  /** A schedule to start from; what it breaks is mended. */
  start?: ShiftSolution
  /** `columns` works on bound and quality, unless the problem is too large for it; `annealing` on quality alone, on long horizons
   * by windows of days as well. Without it, one after the other. */
  part?: 'columns' | 'annealing'
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

/** Entries times shifts beyond which column generation has no time to become useful before annealing is better. */
const MOST_FOR_COLUMNS = 30_000
/** The same when annealing goes on beside it; beyond this its tables take too much memory. */
const MOST_FOR_COLUMNS_ALONE = 150_000
/** Shorter horizons are solved as a whole just as well; in days. */
const FEWEST_DAYS_FOR_WINDOWS = 56
/** Moves per entry of the schedule before that, and the most of the budget for them. */
const MOVES_BEFORE_WINDOWS = 1000
const SHARE_BEFORE_WINDOWS = 0.6
/** Share of the budget for column generation when annealing comes after it. */
const COLUMNS_SHARE = 0.85
/** Days from which prices and a bound are found first by short work on runs alone. */
const LONG_DAYS = 80
/** Share of the budget for that when annealing comes after it, and when annealing goes on beside it. */
const PRICING_SHARE = 0.15
const PRICING_SHARE_BESIDE = 0.4
/** One step of column generation, after which it looks at its budget, takes about as long as so many moves. */
const MOVES_PER_LOOK = 1000

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
  const size = c.people * c.days * c.shifts
  const isAlone = options.part === 'columns' && size <= MOST_FOR_COLUMNS_ALONE
  const hasColumns = isAlone || (options.part === undefined && size <= MOST_FOR_COLUMNS)
  if (!isAlone && options.part !== 'columns') rounds.begin()
  const isLong = c.days >= LONG_DAYS && options.part !== 'annealing'
  const canPrice = isLong && rounds.impossible.length === 0 && !incumbent.pulse()
  const priced = canPrice ? priceRuns(c, budget, options, incumbent) : null
  if (!isAlone && options.part === 'columns') rounds.begin()
  if (rounds.impossible.length === 0) {
    if (hasColumns && !incumbent.pulse()) generateColumns(c, budget, isCancelled, options, incumbent, priced)
    const isBeside = options.part === 'annealing' && !incumbent.pulse()
    const hasBuilt = isBeside && buildSchedules(c, budget, isCancelled, options, incumbent)
    if (!hasColumns && c.days >= FEWEST_DAYS_FOR_WINDOWS && !incumbent.pulse()) {
      if (!hasBuilt) rounds.coolOnce(MOVES_BEFORE_WINDOWS, SHARE_BEFORE_WINDOWS)
      if (incumbent.lines && !incumbent.pulse()) solveWindows(c, budget, isCancelled, options, incumbent)
    }
    if (hasBuilt) rounds.simmer()
    else rounds.improve()
  }
  return resultOf(c, incumbent, budget, rounds.impossible, rounds.lines)
}

function priceRuns(c: CompiledShifts, budget: Budget, options: ShiftSolveOptions, incumbent: Incumbent): LongPricing {
  const share = options.part === 'columns' ? PRICING_SHARE_BESIDE : PRICING_SHARE
  const spent = spentShare(options, budget)
  return priceLong(c, createPrng(options.seed), {
    shouldStop: () => {
      budget.iterations += MOVES_PER_LOOK
      return incumbent.pulse() || (spent !== null && spent() >= share)
    },
    onBound: (bound) => incumbent.prove(roundUp(bound)),
  })
}

function generateColumns(
  c: CompiledShifts,
  budget: Budget,
  isCancelled: () => boolean,
  options: ShiftSolveOptions,
  incumbent: Incumbent,
  priced: LongPricing | null,
): void {
  const { seed, now, maxMilliseconds, part } = options
  const share = part === 'columns' ? 1 : COLUMNS_SHARE
  const left = maxMilliseconds === undefined ? undefined : maxMilliseconds - budget.elapsedMilliseconds()!
  const iterationsLeft = (options.maxIterations ?? Number.POSITIVE_INFINITY) - budget.iterations
  const mostIterations = budget.iterations + share * iterationsLeft
  runColumns(c, {
    seed,
    isCancelled,
    ...(incumbent.lines ? { incumbent: incumbent.lines } : {}),
    ...(priced?.prices ? { prices: { rewards: priced.prices.rewards, bound: priced.bound } } : {}),
    budget: {
      ...(now ? { now } : {}),
      ...(left === undefined ? {} : { maxMilliseconds: share * left }),
      shouldStop: () => {
        budget.iterations += MOVES_PER_LOOK
        return incumbent.pulse() || budget.iterations >= mostIterations
      },
    },
    onSolution: incumbent.offer,
    onBound: incumbent.prove,
    others: () => incumbent.lines,
  })
}

/** Whether there is a schedule now. */
function buildSchedules(
  c: CompiledShifts,
  budget: Budget,
  isCancelled: () => boolean,
  { seed }: ShiftSolveOptions,
  incumbent: Incumbent,
): boolean {
  const shouldStop = (): boolean => {
    budget.iterations += MOVES_PER_LOOK
    return incumbent.pulse()
  }
  return runBuilds(c, {
    prng: createPrng(seed),
    shouldStop,
    isCancelled,
    onSolution: incumbent.offer,
    onBound: incumbent.prove,
  })
}

function solveWindows(
  c: CompiledShifts,
  budget: Budget,
  isCancelled: () => boolean,
  { seed }: ShiftSolveOptions,
  incumbent: Incumbent,
): void {
  const shouldStop = (): boolean => {
    budget.iterations += MOVES_PER_LOOK
    return incumbent.pulse()
  }
  searchWindows(c, {
    prng: createPrng(seed),
    shouldStop,
    isCancelled,
    best: () => ({ lines: incumbent.lines!, objective: incumbent.objective }),
    onLines: (lines) => incumbent.offer(lines, scheduleCost(c, scheduleOf(c, lines))),
  })
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
