import type { RotationSolution } from '@gradus/solver'
import { mergeTouching, type Row } from '../../edits.ts'
import { rotationKey } from '../../rotations.ts'
import { otherProgram } from './activities.ts'
import type { Plan } from './plan.ts'
import type { PlannedProblem } from './problem.ts'

/**
 * What a solution means in assignments: what was fixed stays as it is, and neighbouring slots of the same rotation are one assignment.
 */
export function draftedRows(plan: Plan, { problem, timelines }: PlannedProblem, solution: RotationSolution): Row[] {
  return plan.people.flatMap((person) => {
    const chosen = solution.assignments[person.id]
    const timeline = timelines.get(person.id)
    const fixed = person.fixed.map(({ id, appointmentId, rotationId, pinned, startOn, endOn }) => ({
      id,
      appointmentId,
      rotationId,
      pinned,
      startOn,
      endOn,
    }))
    if (!chosen || !timeline) return fixed
    const rows = timeline.slots.flatMap((slot, index): Row[] => {
      const activity = problem.activities[chosen[index] ?? -1]
      if (!activity || activity.id === otherProgram || slot.fixed !== null) return []
      const seat = slot.seats.find(({ programId, followed }) =>
        followed.facts.rotations.some(({ id }) => rotationKey(programId, id) === activity.id),
      )
      if (seat === undefined) return []
      const rotationId = activity.id.slice(seat.programId.length + 1)
      return [{ id: null, appointmentId: seat.id, rotationId, pinned: false, startOn: slot.startOn, endOn: slot.endOn }]
    })
    return mergeTouching([...fixed, ...rows])
  })
}
