import type { Explanation, RotationProblem, RotationSolution, SolveProgress, SolveResult } from '@gradus/solver'
import { runExplainThread, runSolveThread, type SolverThread } from '@gradus/solver/node'
import type { Platform } from '../../../../platform/platform.ts'
import type { SolveProgressView } from '../contract.ts'
import type { SolveRun } from '../store.ts'
import { heartbeatOf } from './heartbeat.ts'
import { hasAims, withoutAims } from './problem.ts'

export interface Searched {
  readonly result: SolveResult
  /** What was solved: the problem, or the problem without the plans of the years. */
  readonly solved: RotationProblem
  /** Where no schedule was found: which rules cannot hold together, and what would let one exist. */
  readonly explanation: Explanation | null
  /** True when nothing should be stored. */
  readonly dropped: boolean
}

/** The part of the time, and the most of it, in which the plans of the years must prove possible together with rooms and rotations. */
const aimsShare = 0.5
const aimsMilliseconds = 15_000
/** After a search without a schedule, so long to find out why. */
const explainMilliseconds = 12_000

/**
 * Runs the solver in its thread, telling how it goes and listening for a stop. The curriculum's plans of single years hold first; where
 * they leave no schedule, or none is found in half the time or fifteen seconds, the rest of the time goes to the best one without them.
 * `from` is a schedule to begin with, which the result is no worse than.
 */
export async function search(
  platform: Platform,
  run: SolveRun,
  problem: RotationProblem,
  from: RotationSolution | null,
): Promise<Searched> {
  const startedAt = performance.now()
  const elapsed = (): number => performance.now() - startedAt
  const all = run.seconds * 1000
  let latest: SolveProgressView | null = null
  let thread: Pick<SolverThread<unknown>, 'stop'> | undefined
  const solveWith = (asked: RotationProblem, start: RotationSolution | null): Promise<SolveResult> => {
    const before = elapsed() / 1000
    const solving = runSolveThread(asked, {
      seed: run.seed,
      maxMilliseconds: Math.max(1, all - elapsed()),
      ...(start === null ? {} : { start }),
      onProgress(progress) {
        const view = progressView(progress)
        latest = { ...view, elapsedSeconds: view.elapsedSeconds + before }
      },
    })
    thread = solving
    return solving.promise
  }
  const explain = (asked: RotationProblem): Promise<Explanation> => {
    const explaining = runExplainThread(asked, { seed: run.seed, maxMilliseconds: explainMilliseconds })
    thread = explaining
    return explaining.promise
  }
  const heartbeat = heartbeatOf(
    platform,
    run,
    () => latest,
    () => thread?.stop(),
  )
  const halfway = setTimeout(
    () => {
      if (latest === null || latest.hard > 0) thread?.stop()
    },
    Math.min(all * aimsShare, aimsMilliseconds),
  )
  try {
    let solved = problem
    let result = await solveWith(problem, from)
    clearTimeout(halfway)
    const isOpen = (): boolean =>
      !heartbeat.stopped() && (result.status === 'stopped' || result.status === 'infeasible')
    if (isOpen() && hasAims(problem)) {
      solved = withoutAims(problem)
      result = await solveWith(solved, result.solution)
    }
    const explanation = isOpen() ? await explain(solved) : null
    const { dropped } = await heartbeat.end()
    return { result, solved, explanation, dropped }
  } finally {
    heartbeat.cancel()
    clearTimeout(halfway)
    thread?.stop()
  }
}

const progressView = ({ iterations, elapsedMilliseconds, score, worst }: SolveProgress): SolveProgressView => ({
  elapsedSeconds: (elapsedMilliseconds ?? 0) / 1000,
  iterations,
  hard: score.hard,
  soft: score.tiers,
  hurting: worst.map(({ rule, sentence, points }) => ({ constraint: rule, sentence, cost: points })),
})
