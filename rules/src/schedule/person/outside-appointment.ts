import type { ScheduleFacts } from '../../facts.ts'
import type { Finding } from '../../finding.ts'
import { overlap, subtract } from '../../ranges.ts'
import { formatRange } from '../../wording.ts'
import type { PersonSchedule, Scheduled } from '../person-schedule.ts'
import { scheduleCitation } from '../citations.ts'
import { concerning, type PersonRule } from '../schedule-rule.ts'

const CITATION = scheduleCitation('An assignment lies inside the appointment it belongs to.')

/** An assignment lies inside an appointment of the person and names a rotation of its curriculum. */
export const outsideAppointment: PersonRule = {
  id: 'outside-appointment',
  title: 'Assignment outside its appointment or curriculum',
  check: (schedule, facts) =>
    schedule.scheduled.flatMap((scheduled) =>
      overlap(scheduled.assignment, facts.horizon) ? findingsOf(scheduled, schedule, facts) : [],
    ),
}

function findingsOf(scheduled: Scheduled, { person }: PersonSchedule, { horizon }: ScheduleFacts): Finding[] {
  const { assignment, situation, rotation } = scheduled
  const name = rotation?.label ?? assignment.rotationId
  const finding = (sentence: string, days: { startOn: number; endOn: number }): Finding => ({
    ruleId: 'outside-appointment',
    severity: 'violation',
    sentence,
    citation: CITATION,
    personId: person.id,
    ...concerning(scheduled, days),
  })
  if (!situation) {
    return [finding(`${person.label} has no appointment that the assignment to ${name} belongs to.`, assignment)]
  }
  const { programLabel } = situation.curriculum
  const unknown = rotation
    ? []
    : [
        finding(
          `${person.label} is assigned to “${name}”, which the curriculum of ${programLabel} does not have.`,
          assignment,
        ),
      ]
  const outside = subtract(assignment, [situation.appointment]).flatMap((range) => overlap(range, horizon) ?? [])
  return [
    ...unknown,
    ...outside.map((range) =>
      finding(
        `${person.label} is on ${name}, ${formatRange(range)}, outside the appointment in ${programLabel} (${formatRange(situation.appointment)}).`,
        range,
      ),
    ),
  ]
}
