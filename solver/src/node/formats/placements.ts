import {
  checkPlacements,
  explainPlacements,
  fromMssSolution,
  type PlacementProblem,
  type PlacementSolution,
  type PlacementSolutionValidation,
  type PlacementValidation,
  readMss,
  solvePlacements,
  toMssSolution,
  validatePlacementSolution,
  validatePlacements,
} from '../../index.ts'
import { BadInput } from '../command.ts'
import type { OpenProblem } from './problem-format.ts'

interface SolutionForm {
  write: (problem: PlacementProblem, solution: PlacementSolution, score: number) => unknown
  read: (problem: PlacementProblem, data: unknown) => PlacementSolutionValidation
}

/** Placement problems in JSON. */
export function openPlacements(data: unknown): OpenProblem {
  return openWith(validatePlacements(data), {
    write: (_, solution) => solution,
    read: validatePlacementSolution,
  })
}

/** Placement problems in the MiniZinc data of `formats/mss.ts`. */
export function openMss(text: string): OpenProblem {
  return openWith(readMss(text), { write: toMssSolution, read: fromMssSolution })
}

function openWith(validation: PlacementValidation, form: SolutionForm): OpenProblem {
  if (!validation.ok) throw new BadInput(validation.sentences)
  const { problem } = validation
  return {
    maximise: true,
    solve: (options) => {
      const result = solvePlacements(problem, { ...options, seed: options.seed + options.thread })
      const { solution, objective } = result
      return {
        ...result,
        solution: solution && objective !== null ? form.write(problem, solution, objective) : null,
        firstFeasibleMilliseconds: result.firstFeasible?.elapsedMilliseconds ?? null,
      }
    },
    check: (data) => {
      const solution = form.read(problem, data)
      if (!solution.ok) throw new BadInput(solution.sentences)
      const { feasible, violations, score } = checkPlacements(problem, solution.solution)
      return { feasible, objective: score, violations, costs: [] }
    },
    explain: (limits) => {
      const { status, conflict } = explainPlacements(problem, limits)
      return { status, conflicts: conflict ? [conflict] : [] }
    },
  }
}
