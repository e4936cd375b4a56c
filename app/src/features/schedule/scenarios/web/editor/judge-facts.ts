import {
  type AssignmentFacts,
  type CurriculumFacts,
  type DateRange,
  dayOf,
  type PersonFacts,
  type RoomFacts,
  type RotationFacts,
} from '@gradus/rules'
import type { DraftFactsView } from '../../facts-contract.ts'
import type { Piece } from '../../../cells.ts'
import type { Rows } from './session.ts'

/** A person without the rows of the draft: those are added for each question. */
export interface PersonBase extends Omit<PersonFacts, 'assignments'> {
  readonly fixed: PersonFacts['assignments']
  /** What a day of an appointment is worth, in percent. */
  readonly dayPercent: ReadonlyMap<string, number>
  readonly curricula: readonly CurriculumFacts[]
}

/** What the rules look at, with days as numbers, ready to be asked many times. */
export interface JudgeFacts {
  readonly horizon: DateRange
  readonly asOf: number
  readonly people: ReadonlyMap<string, PersonBase>
  readonly personOf: ReadonlyMap<string, string>
  readonly curricula: readonly CurriculumFacts[]
  readonly curriculumOf: ReadonlyMap<string, CurriculumFacts>
  readonly rooms: ReadonlyMap<string, RoomFacts>
  readonly elsewhere: readonly (DateRange & { readonly person: number; readonly roomId: string })[]
}

const days = ({ startOn, endOn }: { startOn: string; endOn: string }): DateRange => ({
  startOn: dayOf(startOn),
  endOn: dayOf(endOn),
})

const rotationFacts = ({
  offSite,
  ...rotation
}: DraftFactsView['curricula'][number]['rotations'][number]): RotationFacts => ({
  ...rotation,
  offSite: offSite && {
    ...offSite,
    agreements: offSite.agreements.map(({ startOn, endOn }) => ({
      startOn: dayOf(startOn),
      endOn: endOn === null ? null : dayOf(endOn),
    })),
  },
})

export function judgeFacts(view: DraftFactsView): JudgeFacts {
  const curricula = new Map(
    view.curricula.map((curriculum): [string, CurriculumFacts] => [
      curriculum.id,
      {
        ...curriculum,
        startsOn: curriculum.startsOn,
        calendar: curriculum.calendar,
        rotations: curriculum.rotations.map(rotationFacts),
      },
    ]),
  )
  const people = view.people.map((person): PersonBase => {
    const dayPercent = new Map(person.appointments.map((each) => [each.id, each.dayPercent]))
    return {
      id: person.id,
      label: person.label,
      dayPercent,
      curricula: [...new Set(person.appointments.flatMap((each) => curricula.get(each.curriculumId) ?? []))],
      appointments: person.appointments.map((each) => ({ ...each, ...days(each) })),
      leaves: person.leaves.map((leave) => ({ ...leave, ...days(leave) })),
      fixed: person.fixed.map((each) => ({
        ...each,
        ...days(each),
        arrangedOn: each.arrangedOn === null ? null : dayOf(each.arrangedOn),
        sharePercent: dayPercent.get(each.appointmentId) ?? 100,
      })),
    }
  })
  const appointments = view.people.flatMap((person) =>
    person.appointments.map((each) => ({ ...each, personId: person.id })),
  )
  return {
    horizon: days(view.horizon),
    asOf: dayOf(view.asOf),
    people: new Map(people.map((person) => [person.id, person])),
    personOf: new Map(appointments.map(({ id, personId }) => [id, personId])),
    curricula: [...curricula.values()],
    curriculumOf: new Map(
      appointments.flatMap(({ id, curriculumId }) => {
        const curriculum = curricula.get(curriculumId)
        return curriculum ? [[id, curriculum] as const] : []
      }),
    ),
    rooms: new Map(view.rooms.map((room) => [room.id, room])),
    elsewhere: view.elsewhere.map((stay) => ({ ...stay, ...days(stay) })),
  }
}

/** A piece of a draft as the rules know it. Who shares a day between programs does not matter to a place: somebody is there or not. */
export const assignmentOf = (appointmentId: string, piece: Piece, sharePercent = 100): AssignmentFacts => ({
  id: `${appointmentId} ${piece.startOn}`,
  appointmentId,
  rotationId: piece.rotationId,
  sharePercent,
  arrangedOn: null,
  startOn: piece.startOn,
  endOn: piece.endOn,
})

/** A person with the rows of the draft as they stand. */
export const personWith = ({ fixed, dayPercent, ...person }: PersonBase, rows: Rows): PersonFacts => ({
  ...person,
  assignments: [
    ...fixed,
    ...person.appointments.flatMap(({ id }) =>
      (rows.get(id) ?? []).map((piece) => assignmentOf(id, piece, dayPercent.get(id))),
    ),
  ],
})
