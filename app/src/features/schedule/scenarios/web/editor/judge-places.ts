import {
  type AssignmentFacts,
  checkShared,
  type CurriculumFacts,
  type DateRange,
  type Finding,
  overlap,
  type PersonFacts,
  type RotationFacts,
} from '@gradus/rules'
import { assignmentOf, type JudgeFacts } from './judge-facts.ts'
import type { Rows } from './session.ts'
import { fixedIn, staysIn } from './stays.ts'

/** Somewhere that holds people: a shared room, or a rotation of a program. */
export type Place =
  | { readonly kind: 'room'; readonly roomId: string }
  | { readonly kind: 'rotation'; readonly programId: string; readonly rotationId: string }

export const placeKey = (place: Place): string =>
  place.kind === 'room' ? `room:${place.roomId}` : `${place.programId}:${place.rotationId}`

/** The places that a rotation of an appointment fills. */
export function placesOf(facts: JudgeFacts, appointmentId: string, rotationId: string): Place[] {
  const curriculum = facts.curriculumOf.get(appointmentId)
  const rotation = curriculum?.rotations.find(({ id }) => id === rotationId)
  if (curriculum === undefined || rotation === undefined) return []
  const own: Place = { kind: 'rotation', programId: curriculum.programId, rotationId }
  return rotation.roomId === null ? [own] : [{ kind: 'room', roomId: rotation.roomId }, own]
}

const noLimits = { min: null, max: null }
const isIn = (place: Place, rotation: RotationFacts, programId: string): boolean =>
  place.kind === 'room'
    ? rotation.roomId === place.roomId
    : place.rotationId === rotation.id && place.programId === programId

/** Only what fills the place, and only the place's own limits: the rules then judge nothing else. */
const narrowed = (curriculum: CurriculumFacts, place: Place): CurriculumFacts => ({
  ...curriculum,
  requirements: [],
  rotations: curriculum.rotations
    .filter((rotation) => isIn(place, rotation, curriculum.programId))
    .map((rotation) =>
      place.kind === 'room' ? { ...rotation, trainees: noLimits, traineesByLevel: [] } : { ...rotation, roomId: null },
    ),
})

const visitors = (roomId: string): CurriculumFacts => ({
  id: 'elsewhere',
  programId: 'elsewhere',
  programLabel: '',
  levels: ['-'],
  calendar: { kind: 'months' },
  startsOn: '07-01',
  requirements: [],
  rotations: [
    {
      id: roomId,
      label: '',
      roomId,
      levels: null,
      trainees: noLimits,
      traineesByLevel: [],
      run: { ...noLimits, unit: 'days' },
      prerequisites: [],
      independentCall: false,
      offSite: null,
      noLeave: false,
      verified: true,
    },
  ],
})

function visitorsIn(facts: JudgeFacts, roomId: string, days: DateRange): PersonFacts[] {
  const all = { id: 'elsewhere', curriculumId: 'elsewhere', entryLevel: '-', sharePercent: 100, ...facts.horizon }
  return facts.elsewhere
    .filter((stay) => stay.roomId === roomId && overlap(stay, days))
    .map((stay, index) => ({
      id: `elsewhere ${stay.person}`,
      label: '',
      appointments: [{ ...all, id: `elsewhere ${index}` }],
      leaves: [],
      assignments: [
        {
          id: `elsewhere ${index}`,
          appointmentId: `elsewhere ${index}`,
          rotationId: roomId,
          sharePercent: 100,
          arrangedOn: null,
          startOn: stay.startOn,
          endOn: stay.endOn,
        },
      ],
    }))
}

/**
 * What the rules about shared places say of one place on some days. Only those who are there on these days are looked at, so the answer
 * comes at once however large the draft.
 */
export function placeFindings(facts: JudgeFacts, rows: Rows, place: Place, days: DateRange): Finding[] {
  const inPlace = new Map<CurriculumFacts, ReadonlySet<string>>()
  const rotationsIn = (curriculum: CurriculumFacts): ReadonlySet<string> => {
    let known = inPlace.get(curriculum)
    if (known === undefined) {
      known = new Set(
        curriculum.rotations.filter((each) => isIn(place, each, curriculum.programId)).map(({ id }) => id),
      )
      inPlace.set(curriculum, known)
    }
    return known
  }
  const there = new Map<string, AssignmentFacts[]>()
  const add = (appointmentId: string, stays: readonly AssignmentFacts[]) => {
    const personId = facts.personOf.get(appointmentId)
    if (personId === undefined || stays.length === 0) return
    there.set(personId, [...(there.get(personId) ?? []), ...stays])
  }
  const isThere = (id: string, rotationId: string) => {
    const curriculum = facts.curriculumOf.get(id)
    return curriculum !== undefined && rotationsIn(curriculum).has(rotationId)
  }
  const rotationIds = new Set(facts.curricula.flatMap((curriculum) => [...rotationsIn(curriculum)]))
  for (const [id, pieces] of staysIn(rows, rotationIds, days))
    add(
      id,
      pieces.filter(({ rotationId }) => isThere(id, rotationId)).map((piece) => assignmentOf(id, piece)),
    )
  for (const stay of fixedIn(facts, rotationIds, days))
    if (isThere(stay.appointmentId, stay.rotationId)) add(stay.appointmentId, [stay])
  const people = [...there].flatMap(([id, assignments]) => {
    const person = facts.people.get(id)
    return person === undefined ? [] : [{ ...person, assignments }]
  })
  const room = place.kind === 'room' ? facts.rooms.get(place.roomId) : undefined
  return checkShared({
    horizon: days,
    asOf: facts.asOf,
    curricula: [
      ...facts.curricula.map((curriculum) => narrowed(curriculum, place)),
      ...(room ? [visitors(room.id)] : []),
    ],
    people: [...people, ...(room ? visitorsIn(facts, room.id, days) : [])],
    rooms: room ? [room] : [],
  })
}
