import { check } from '../check/check.ts'
import { type Budget, createBudget } from '../engine/budget.ts'
import { createPrng } from '../engine/prng.ts'
import { type Compiled, compile } from './compile.ts'
import { construct } from './construct.ts'
import type {
  Cost,
  Reason,
  RotationPeers,
  RotationProblem,
  RotationSolution,
  SolveOptions,
  SolveResult,
} from './problem.ts'
import { isLarge, solveInParts } from './parts/solve-parts.ts'
import { prove } from './prove.ts'
import { search } from './search.ts'
import { fromSolution, toScore, toSolution } from './solution.ts'

const WORST_SHOWN = 5
/** Between two reports: about three a second with a clock, else so many iterations. */
const REPORT_MILLISECONDS = 300
const REPORT_ITERATIONS = 100_000

/**
 * Solves a rotation problem (as accepted by `validateProblem`): an anytime search that ends with its budget, at the proven
 * bound, or when `shouldStop` says so. Without any limit it ends after 3 million iterations.
 * The result's score and costs are the independent checker's reading, not the search's own.
 * Throws a RangeError when `maxMilliseconds` is given without `now`.
 */
export function solve(problem: RotationProblem, options: SolveOptions): SolveResult {
  const budget = createBudget(options)
  if (isLarge(problem)) {
    const { solution, reasons, bound, firstFeasible } = solveInParts(problem, options, budget)
    if (reasons.length > 0) return infeasible(reasons, bound, budget)
    return judged(problem, solution, { bound, firstFeasible, nothingOpen: false }, budget)
  }
  const c = compile(problem)
  const { reasons, bound } = prove(c, budget.over)
  if (reasons.length > 0) return infeasible(reasons, bound, budget)
  const prng = createPrng(options.seed)
  const start = construct(c, prng, budget.over)
  if (options.start) fromSolution(c, options.start, start)

  let bestActivities = Int16Array.from(start)
  let bestScore = check(problem, toSolution(c, start)).score
  // Looked at between the pieces, so that a stop is heard in time.
  budget.over()
  let firstFeasible: SolveResult['firstFeasible'] = null
  let isNews = false
  let reportedIterations = 0
  let nextReportAt = 0
  const report = (): void => {
    if (!options.onProgress) return
    const elapsed = budget.elapsedMilliseconds()
    const due = elapsed === null ? budget.iterations - reportedIterations >= REPORT_ITERATIONS : elapsed >= nextReportAt
    if (!due) return
    const worst = check(problem, toSolution(c, bestActivities)).costs.slice(0, WORST_SHOWN)
    options.onProgress({ iterations: budget.iterations, elapsedMilliseconds: elapsed, score: bestScore, worst })
    reportedIterations = budget.iterations
    // Reading the costs in words takes time of its own; on very large problems, report less often.
    const after = budget.elapsedMilliseconds()
    if (after !== null && elapsed !== null) nextReportAt = after + Math.max(REPORT_MILLISECONDS, 20 * (after - elapsed))
  }
  const target = Float64Array.from([0, ...bound.tiers])
  search(c, start, prng, budget, target, {
    onBest: (activities, cost) => {
      bestActivities.set(activities)
      bestScore = toScore(cost)
      isNews = true
      if (bestScore.hard === 0 && !firstFeasible) {
        firstFeasible = { iterations: budget.iterations, elapsedMilliseconds: budget.elapsedMilliseconds() }
      }
    },
    onPulse: report,
    onCycle: () => {
      if (isNews) options.peers?.tell(toSolution(c, bestActivities))
      isNews = false
      return lastHeard(c, bestActivities, options.peers)
    },
  })
  const nothingOpen = c.open.length === 0
  return judged(problem, toSolution(c, bestActivities), { bound, firstFeasible, nothingOpen }, budget)
}

/** What other searches told last, with the best schedule so far where that says nothing; null when they told nothing. */
function lastHeard(c: Compiled, best: Int16Array, peers: RotationPeers | undefined): Int16Array | null {
  let heard: Int16Array | null = null
  for (let lines = peers?.ask(); lines; lines = peers?.ask()) {
    heard = best.slice()
    fromSolution(c, lines, heard)
  }
  return heard
}

function infeasible(reasons: Reason[], bound: SolveResult['bound'], budget: Budget): SolveResult {
  return {
    status: 'infeasible',
    solution: null,
    score: null,
    bound,
    remaining: [],
    reasons,
    iterations: 0,
    firstFeasible: null,
    elapsedMilliseconds: budget.elapsedMilliseconds(),
  }
}

interface Found extends Pick<SolveResult, 'bound' | 'firstFeasible'> {
  /** Pins and levels decide every slot. */
  nothingOpen: boolean
}

/** The result as the independent checker reads it. */
function judged(
  problem: RotationProblem,
  solution: RotationSolution,
  { bound, firstFeasible, nothingOpen }: Found,
  budget: Budget,
): SolveResult {
  const { score, costs, feasible } = check(problem, solution)
  const optimal = feasible && score.tiers.every((points, tier) => points <= bound.tiers[tier]!)
  return {
    status: optimal ? 'optimal' : feasible ? 'feasible' : nothingOpen ? 'infeasible' : 'stopped',
    solution,
    score,
    bound,
    remaining: costs,
    reasons: feasible ? [] : nothingOpen ? fixed(costs) : [unsolved(costs)],
    iterations: budget.iterations,
    firstFeasible,
    elapsedMilliseconds: budget.elapsedMilliseconds(),
  }
}

/** With every slot decided by pins and levels there is but one schedule: what it breaks is the proof. */
function fixed(costs: Cost[]): Reason[] {
  return costs
    .filter(({ tier }) => tier === null)
    .map(({ rule, sentence, personId, activityId, ruleId, startOn, endOn }) => ({
      rule,
      sentence,
      personIds: personId === undefined ? [] : [personId],
      activityIds: activityId === undefined ? [] : [activityId],
      ruleIds: ruleId === undefined ? [] : [ruleId],
      ...(startOn === undefined || endOn === undefined ? {} : { startOn, endOn }),
    }))
}

/** The honest word when neither a schedule nor a proof was found. */
function unsolved(costs: Cost[]): Reason {
  const hard = costs.filter(({ tier }) => tier === null)
  const conflicts = hard.slice(0, 3).map(({ sentence }) => sentence)
  const unique = (ids: (string | undefined)[]): string[] => [...new Set(ids.filter((id) => id !== undefined))]
  return {
    rule: 'time',
    sentence: `Not solved within the time, and not proven impossible. What still conflicts: ${conflicts.join(' ')}`,
    personIds: unique(hard.map(({ personId }) => personId)),
    activityIds: unique(hard.map(({ activityId }) => activityId)),
    ruleIds: unique(hard.map(({ ruleId }) => ruleId)),
  }
}
