import type { Reads } from '../../../platform/db/index.ts'
import { groupBy } from '../../../platform/group-by.ts'
import { programsOf } from '../../programs/index.ts'
import { publishedOf } from '../../schedule/index.ts'
import { type HeldRole, rolesOf } from '../directory/store.ts'
import {
  type AppointmentRow,
  appointmentsOf,
  type Days,
  leavesBetween,
  type LeaveRow,
  peopleByIds,
  type PersonRow,
} from '../store.ts'

/** Everything that a change of many people is judged by, in a fixed number of queries. */
export interface BulkFacts {
  readonly people: ReadonlyMap<string, PersonRow>
  readonly appointments: readonly AppointmentRow[]
  readonly rolesOf: (personId: string) => readonly HeldRole[]
  readonly leavesOf: (personId: string) => readonly LeaveRow[]
  /** Published rotations of an appointment, by first day. */
  readonly publishedOf: (appointmentId: string) => readonly Published[]
  readonly programName: (programId: string) => string
  readonly today: string
}

export interface Published extends Days {
  readonly rotationId: string
}

const allTime = { startOn: '0001-01-01', endOn: '9999-12-31' }

export async function loadBulkFacts(
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
  today: string,
): Promise<BulkFacts> {
  const people = await peopleByIds(db, institutionId, personIds)
  const appointments = await appointmentsOf(db, institutionId, personIds)
  const roles = groupBy(await rolesOf(db, institutionId, personIds), ({ personId }) => personId)
  const leaves = groupBy(await leavesBetween(db, institutionId, personIds, allTime), ({ personId }) => personId)
  const ids = appointments.map(({ id }) => id)
  const published = groupBy(await publishedOf(db, institutionId, ids, null), ({ appointmentId }) => appointmentId)
  const programs = new Map((await programsOf(db, institutionId, null)).map(({ id, name }) => [id, name]))
  return {
    people,
    appointments,
    rolesOf: (personId) => roles.get(personId) ?? [],
    leavesOf: (personId) => leaves.get(personId) ?? [],
    publishedOf: (appointmentId) => published.get(appointmentId) ?? [],
    programName: (programId) => programs.get(programId) ?? 'another program',
    today,
  }
}

/** The programs a person belongs to, by appointment or by role: what a decision about them is about. */
export const programsOfPerson = (facts: BulkFacts, personId: string): string[] => [
  ...new Set([
    ...facts.appointments.filter((row) => row.personId === personId).map(({ programId }) => programId),
    ...facts.rolesOf(personId).flatMap(({ programId }) => programId ?? []),
  ]),
]

export const nameOf = (facts: BulkFacts, personId: string): string => {
  const found = facts.people.get(personId)
  return found === undefined ? '' : `${found.givenName} ${found.familyName}`
}
