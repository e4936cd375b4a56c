import { randomUUID } from 'node:crypto'
import { notFound, type Problem } from '../../contract/app-error.ts'
import { type Who, write, type WriteTx } from '../../platform/audit/write.ts'
import type { Platform } from '../../platform/platform.ts'
import { curriculaFor, programsOf } from '../programs/index.ts'
import { appointmentProblems, type PlannedAppointment } from './appointment-check.ts'
import type { PersonFields } from './contract.ts'
import { invalid, stale } from './refusals.ts'
import * as store from './store.ts'

const fullName = (person: { readonly givenName: string; readonly familyName: string }): string =>
  `${person.givenName} ${person.familyName}`

/** Refuses an e-mail or staff number that somebody else at the institution has. */
async function requireOwnIdentity(tx: WriteTx, institutionId: string, fields: PersonFields, exceptId: string | null) {
  const others = await store.sameIdentity(tx, institutionId, { ...fields, exceptId })
  const problems = others.flatMap((other): Problem[] => [
    ...(fields.staffNumber !== null && other.staffNumber === fields.staffNumber
      ? [{ path: 'staffNumber', sentence: `${fullName(other)} has this staff number already.` }]
      : []),
    ...(fields.email !== null && other.email === fields.email
      ? [{ path: 'email', sentence: `${fullName(other)} has this e-mail already.` }]
      : []),
  ])
  if (problems.length > 0) throw invalid(problems)
}

/** Refuses an appointment that contradicts its program or the person's other appointments. */
async function requireSound(
  tx: WriteTx,
  institutionId: string,
  personId: string,
  planned: PlannedAppointment,
  exceptId: string | null,
): Promise<void> {
  const all = await store.appointmentsOf(tx, institutionId, [personId])
  const others = all.filter((other) => other.id !== exceptId)
  const programs = await programsOf(tx, institutionId, null)
  const nameOf = (programId: string) => programs.find((program) => program.id === programId)?.name ?? 'another program'
  if (!programs.some((program) => program.id === planned.programId)) throw notFound('program')
  const curriculum = (await curriculaFor(tx, institutionId, [{ id: 'planned', ...planned }])).get('planned')
  const problems = appointmentProblems(planned, {
    programName: nameOf(planned.programId),
    curriculum,
    others: others.map((other) => ({ ...other, programName: nameOf(other.programId) })),
  })
  if (problems.length > 0) throw invalid(problems)
}

/** What an audit event says besides: the step that a change belongs to, such as a rollover. */
export type Mark = Readonly<Record<string, string>>

/** Appoints a person within a transaction; the caller holds the person. */
export async function appoint(
  tx: WriteTx,
  platform: Platform,
  institutionId: string,
  personId: string,
  planned: PlannedAppointment,
  mark: Mark = {},
): Promise<string> {
  await requireSound(tx, institutionId, personId, planned, null)
  const id = randomUUID()
  const { programId } = planned
  await store.insertAppointments(tx, [
    { institutionId, id, personId, ...planned, priorTraining: [...planned.priorTraining] },
  ])
  await store.grantProgramRoles(tx, [{ institutionId, personId, programId, role: 'trainee' }], platform.now())
  tx.record({
    action: 'appointment.created',
    entity: 'person',
    entityId: personId,
    programId,
    after: { id, ...planned, ...mark },
  })
  return id
}

export interface NewPerson {
  readonly fields: PersonFields
  readonly appointment: PlannedAppointment | undefined
  readonly facultyOf: string | undefined
}

export const createPerson = (platform: Platform, who: Who, input: NewPerson): Promise<string> =>
  write(platform, who, async (tx) => (await enterPerson(tx, platform, who.institutionId, input)).personId)

/** Enters a person, with an appointment or a faculty role, within a transaction. */
export async function enterPerson(
  tx: WriteTx,
  platform: Platform,
  institutionId: string,
  input: NewPerson,
  mark: Mark = {},
): Promise<{ readonly personId: string; readonly appointmentId: string | null }> {
  const personId = randomUUID()
  const { fields, facultyOf } = input
  await requireOwnIdentity(tx, institutionId, fields, null)
  await store.insertPeople(tx, [{ institutionId, id: personId, ...fields }])
  tx.record({
    action: 'person.created',
    entity: 'person',
    entityId: personId,
    programId: input.appointment?.programId ?? facultyOf ?? null,
    after: { ...fields, ...mark },
  })
  const appointmentId =
    input.appointment === undefined
      ? null
      : await appoint(tx, platform, institutionId, personId, input.appointment, mark)
  if (facultyOf === undefined) return { personId, appointmentId }
  if ((await programsOf(tx, institutionId, [facultyOf])).length === 0) throw notFound('program')
  await store.grantProgramRoles(
    tx,
    [{ institutionId, personId, programId: facultyOf, role: 'faculty' }],
    platform.now(),
  )
  tx.record({
    action: 'role.granted',
    entity: 'person',
    entityId: personId,
    programId: facultyOf,
    after: { role: 'faculty', programId: facultyOf },
  })
  return { personId, appointmentId }
}

const identityOf = ({ givenName, familyName, email, staffNumber }: store.PersonRow): PersonFields => ({
  givenName,
  familyName,
  email,
  staffNumber,
})

export async function editPerson(
  platform: Platform,
  who: Who,
  personId: string,
  input: PersonFields & { readonly expectedVersion: number },
): Promise<number> {
  const { institutionId } = who
  const { expectedVersion, ...fields } = input
  await write(platform, who, async (tx) => {
    const before = await store.lockPerson(tx, institutionId, personId)
    if (before === undefined) throw notFound('person')
    await requireOwnIdentity(tx, institutionId, fields, personId)
    if (!(await store.updatePerson(tx, { institutionId, id: personId, expectedVersion }, fields)))
      throw stale('this person', { ...identityOf(before), version: before.version })
    const sameName = before.givenName === fields.givenName && before.familyName === fields.familyName
    tx.record({
      // A name stands on every schedule; an address or a number on none.
      action: sameName ? 'person.changed' : 'person.renamed',
      entity: 'person',
      entityId: personId,
      before: identityOf(before),
      after: fields,
    })
  })
  return expectedVersion + 1
}

export interface Archiving {
  readonly expectedVersion: number
  readonly archived: boolean
  readonly reason: string | null
}

/** Puts a person away or brings them back. Their account closes and opens with them; no fact is removed. */
export const archivePerson = (platform: Platform, who: Who, personId: string, input: Archiving): Promise<number> =>
  write(platform, who, (tx) => putPersonAway(tx, platform, who.institutionId, personId, input))

/** The same within a transaction. */
export async function putPersonAway(
  tx: WriteTx,
  platform: Platform,
  institutionId: string,
  personId: string,
  { expectedVersion, archived, reason }: Archiving,
  mark: Mark = {},
): Promise<number> {
  const archivedAt = archived ? platform.now() : null
  const before = await store.lockPerson(tx, institutionId, personId)
  if (before === undefined) throw notFound('person')
  if (!(await store.updatePerson(tx, { institutionId, id: personId, expectedVersion }, { archivedAt })))
    throw stale('this person', { ...identityOf(before), version: before.version })
  await store.disableAccount(tx, institutionId, personId, archivedAt)
  tx.record({
    action: archived ? 'person.archived' : 'person.restored',
    entity: 'person',
    entityId: personId,
    before: { archived: before.archivedAt !== null },
    after: { archived, ...mark },
    reason,
  })
  return expectedVersion + 1
}

export async function createAppointment(
  platform: Platform,
  who: Who,
  personId: string,
  planned: PlannedAppointment,
): Promise<string> {
  return write(platform, who, async (tx) => {
    if ((await store.lockPerson(tx, who.institutionId, personId)) === undefined) throw notFound('person')
    return appoint(tx, platform, who.institutionId, personId, planned)
  })
}

const plannedOf = (row: store.AppointmentRow): PlannedAppointment => ({
  programId: row.programId,
  startOn: row.startOn,
  endOn: row.endOn,
  entryLevel: row.entryLevel,
  ftePercent: row.ftePercent,
  priorTraining: row.priorTraining,
  curriculumEffectiveOn: row.curriculumEffectiveOn,
})

export interface AppointmentEdit {
  readonly expectedVersion: number
  readonly reason: string | null
  readonly fields: Omit<PlannedAppointment, 'programId'>
}

export const editAppointment = (
  platform: Platform,
  who: Who,
  appointmentId: string,
  input: AppointmentEdit,
): Promise<number> => write(platform, who, (tx) => changeAppointment(tx, who.institutionId, appointmentId, input))

/** Changes an appointment within a transaction. */
export async function changeAppointment(
  tx: WriteTx,
  institutionId: string,
  appointmentId: string,
  { expectedVersion, fields, reason }: AppointmentEdit,
  mark: Mark = {},
): Promise<number> {
  const before = await store.appointmentById(tx, institutionId, appointmentId)
  if (before === undefined) throw notFound('appointment')
  await store.lockPerson(tx, institutionId, before.personId)
  await requireSound(tx, institutionId, before.personId, { ...fields, programId: before.programId }, appointmentId)
  const changed = await store.updateAppointment(
    tx,
    { institutionId, id: appointmentId, expectedVersion },
    { ...fields, priorTraining: [...fields.priorTraining] },
  )
  if (!changed) throw stale('this appointment', { ...plannedOf(before), version: before.version })
  tx.record({
    action: 'appointment.changed',
    entity: 'person',
    entityId: before.personId,
    programId: before.programId,
    before: { id: appointmentId, ...plannedOf(before) },
    after: { id: appointmentId, ...fields, ...mark },
    reason,
  })
  return expectedVersion + 1
}

export const archiveAppointment = (
  platform: Platform,
  who: Who,
  appointmentId: string,
  input: Archiving,
): Promise<number> =>
  write(platform, who, (tx) => putAppointmentAway(tx, platform, who.institutionId, appointmentId, input))

/** Puts an appointment away or brings it back within a transaction; the role in the program follows. */
export async function putAppointmentAway(
  tx: WriteTx,
  platform: Platform,
  institutionId: string,
  appointmentId: string,
  { expectedVersion, archived, reason }: Archiving,
  mark: Mark = {},
): Promise<number> {
  const now = platform.now()
  const before = await store.appointmentById(tx, institutionId, appointmentId)
  if (before === undefined) throw notFound('appointment')
  const { personId, programId } = before
  await store.lockPerson(tx, institutionId, personId)
  if (!archived) await requireSound(tx, institutionId, personId, plannedOf(before), appointmentId)
  const key = { institutionId, id: appointmentId, expectedVersion }
  if (!(await store.updateAppointment(tx, key, { archivedAt: archived ? now : null })))
    throw stale('this appointment', { ...plannedOf(before), version: before.version })
  const role = { institutionId, personId, programId, role: 'trainee' as const }
  const left = await store.appointmentsOf(tx, institutionId, [personId])
  if (!left.some((appointment) => appointment.programId === programId)) await store.revokeProgramRole(tx, role, now)
  else await store.grantProgramRoles(tx, [role], now)
  tx.record({
    action: archived ? 'appointment.archived' : 'appointment.restored',
    entity: 'person',
    entityId: personId,
    programId,
    before: { id: appointmentId, archived: before.archivedAt !== null },
    after: { id: appointmentId, archived, ...mark },
    reason,
  })
  return expectedVersion + 1
}
