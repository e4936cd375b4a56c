/** What differs between two schedules, in words. */
import type { ShiftProblem, ShiftSolution } from '../problem.ts'

export interface ShiftChange {
  personId: string
  day: number
  /** `null`: off. */
  fromShiftId: string | null
  toShiftId: string | null
  sentence: string
}

export function changesBetweenShifts(
  problem: ShiftProblem,
  before: ShiftSolution,
  after: ShiftSolution,
): ShiftChange[] {
  return problem.people.flatMap(({ id, label }) =>
    Array.from({ length: problem.days }, (_, day): ShiftChange[] => {
      const fromShiftId = before.lines[id]?.[day] ?? null
      const toShiftId = after.lines[id]?.[day] ?? null
      if (fromShiftId === toShiftId) return []
      const instead = fromShiftId === null ? '' : ` instead of ${shiftLabel(problem, fromShiftId)}`
      const sentence =
        toShiftId === null
          ? `${label} is off${instead} on day ${day}.`
          : `${label} works ${shiftLabel(problem, toShiftId)}${instead} on day ${day}.`
      return [{ personId: id, day, fromShiftId, toShiftId, sentence }]
    }).flat(),
  )
}

export function shiftLabel({ shifts }: ShiftProblem, id: string | null): string {
  return shifts.find((shift) => shift.id === id)?.label ?? 'a day off'
}

export function personLabel({ people }: ShiftProblem, id: string): string {
  return people.find((person) => person.id === id)?.label ?? id
}
