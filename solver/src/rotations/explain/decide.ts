/** Whether a problem of hard rules has a schedule: by proof, by finding one, or by trying all. */
import { check } from '../../check/check.ts'
import { compile } from '../compile.ts'
import { improve } from '../improve.ts'
import type { Cost, Reason, RotationProblem, RotationSolution } from '../problem.ts'
import { prove } from '../prove.ts'
import { searchCompletely } from './complete-search.ts'

/** `by` says what shows that there is none; `unknown`: neither found nor excluded; `costs` are what the best schedule breaks. */
export type Decision =
  | { kind: 'feasible'; solution: RotationSolution }
  | { kind: 'infeasible'; by: 'sums' | 'all schedules'; reasons: Reason[] }
  | { kind: 'unknown'; costs: Cost[] }

export interface Effort {
  seed: number
  /** Moves of the annealing search. */
  iterations: number
  /** Slots tried by the complete search. */
  nodes: number
  shouldStop: () => boolean
}

/** The part of the nodes spent before the annealing: where a dead end is near, it is found at once. */
const FIRST_LOOK = 20

export function decide(problem: RotationProblem, effort: Effort): Decision {
  const { reasons } = prove(compile(problem), effort.shouldStop)
  if (reasons.length > 0) return { kind: 'infeasible', by: 'sums', reasons }
  const look = (nodes: number): Decision | null => {
    if (nodes === 0) return null
    const verdict = searchCompletely(problem, nodes, effort.shouldStop)
    if (verdict.kind === 'infeasible') return { kind: 'infeasible', by: 'all schedules', reasons: [] }
    return verdict.kind === 'feasible' && check(problem, verdict.solution).feasible ? verdict : null
  }
  const seen = look(Math.ceil(effort.nodes / FIRST_LOOK))
  if (seen) return seen
  const solution = improve(problem, effort)
  const { feasible, costs } = check(problem, solution)
  return feasible ? { kind: 'feasible', solution } : (look(effort.nodes) ?? { kind: 'unknown', costs })
}
