import {
  check,
  explain,
  type RotationSolution,
  type Score,
  type SolveProgress,
  solve,
  validateProblem,
  validateSolution,
} from '../../index.ts'
import { BadInput } from '../command.ts'
import type { OpenProblem, Points } from './problem-format.ts'

/** Rotation problems in JSON. */
export function openRotations(problemData: unknown): OpenProblem {
  const validation = validateProblem(problemData)
  if (!validation.ok) throw new BadInput(validation.sentences)
  const { problem } = validation
  return {
    maximise: false,
    solve: (options) => {
      const { seed, thread, boundOnly, onProgress, peers: others } = options
      const tell = ({ score }: SolveProgress): void =>
        onProgress({ objective: score.hard === 0 ? pointsOf(score) : null, bound: null })
      const limits = boundOnly ? { ...options, maxIterations: 0 } : options
      const peers = { tell: others.tell, ask: () => (others.ask() as RotationSolution | undefined) ?? null }
      const result = solve(problem, { ...limits, seed: seed + thread, onProgress: tell, peers })
      const isFeasible = result.status === 'optimal' || result.status === 'feasible'
      return {
        status: result.status,
        objective: isFeasible && result.score ? pointsOf(result.score) : null,
        bound: pointsOf(result.bound),
        solution: isFeasible ? result.solution : null,
        reasons: result.reasons.map(({ sentence }) => sentence),
        firstFeasibleMilliseconds: result.firstFeasible?.elapsedMilliseconds ?? null,
        iterations: result.iterations,
      }
    },
    check: (data) => {
      const solution = validateSolution(problem, data)
      if (!solution.ok) throw new BadInput(solution.sentences)
      const { feasible, score, costs } = check(problem, solution.solution)
      const violations = costs.filter(({ tier }) => tier === null).map(({ sentence }) => sentence)
      return { feasible, objective: pointsOf(score), violations, costs: costs.filter(({ tier }) => tier !== null) }
    },
    explain: (limits) => explain(problem, limits),
  }
}

function pointsOf({ tiers }: Score): Points {
  return tiers.length === 1 ? tiers[0]! : tiers
}
