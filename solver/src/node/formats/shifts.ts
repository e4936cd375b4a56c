import {
  checkShiftSchedule,
  explainShifts,
  fromNrpSolution,
  readNrp,
  type ShiftNews,
  type ShiftProblem,
  type ShiftProgress,
  type ShiftSolution,
  type ShiftSolutionValidation,
  type ShiftValidation,
  solveShifts,
  toNrpSolution,
  validateShiftProblem,
  validateShiftSolution,
} from '../../index.ts'
import { BadInput } from '../command.ts'
import type { OpenProblem } from './problem-format.ts'

interface SolutionForm {
  write: (solution: ShiftSolution) => unknown
  read: (problem: ShiftProblem, data: unknown) => ShiftSolutionValidation
}

/** Shift problems in JSON. */
export function openShifts(data: unknown): OpenProblem {
  return openWith(validateShiftProblem(data), {
    write: (solution) => solution,
    read: validateShiftSolution,
  })
}

/** Shift problems in the text format of `formats/nrp.ts`. */
export function openNrp(text: string): OpenProblem {
  return openWith(readNrp(text), { write: toNrpSolution, read: fromNrpSolution })
}

function openWith(validation: ShiftValidation, form: SolutionForm): OpenProblem {
  if (!validation.ok) throw new BadInput(validation.sentences)
  const { problem } = validation
  return {
    maximise: false,
    solve: ({ thread, threads, boundOnly, peers, onProgress, ...options }) => {
      const part = boundOnly ? 'bound' : thread % 2 === 0 ? 'columns' : 'annealing'
      const tell = ({ objective, tiers, bound, boundTiers }: ShiftProgress): void =>
        onProgress({ objective: tiers ?? objective, bound: boundTiers ?? bound })
      const result = solveShifts(problem, {
        ...options,
        ...(boundOnly && (problem.rules ?? problem.tiers) ? { maxIterations: 0 } : {}),
        onProgress: tell,
        seed: options.seed + thread,
        ...(threads > 1 || boundOnly ? { part } : {}),
        peers: { tell: peers.tell, ask: () => (peers.ask() as ShiftNews | undefined) ?? null },
      })
      return {
        ...result,
        objective: result.tiers ?? result.objective,
        bound: result.boundTiers ?? result.bound,
        solution: result.objective === null ? null : form.write(result.solution),
        firstFeasibleMilliseconds: result.firstFeasible?.elapsedMilliseconds ?? null,
      }
    },
    check: (data) => {
      const solution = form.read(problem, data)
      if (!solution.ok) throw new BadInput(solution.sentences)
      const check = checkShiftSchedule(problem, solution.solution)
      return { ...check, objective: problem.tiers ? check.tiers : check.objective }
    },
    explain: (limits) => {
      const { status, conflict } = explainShifts(problem, limits)
      return { status, conflicts: conflict ? [conflict] : [] }
    },
  }
}
