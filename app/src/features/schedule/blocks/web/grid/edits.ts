import type { z } from 'zod'
import { dayText } from '../../../../../ui/day-number.ts'
import type { AssignmentView, change, ScheduleView } from '../../contract.ts'
import { overlap, spanOf } from './timeline.ts'

export type Change = z.infer<typeof change>

interface Rotations {
  /** The key of a rotation of the appointment's program. */
  readonly keyOf: (appointmentId: string, rotationId: string) => string
  readonly idOf: (rotationKey: string) => string
}

/** The rotations of a view by the program of an appointment. */
export function rotationsOf(view: Pick<ScheduleView, 'rows' | 'rotations'>): Rotations {
  const programOf = new Map(view.rows.map((row) => [row.appointmentId, row.programId]))
  return {
    keyOf: (appointmentId, rotationId) =>
      view.rotations.find(
        (rotation) => rotation.rotationId === rotationId && rotation.programId === programOf.get(appointmentId),
      )?.key ?? '',
    idOf: (key) => view.rotations.find((rotation) => rotation.key === key)?.rotationId ?? '',
  }
}

/** What the assignments look like once a change is made: shown at once, while the server makes up its mind. */
export function applyChange(
  assignments: readonly AssignmentView[],
  change: Change,
  rotations: Rotations,
  pinned: boolean,
): AssignmentView[] {
  const span = spanOf(change)
  const kept = assignments.flatMap((assignment): AssignmentView[] => {
    const own = spanOf(assignment)
    if (assignment.appointmentId !== change.appointmentId || !overlap(own, span)) return [assignment]
    const before = { ...assignment, endOn: dayText(span.startDay - 1) }
    const after = { ...assignment, id: `${assignment.id}+`, startOn: dayText(span.endDay + 1) }
    return [...(own.startDay < span.startDay ? [before] : []), ...(own.endDay > span.endDay ? [after] : [])]
  })
  if (change.rotationId === null) return kept
  const made: AssignmentView = {
    id: `new ${change.appointmentId} ${change.startOn}`,
    appointmentId: change.appointmentId,
    rotationKey: rotations.keyOf(change.appointmentId, change.rotationId),
    startOn: change.startOn,
    endOn: change.endOn,
    pinned,
    amended: false,
  }
  return [...kept, made]
}
