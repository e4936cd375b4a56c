import { and, asc, eq, gte, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import type { Role } from '../../contract/roles.ts'
import type { WriteTx } from '../../platform/audit/write.ts'
import type { Reads } from '../../platform/db/index.ts'
import { account, roleGrant } from '../accounts/schema.ts'
import { appointment, type combination, leave, person } from './schema.ts'

export type PersonRow = typeof person.$inferSelect
export type AppointmentRow = typeof appointment.$inferSelect
export type LeaveRow = typeof leave.$inferSelect
export type CombinationRow = typeof combination.$inferSelect

/** An appointment with the name of who holds it. */
export interface HeldAppointment extends AppointmentRow {
  readonly givenName: string
  readonly familyName: string
}

/** Inclusive days, `YYYY-MM-DD`. */
export interface Days {
  readonly startOn: string
  readonly endOn: string
}

const ofInstitution = (institutionId: string) => eq(appointment.institutionId, institutionId)

/**
 * True for an appointment that stands alone, was withdrawn from its combination, or whose combination every program has agreed to.
 * Everything that counts appointments asks this, so that nobody is scheduled on half an agreement.
 */
const agreed = sql<boolean>`(
  appointment.combination_id is null
  or not exists (
    select 1 from appointment sibling
    where sibling.institution_id = appointment.institution_id
      and sibling.combination_id = appointment.combination_id
      and sibling.archived_at is null
      and not exists (
        select 1 from combination_agreement given
        where given.institution_id = sibling.institution_id
          and given.combination_id = sibling.combination_id
          and given.program_id = sibling.program_id
      )
  )
)`

const heldColumns = {
  institutionId: appointment.institutionId,
  id: appointment.id,
  personId: appointment.personId,
  programId: appointment.programId,
  startOn: appointment.startOn,
  endOn: appointment.endOn,
  entryLevel: appointment.entryLevel,
  ftePercent: appointment.ftePercent,
  curriculumEffectiveOn: appointment.curriculumEffectiveOn,
  priorTraining: appointment.priorTraining,
  combinationId: appointment.combinationId,
  version: appointment.version,
  archivedAt: appointment.archivedAt,
  givenName: person.givenName,
  familyName: person.familyName,
}

const holder = and(eq(person.institutionId, appointment.institutionId), eq(person.id, appointment.personId))

/**
 * Appointments that share a day with the range and count: neither they nor their person are archived, and every program of a combined
 * fellowship has agreed. By name. `programIds` left out or null is every program.
 */
export async function activeAppointments(
  db: Reads,
  institutionId: string,
  wanted: Days & { readonly programIds?: readonly string[] | null; readonly personIds?: readonly string[] },
): Promise<HeldAppointment[]> {
  if (wanted.programIds?.length === 0 || wanted.personIds?.length === 0) return []
  return db
    .select(heldColumns)
    .from(appointment)
    .innerJoin(person, holder)
    .where(
      and(
        ofInstitution(institutionId),
        wanted.programIds ? inArray(appointment.programId, [...wanted.programIds]) : undefined,
        wanted.personIds ? inArray(appointment.personId, [...wanted.personIds]) : undefined,
        lte(appointment.startOn, wanted.endOn),
        gte(appointment.endOn, wanted.startOn),
        isNull(appointment.archivedAt),
        isNull(person.archivedAt),
        agreed,
      ),
    )
    .orderBy(asc(person.familyName), asc(person.givenName), asc(person.id), asc(appointment.startOn))
}

/** Leaves of people that share a day with the range, cancelled ones left out. */
export async function leavesBetween(
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
  range: Days,
): Promise<LeaveRow[]> {
  if (personIds.length === 0) return []
  return db
    .select()
    .from(leave)
    .where(
      and(
        eq(leave.institutionId, institutionId),
        inArray(leave.personId, [...personIds]),
        isNull(leave.cancelledAt),
        lte(leave.startOn, range.endOn),
        gte(leave.endOn, range.startOn),
      ),
    )
    .orderBy(asc(leave.personId), asc(leave.startOn))
}

export async function peopleByIds(
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
): Promise<Map<string, PersonRow>> {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .select()
    .from(person)
    .where(and(eq(person.institutionId, institutionId), inArray(person.id, [...personIds])))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Every appointment of these people, also past ones and those that wait for an agreement; archived ones when asked. */
export async function appointmentsOf(
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
): Promise<(AppointmentRow & { readonly active: boolean })[]> {
  if (personIds.length === 0) return []
  const { givenName: _given, familyName: _family, ...columns } = heldColumns
  return db
    .select({ ...columns, active: agreed })
    .from(appointment)
    .where(
      and(ofInstitution(institutionId), inArray(appointment.personId, [...personIds]), isNull(appointment.archivedAt)),
    )
    .orderBy(asc(appointment.personId), asc(appointment.startOn), asc(appointment.id))
}

export async function personById(db: Reads, institutionId: string, personId: string): Promise<PersonRow | undefined> {
  return (await peopleByIds(db, institutionId, [personId])).get(personId)
}

export async function appointmentById(
  db: Reads,
  institutionId: string,
  appointmentId: string,
): Promise<AppointmentRow | undefined> {
  const [row] = await db
    .select()
    .from(appointment)
    .where(and(ofInstitution(institutionId), eq(appointment.id, appointmentId)))
  return row
}

export async function leaveById(db: Reads, institutionId: string, leaveId: string): Promise<LeaveRow | undefined> {
  const [row] = await db
    .select()
    .from(leave)
    .where(and(eq(leave.institutionId, institutionId), eq(leave.id, leaveId), isNull(leave.cancelledAt)))
  return row
}

/** Who has this staff number or e-mail, besides `exceptId`. */
export async function sameIdentity(
  db: Reads,
  institutionId: string,
  wanted: { readonly email: string | null; readonly staffNumber: string | null; readonly exceptId: string | null },
): Promise<PersonRow[]> {
  const { email, staffNumber, exceptId } = wanted
  if (email === null && staffNumber === null) return []
  return db
    .select()
    .from(person)
    .where(
      and(
        eq(person.institutionId, institutionId),
        or(
          email === null ? undefined : eq(person.email, email),
          staffNumber === null ? undefined : eq(person.staffNumber, staffNumber),
        ),
        exceptId === null ? undefined : ne(person.id, exceptId),
      ),
    )
}

/** Holds back other writers of the same person until the transaction ends, so that two appointments cannot pass each other's check. */
export async function lockPerson(tx: WriteTx, institutionId: string, personId: string): Promise<PersonRow | undefined> {
  const [row] = await tx
    .select()
    .from(person)
    .where(and(eq(person.institutionId, institutionId), eq(person.id, personId)))
    .for('update')
  return row
}

export async function insertPeople(tx: WriteTx, rows: (typeof person.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(person).values(rows)
}

/** False when the person was changed since. */
export async function updatePerson(
  tx: WriteTx,
  key: { readonly institutionId: string; readonly id: string; readonly expectedVersion: number },
  fields: Partial<Pick<PersonRow, 'givenName' | 'familyName' | 'email' | 'staffNumber' | 'archivedAt'>>,
): Promise<boolean> {
  const changed = await tx
    .update(person)
    .set({ ...fields, version: key.expectedVersion + 1 })
    .where(
      and(eq(person.institutionId, key.institutionId), eq(person.id, key.id), eq(person.version, key.expectedVersion)),
    )
    .returning({ id: person.id })
  return changed.length === 1
}

export async function insertAppointments(tx: WriteTx, rows: (typeof appointment.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(appointment).values(rows)
}

/** False when the appointment was changed since. */
export async function updateAppointment(
  tx: WriteTx,
  key: { readonly institutionId: string; readonly id: string; readonly expectedVersion: number },
  fields: Partial<
    Pick<
      AppointmentRow,
      | 'startOn'
      | 'endOn'
      | 'entryLevel'
      | 'ftePercent'
      | 'priorTraining'
      | 'curriculumEffectiveOn'
      | 'archivedAt'
      | 'combinationId'
    >
  >,
): Promise<boolean> {
  const changed = await tx
    .update(appointment)
    .set({ ...fields, version: key.expectedVersion + 1 })
    .where(
      and(ofInstitution(key.institutionId), eq(appointment.id, key.id), eq(appointment.version, key.expectedVersion)),
    )
    .returning({ id: appointment.id })
  return changed.length === 1
}

export async function insertLeave(tx: WriteTx, row: typeof leave.$inferInsert): Promise<void> {
  await tx.insert(leave).values(row)
}

export async function markLeaveCancelled(
  tx: WriteTx,
  key: { readonly institutionId: string; readonly id: string; readonly expectedVersion: number },
  at: Date,
): Promise<boolean> {
  const changed = await tx
    .update(leave)
    .set({ cancelledAt: at, version: key.expectedVersion + 1 })
    .where(
      and(eq(leave.institutionId, key.institutionId), eq(leave.id, key.id), eq(leave.version, key.expectedVersion)),
    )
    .returning({ id: leave.id })
  return changed.length === 1
}

/** A trainee sees their program as soon as they are appointed to it; a role they hold already is left alone. */
export async function grantProgramRoles(
  tx: WriteTx,
  rows: readonly {
    readonly institutionId: string
    readonly personId: string
    readonly programId: string
    readonly role: Role
  }[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insert(roleGrant)
    .values(rows.map((row) => ({ ...row, id: randomUUID(), grantedAt: now })))
    .onConflictDoNothing()
}

export async function revokeProgramRole(
  tx: WriteTx,
  row: { readonly institutionId: string; readonly personId: string; readonly programId: string; readonly role: Role },
  now: Date,
): Promise<void> {
  await tx
    .update(roleGrant)
    .set({ revokedAt: now })
    .where(
      and(
        eq(roleGrant.institutionId, row.institutionId),
        eq(roleGrant.personId, row.personId),
        eq(roleGrant.programId, row.programId),
        eq(roleGrant.role, row.role),
        isNull(roleGrant.revokedAt),
      ),
    )
}

/** An archived person cannot sign in; null opens the account again. */
export async function disableAccount(
  tx: WriteTx,
  institutionId: string,
  personId: string,
  disabledAt: Date | null,
): Promise<void> {
  await tx
    .update(account)
    .set({ disabledAt, version: sql`${account.version} + 1` })
    .where(and(eq(account.institutionId, institutionId), eq(account.personId, personId)))
}
