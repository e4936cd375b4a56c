import { dayOf } from '@gradus/rules'
import { groupBy } from '../../platform/group-by.ts'
import type { Subject } from './lists.ts'
import { shifted } from './lists.ts'

interface Appointment {
  readonly id: string
  readonly personId: string
  readonly programId: string
  readonly startOn: string
  readonly endOn: string
  readonly givenName: string
  readonly familyName: string
}

interface Leave {
  readonly id: string
  readonly personId: string
  readonly startOn: string
  readonly endOn: string
}

export interface Start {
  readonly id: string
  readonly personId: string
  readonly programId: string
  readonly templateId: string
  readonly aboutOn: string
  readonly startedAt: Date
  readonly version: number
}

export const nameOf = ({ givenName, familyName }: Pick<Appointment, 'givenName' | 'familyName'>): string =>
  `${givenName} ${familyName}`

/**
 * First and last days of appointments. One that goes on where another to the same program ends is neither an arrival nor a departure.
 * `levelOf` is asked for the level on a day, of an appointment.
 */
export function appointmentSubjects(
  appointments: readonly Appointment[],
  levelOf: (appointmentId: string, day: string) => string | null,
): Subject[] {
  const together = groupBy(appointments, ({ personId, programId }) => `${personId} ${programId}`)
  return appointments.flatMap((own): Subject[] => {
    const others = (together.get(`${own.personId} ${own.programId}`) ?? []).filter(({ id }) => id !== own.id)
    const goesOnFrom = others.some(({ startOn, endOn }) => startOn < own.startOn && shifted(endOn, 1) >= own.startOn)
    const goesOnTo = others.some(({ startOn, endOn }) => endOn > own.endOn && startOn <= shifted(own.endOn, 1))
    const subject = (kind: Subject['kind'], aboutOn: string): Subject => ({
      id: own.id,
      kind,
      personId: own.personId,
      personName: nameOf(own),
      programId: own.programId,
      level: levelOf(own.id, aboutOn),
      aboutOn,
      leaveDays: 0,
      place: null,
      begun: null,
    })
    return [
      ...(goesOnFrom ? [] : [subject('arrival', own.startOn)]),
      ...(goesOnTo ? [] : [subject('departure', own.endOn)]),
    ]
  })
}

/** The days after leaves, in each program that the person is in then. Leaves that touch are one. */
export function returnSubjects(
  appointments: readonly Appointment[],
  leaves: readonly Leave[],
  levelOf: (appointmentId: string, day: string) => string | null,
): Subject[] {
  const spells: Leave[] = []
  const inOrder = [...leaves].sort((a, b) => (a.personId + a.startOn < b.personId + b.startOn ? -1 : 1))
  for (const leave of inOrder) {
    const last = spells.at(-1)
    if (last !== undefined && last.personId === leave.personId && leave.startOn <= shifted(last.endOn, 1))
      spells[spells.length - 1] = { ...last, endOn: last.endOn > leave.endOn ? last.endOn : leave.endOn }
    else spells.push(leave)
  }
  const byPerson = groupBy(appointments, ({ personId }) => personId)
  return spells.flatMap((spell) => {
    const aboutOn = shifted(spell.endOn, 1)
    const held = (byPerson.get(spell.personId) ?? []).filter(
      ({ startOn, endOn }) => startOn <= spell.endOn && aboutOn <= endOn,
    )
    return held.map(
      (own): Subject => ({
        id: spell.id,
        kind: 'return',
        personId: own.personId,
        personName: nameOf(own),
        programId: own.programId,
        level: levelOf(own.id, aboutOn),
        aboutOn,
        leaveDays: dayOf(spell.endOn) - dayOf(spell.startOn) + 1,
        place: null,
        begun: null,
      }),
    )
  })
}

/** Lists that were begun by hand. */
export const startSubjects = (
  starts: readonly Start[],
  kindOf: (templateId: string) => Subject['kind'] | undefined,
  personNameOf: (personId: string) => string,
): Subject[] =>
  starts.flatMap((start) => {
    const kind = kindOf(start.templateId)
    if (kind === undefined) return []
    const { id, personId, programId, templateId, aboutOn, startedAt, version } = start
    const on = startedAt.toISOString().slice(0, 10)
    const begun = { templateId, on, version }
    const personName = personNameOf(personId)
    return [{ id, kind, personId, personName, programId, level: null, aboutOn, leaveDays: 0, place: null, begun }]
  })
