import { dayText } from '../../../../../ui/day-number.ts'
import type { FindingView, ScheduleView } from '../../contract.ts'
import { applyChange, type Change, rotationsOf } from '../grid/edits.ts'
import type { Cell, PersonLine } from '../grid/rows.ts'

/** A cell and what shall stand in it; null takes the rotation away. */
export const changeOf = (line: PersonLine, cell: Cell, rotationId: string | null): Change => ({
  appointmentId: line.row.appointmentId,
  rotationId,
  startOn: dayText(cell.startDay),
  endOn: dayText(cell.endDay),
})

/** The changes with one more; the same days of the same trainee are changed once. */
export const withChange = (changes: readonly Change[], added: Change): readonly Change[] => [
  ...changes.filter(
    ({ appointmentId, startOn, endOn }) =>
      appointmentId !== added.appointmentId || startOn !== added.startOn || endOn !== added.endOn,
  ),
  added,
]

/** Complete enough to be asked about: a date may be half typed. */
export const isComplete = ({ startOn, endOn }: Change): boolean => startOn !== '' && endOn !== '' && startOn <= endOn

/** The year as it would be: the changes drawn and marked as amended, the findings that come and go. */
export function foreseen(
  view: ScheduleView,
  changes: readonly Change[],
  findings: { readonly added: readonly FindingView[]; readonly removed: readonly FindingView[] },
): ScheduleView {
  const rotations = rotationsOf(view)
  const known = new Set(view.assignments.map(({ id }) => id))
  const gone = new Set(findings.removed.map((finding) => JSON.stringify(finding)))
  const shown = new Set(view.programs.map(({ id }) => id))
  return {
    ...view,
    assignments: changes
      .filter(isComplete)
      .reduce<ScheduleView['assignments']>((so, change) => applyChange(so, change, rotations, false), view.assignments)
      .map((assignment) => (known.has(assignment.id) ? assignment : { ...assignment, amended: true })),
    findings: [
      ...findings.added.filter(({ programId }) => programId === null || shown.has(programId)),
      ...view.findings.filter((finding) => !gone.has(JSON.stringify(finding))),
    ],
  }
}
