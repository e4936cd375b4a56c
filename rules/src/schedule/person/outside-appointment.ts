import { hasKnownLevel } from '../../appointment.ts'
import type { AppointmentSituation, ScheduleFacts } from '../../facts.ts'
import type { Finding } from '../../finding.ts'
import { overlap, subtract } from '../../ranges.ts'
import { formatRange } from '../../wording.ts'
import type { PersonSchedule, Scheduled } from '../person-schedule.ts'
import { scheduleCitation } from '../citations.ts'
import { aboutAppointment, concerning, type PersonRule } from '../schedule-rule.ts'

const LEVEL_CITATION = scheduleCitation('An appointment starts at a level of its program.')
const CITATION = scheduleCitation('An assignment lies inside the appointment it belongs to.')

/** An assignment lies inside an appointment of the person and names a rotation of its curriculum; an appointment, a level. */
export const outsideAppointment: PersonRule = {
  id: 'outside-appointment',
  title: 'Assignment outside its appointment or curriculum',
  check: (schedule, facts) => [
    ...schedule.situations.flatMap((situation) =>
      hasKnownLevel(situation) || !overlap(situation.appointment, facts.horizon) ? [] : unknownLevel(situation),
    ),
    ...schedule.scheduled.flatMap((scheduled) =>
      overlap(scheduled.assignment, facts.horizon) ? findingsOf(scheduled, schedule, facts) : [],
    ),
  ],
}

function unknownLevel(situation: AppointmentSituation): Finding {
  const { person, appointment, curriculum } = situation
  return {
    ruleId: 'outside-appointment',
    severity: 'violation',
    sentence: `${person.label} starts at “${appointment.entryLevel}”, which is not a level of ${curriculum.programLabel} (${curriculum.levels.join(', ')}).`,
    citation: LEVEL_CITATION,
    ...aboutAppointment(situation),
    startOn: appointment.startOn,
    endOn: appointment.endOn,
  }
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
