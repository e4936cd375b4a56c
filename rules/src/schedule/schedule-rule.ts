import type { DateRange } from '../dates.ts'
import type { AppointmentSituation, RotationFacts, ScheduleFacts } from '../facts.ts'
import type { Finding } from '../finding.ts'
import type { Occupancy } from './shared/occupancy.ts'
import type { PersonSchedule, Scheduled } from './person-schedule.ts'

/** A rule that looks at one person alone, so it can be run again for that person after a change. */
export type PersonRule = {
  readonly id: string
  readonly title: string
  readonly check: (schedule: PersonSchedule, facts: ScheduleFacts) => Finding[]
}

/** A rule about what people share: rooms and rotations, across programs. */
export type SharedRule = {
  readonly id: string
  readonly title: string
  readonly check: (occupancies: readonly Occupancy[]) => Finding[]
}

/** Whom and what a finding about one assignment concerns, on the days given. */
export function concerning({ assignment, situation }: Scheduled, { startOn, endOn }: DateRange) {
  return {
    ...(situation ? aboutAppointment(situation) : {}),
    rotationId: assignment.rotationId,
    assignmentIds: [assignment.id],
    startOn,
    endOn,
  }
}

/** Whom a finding about an appointment concerns. */
export function aboutAppointment({ person, appointment, curriculum }: AppointmentSituation) {
  return { personId: person.id, appointmentId: appointment.id, programId: curriculum.programId }
}

/** An assignment whose appointment and rotation exist. */
export type Known = Scheduled & { readonly situation: AppointmentSituation; readonly rotation: RotationFacts }

/** The assignments that share a day with the horizon and whose appointment and rotation exist. */
export function knownInHorizon(schedule: PersonSchedule, { horizon }: ScheduleFacts): Known[] {
  return schedule.scheduled.filter(
    (scheduled): scheduled is Known =>
      scheduled.situation !== null &&
      scheduled.rotation !== null &&
      scheduled.assignment.endOn >= horizon.startOn &&
      scheduled.assignment.startOn <= horizon.endOn,
  )
}
