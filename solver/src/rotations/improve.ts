/** One annealing run of a fixed number of moves, from nothing or from a schedule. */
import { createBudget } from '../engine/budget.ts'
import { createPrng } from '../engine/prng.ts'
import { compile } from './compile.ts'
import { construct } from './construct.ts'
import type { RotationProblem, RotationSolution } from './problem.ts'
import { search, type SearchShape } from './search.ts'
import { fromSolution, toSolution } from './solution.ts'

export interface Run {
  seed: number
  /** Moves. */
  iterations: number
  shouldStop: () => boolean
  /** Ends the run when no tier is above it; zero everywhere without. */
  target?: number[]
  /** How the annealing begins; from a schedule, cooler and with shorter cycles unless told. */
  shape?: SearchShape
}

/** From a schedule, the search begins cooler and with a short cycle, so that it stays near what is good in it. */
const WARM = 0.2

/** The best schedule of the run; never worse than `start` (as far as its slots may still hold it). */
export function improve(problem: RotationProblem, run: Run, start?: RotationSolution): RotationSolution {
  const c = compile(problem)
  const prng = createPrng(run.seed)
  const best = construct(c, prng, run.shouldStop)
  if (start) fromSolution(c, start, best)
  if (run.iterations === 0) return toSolution(c, best)
  const budget = createBudget({ maxIterations: run.iterations, shouldStop: run.shouldStop })
  const target = Float64Array.from([0, ...(run.target ?? problem.tiers.map(() => 0))])
  const events = { onBest: (activities: Int16Array) => best.set(activities), onPulse: () => {} }
  const shape = run.shape ?? (start ? { firstCycle: Math.ceil(run.iterations / 2), heat: WARM } : {})
  search(c, best.slice(), prng, budget, target, events, shape)
  return toSolution(c, best)
}
