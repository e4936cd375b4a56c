import type { DateRange } from '../dates.ts'
import type {
  AppointmentSituation,
  AssignmentFacts,
  CurriculumFacts,
  PersonFacts,
  RotationFacts,
  ScheduleFacts,
} from '../facts.ts'

/** An assignment with what it refers to: null where the appointment, or the rotation in its curriculum, does not exist. */
export type Scheduled = {
  readonly assignment: AssignmentFacts
  readonly situation: AppointmentSituation | null
  readonly rotation: RotationFacts | null
}

/** One person's facts, joined and in order of time: what the rules about a person read. */
export type PersonSchedule = {
  readonly person: PersonFacts
  readonly situations: readonly AppointmentSituation[]
  readonly scheduled: readonly Scheduled[]
  /** Leave that takes the person off the schedule. */
  readonly away: readonly DateRange[]
}

/** Joins the facts of all people, or of those asked for. A RangeError when an appointment names no known curriculum. */
export function personSchedules(facts: ScheduleFacts, people: readonly PersonFacts[] = facts.people): PersonSchedule[] {
  const curricula = new Map(facts.curricula.map((curriculum) => [curriculum.id, curriculum]))
  const rotations = new Map(
    facts.curricula.map(({ id, rotations }) => [id, new Map(rotations.map((rotation) => [rotation.id, rotation]))]),
  )
  return people.map((person) => {
    const situations = person.appointments.map((appointment) => {
      const curriculum = curricula.get(appointment.curriculumId)
      if (!curriculum) throw unknownCurriculum(person, appointment.curriculumId)
      return { person, appointment, curriculum }
    })
    const byAppointment = new Map(situations.map((situation) => [situation.appointment.id, situation]))
    const scheduled = person.assignments.map((assignment): Scheduled => {
      const situation = byAppointment.get(assignment.appointmentId) ?? null
      const rotation = situation && rotations.get(situation.curriculum.id)?.get(assignment.rotationId)
      return { assignment, situation, rotation: rotation ?? null }
    })
    scheduled.sort(
      (a, b) => a.assignment.startOn - b.assignment.startOn || (a.assignment.id < b.assignment.id ? -1 : 1),
    )
    return { person, situations, scheduled, away: person.leaves.filter((leave) => leave.removesFromSchedule) }
  })
}

function unknownCurriculum(person: PersonFacts, curriculumId: CurriculumFacts['id']): RangeError {
  return new RangeError(
    `An appointment of ${person.label} names the curriculum “${curriculumId}”, which is not among the facts.`,
  )
}
