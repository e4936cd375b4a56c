import {
  type CurriculumFacts,
  type DateRange,
  dayOf,
  type PersonFacts,
  type RoomFacts,
  type RotationFacts,
} from '@gradus/rules'
import type { DraftFactsView } from '../../facts-contract.ts'
import { type Rows } from './session.ts'

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

const always: DateRange = { startOn: -Infinity, endOn: Infinity }
const touches = (a: DateRange, b: DateRange): boolean => a.startOn <= b.endOn && b.startOn <= a.endOn

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

/** A person with the rows of the draft as they stand; with `on`, only with what touches these days. */
export const personWith = (person: PersonBase, rows: Rows, on: DateRange = always): PersonFacts => ({
  id: person.id,
  label: person.label,
  appointments: person.appointments,
  leaves: person.leaves,
  assignments: [
    ...person.fixed.filter((each) => touches(each, on)),
    ...person.appointments.flatMap(({ id }) =>
      (rows.get(id) ?? [])
        .filter((each) => touches(each, on))
        .map((piece) => ({
          id: `${id} ${piece.startOn}`,
          appointmentId: id,
          rotationId: piece.rotationId,
          sharePercent: person.dayPercent.get(id) ?? 100,
          arrangedOn: null,
          startOn: piece.startOn,
          endOn: piece.endOn,
        })),
    ),
  ],
})
