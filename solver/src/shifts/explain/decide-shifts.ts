/** Whether a shift problem of hard rules has a schedule: by proof, by finding one, or by trying all. */
import { checkShiftSchedule } from '../../check/shifts.ts'
import { NO_LINE, createPricer } from '../columns/pricing.ts'
import { compileShifts, toShiftSolution } from '../compile.ts'
import { isExactlyPlannable } from '../mend.ts'
import { compileCall, isCallProblem } from '../call/compile-call.ts'
import { boundCall } from '../call/relaxation/bound-call.ts'
import { searchCompletely } from '../call/relaxation/complete-search.ts'
import type { ShiftProblem, ShiftSolution } from '../problem.ts'
import { solveShifts } from '../solve.ts'

/** `by` says what shows that there is none; `unknown`: neither found nor excluded; `solution` is the last one tried. */
export type ShiftDecision =
  | { kind: 'feasible'; solution: ShiftSolution }
  | { kind: 'infeasible'; by: 'sums' | 'all schedules'; solution: ShiftSolution | null }
  | { kind: 'unknown'; solution: ShiftSolution }

export interface ShiftEffort {
  seed: number
  /** Moves of one search. */
  iterations: number
  /** Linear programs of one complete search. */
  nodes: number
  shouldStop: () => boolean
}

export function decideShifts(problem: ShiftProblem, effort: ShiftEffort): ShiftDecision {
  const { seed, iterations, nodes, shouldStop } = effort
  if (hasContradictoryCell(problem)) return { kind: 'infeasible', by: 'sums', solution: null }
  if (!isCallProblem(problem)) return decidePlain(problem, effort)
  const { status, solution } = solveShifts(problem, { seed, maxIterations: iterations, shouldStop })
  if (status === 'infeasible') return { kind: 'infeasible', by: 'sums', solution }
  if (status !== 'stopped') return { kind: 'feasible', solution }
  const verdict = searchCompletely(compileCall(problem), nodes, shouldStop)
  if (verdict.kind === 'infeasible') return { kind: 'infeasible', by: 'all schedules', solution }
  const found = verdict.kind === 'feasible' && checkShiftSchedule(problem, verdict.solution).feasible
  return found ? verdict : { kind: 'unknown', solution }
}

/** In a plain problem nobody's hard rules touch another's: each person has a line, found exactly, or there is none at all. */
function decidePlain(problem: ShiftProblem, { seed, iterations, shouldStop }: ShiftEffort): ShiftDecision {
  const c = compileShifts(problem)
  const lines = new Int8Array(c.people * c.days)
  const isPlannable = problem.people.every((_, person) => isExactlyPlannable(c, person))
  if (!isPlannable) {
    const { status, solution } = solveShifts(problem, {
      seed,
      maxIterations: iterations,
      shouldStop,
      part: 'annealing',
    })
    return status === 'stopped' ? { kind: 'unknown', solution } : { kind: 'feasible', solution }
  }
  const pricer = createPricer(c)
  const rewards = new Float64Array(c.days * c.width)
  let isPossible = true
  let isSure = false
  for (let person = 0; person < c.people; person++) {
    const line = lines.subarray(person * c.days, (person + 1) * c.days)
    if (pricer.price(person, rewards, line, { exact: true }) < NO_LINE) continue
    isPossible = false
    isSure ||= pricer.bound >= NO_LINE || isImpossibleAlone(problem, person, shouldStop)
  }
  const solution = toShiftSolution(c, lines)
  if (isPossible) return { kind: 'feasible', solution }
  return isSure ? { kind: 'infeasible', by: 'all schedules', solution } : { kind: 'unknown', solution }
}

/** By a linear program, where limits on single shifts keep the exact planning from being certain. */
function isImpossibleAlone(problem: ShiftProblem, person: number, shouldStop: () => boolean): boolean {
  const alone = { ...problem, people: [problem.people[person]!] }
  return boundCall(compileCall(alone), shouldStop).isImpossible
}

/** A pin beats leave, days off and bars while searching; the checker tells of all of them. */
function hasContradictoryCell({ people, shifts }: ShiftProblem): boolean {
  const heldIn = (id: string): string[] => [id, ...(shifts.find((shift) => shift.id === id)?.parts ?? [])]
  return people.some(({ pinned = [], leave = [], barred = [], daysOff }) =>
    pinned.some(
      ({ day, shiftId }) =>
        shiftId !== null &&
        (leave.includes(day) ||
          daysOff.includes(day) ||
          barred.some(
            (bar) => heldIn(shiftId).some((id) => bar.shiftIds.includes(id)) && bar.fromDay <= day && day <= bar.toDay,
          )),
    ),
  )
}
