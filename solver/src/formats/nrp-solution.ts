/** Shift schedules as `{"<staffId>": ["D", "-", …]}`: one shift id per day, "-" a day off. */
import { createReader } from '../rotations/validate-reader.ts'
import type { ShiftProblem, ShiftSolution } from '../shifts/problem.ts'
import { type ShiftSolutionValidation, validateShiftSolution } from '../shifts/validate.ts'
import { NRP_DAY_OFF } from './nrp.ts'

export function toNrpSolution({ lines }: ShiftSolution): Record<string, string[]> {
  const named = Object.entries(lines).map(([id, line]) => [id, line.map((shift) => shift ?? NRP_DAY_OFF)] as const)
  return Object.fromEntries(named)
}

/** Reads unknown data back as a schedule; what is malformed is told. Never throws. */
export function fromNrpSolution(problem: ShiftProblem, data: unknown): ShiftSolutionValidation {
  const reader = createReader()
  const top = reader.object(data, 'The schedule')
  if (!top) return { ok: false, sentences: reader.sentences }
  const isOff = (entry: unknown): boolean => entry === NRP_DAY_OFF
  const named = Object.entries(top).map(([id, line]) => [
    id,
    Array.isArray(line) ? line.map((entry: unknown) => (isOff(entry) ? null : entry)) : line,
  ])
  return validateShiftSolution(problem, { lines: Object.fromEntries(named) as unknown })
}
