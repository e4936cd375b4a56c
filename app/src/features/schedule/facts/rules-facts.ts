import type { AppointmentSituation, AssignmentFacts, CurriculumFacts, PersonFacts, ScheduleFacts } from '@gradus/rules'
import { groupBy } from '../../../platform/group-by.ts'
import { type Leave, type Placement, type Seat, shareOf, type YearFacts } from './year-facts.ts'

/** People as the rules know them: one entry for each person, with all of their appointments among the seats. */
export function personFacts(
  seats: readonly Seat[],
  leaves: readonly Leave[],
  placements: readonly Placement[],
): Map<string, PersonFacts> {
  const leavesOf = groupBy(leaves, ({ personId }) => personId)
  const placementsOf = groupBy(placements, ({ appointmentId }) => appointmentId)
  const people = new Map<string, PersonFacts>()
  for (const [personId, own] of groupBy(seats, (seat) => seat.personId))
    people.set(personId, {
      id: personId,
      label: own[0]?.personName ?? '',
      appointments: own.map((seat) => ({
        id: seat.id,
        curriculumId: seat.followed.id,
        entryLevel: seat.entryLevel,
        sharePercent: seat.ftePercent,
        startOn: seat.startOn,
        endOn: seat.endOn,
      })),
      leaves: leavesOf.get(personId) ?? [],
      assignments: own.flatMap((seat) =>
        (placementsOf.get(seat.id) ?? []).map(
          (placement): AssignmentFacts => ({
            id: placement.id,
            appointmentId: seat.id,
            rotationId: placement.rotationId,
            sharePercent: shareOf(seat),
            arrangedOn: placement.arrangedOn,
            startOn: placement.startOn,
            endOn: placement.endOn,
          }),
        ),
      ),
    })
  return people
}

/** A year as the schedule rules look at it, neighbours included. */
export function scheduleFacts(facts: YearFacts): ScheduleFacts {
  const seats = [...facts.seats, ...facts.neighbours]
  return {
    horizon: facts.year,
    asOf: facts.today,
    curricula: curriculaOf(seats),
    people: [...personFacts(seats, facts.leaves, [...facts.placements, ...facts.otherYears]).values()],
    rooms: facts.rooms,
  }
}

const curriculaOf = (seats: readonly Seat[]): CurriculumFacts[] => [
  ...new Map(seats.map(({ followed }) => [followed.id, followed.facts])).values(),
]

/** One appointment as requirement rules look at it. */
export function situationOf(seat: Seat, person: PersonFacts): AppointmentSituation | null {
  const appointment = person.appointments.find(({ id }) => id === seat.id)
  return appointment ? { person, appointment, curriculum: seat.followed.facts } : null
}
