import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Scope } from '../../../contract/permission.ts'
import type { Role } from '../../../contract/roles.ts'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { account, roleGrant } from '../../accounts/schema.ts'
import { peopleBatch, peopleBatchItem, person } from '../schema.ts'

export type BatchRow = typeof peopleBatch.$inferSelect
export type ItemRow = typeof peopleBatchItem.$inferSelect

/** A batch as lists tell it. */
export interface ListedBatch extends BatchRow {
  readonly givenName: string
  readonly familyName: string
  readonly people: number
  readonly takenBackBy: string | null
}

const mostListed = 200

/** Holds back other writers of these people until the transaction ends; in one order, so that two batches never wait for each other. */
export async function lockPeople(tx: WriteTx, institutionId: string, personIds: readonly string[]): Promise<void> {
  await tx
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.institutionId, institutionId), inArray(person.id, [...personIds])))
    .orderBy(asc(person.id))
    .for('update')
}

export interface AppointmentUpdate {
  readonly id: string
  readonly version: number
  readonly startOn: string
  readonly endOn: string
  readonly entryLevel: string
  readonly ftePercent: number
  readonly curriculumEffectiveOn: string | null
}

/** Stores appointments in one statement; gives how many still had the version that was read. */
export async function updateAppointments(
  tx: WriteTx,
  institutionId: string,
  rows: readonly AppointmentUpdate[],
): Promise<number> {
  const values = rows.map(
    (row) =>
      sql`(${row.id}::uuid, ${row.version}::int, ${row.startOn}::date, ${row.endOn}::date, ${row.entryLevel}::text, ${row.ftePercent}::int, ${row.curriculumEffectiveOn}::date)`,
  )
  const { rows: changed } = await tx.execute(sql`
    update appointment set
      start_on = wanted.start_on, end_on = wanted.end_on, entry_level = wanted.entry_level, fte_percent = wanted.fte_percent,
      curriculum_effective_on = wanted.curriculum_effective_on, version = appointment.version + 1
    from (values ${sql.join(values, sql`, `)})
      as wanted (id, version, start_on, end_on, entry_level, fte_percent, curriculum_effective_on)
    where appointment.institution_id = ${institutionId} and appointment.id = wanted.id
      and appointment.version = wanted.version and appointment.archived_at is null
    returning appointment.id`)
  return changed.length
}

/** Puts people away or brings them back, and closes or opens their accounts with them. */
export async function setArchived(
  tx: WriteTx,
  institutionId: string,
  personIds: readonly string[],
  archivedAt: Date | null,
): Promise<void> {
  await tx
    .update(person)
    .set({ archivedAt, version: sql`${person.version} + 1` })
    .where(and(eq(person.institutionId, institutionId), inArray(person.id, [...personIds])))
  await tx
    .update(account)
    .set({ disabledAt: archivedAt, version: sql`${account.version} + 1` })
    .where(and(eq(account.institutionId, institutionId), inArray(account.personId, [...personIds])))
}

export async function revokeRoleOf(
  tx: WriteTx,
  institutionId: string,
  {
    personIds,
    programId,
    role,
  }: { readonly personIds: readonly string[]; readonly programId: string; readonly role: Role },
  now: Date,
): Promise<void> {
  await tx
    .update(roleGrant)
    .set({ revokedAt: now })
    .where(
      and(
        eq(roleGrant.institutionId, institutionId),
        inArray(roleGrant.personId, [...personIds]),
        eq(roleGrant.programId, programId),
        eq(roleGrant.role, role),
        isNull(roleGrant.revokedAt),
      ),
    )
}

export async function insertBatch(
  tx: WriteTx,
  batch: typeof peopleBatch.$inferInsert,
  items: readonly (typeof peopleBatchItem.$inferInsert)[],
): Promise<void> {
  await tx.insert(peopleBatch).values(batch)
  await tx.insert(peopleBatchItem).values([...items])
}

const takenBackBy = sql<string | null>`(
  select later.id from people_batch later
  where later.institution_id = ${peopleBatch.institutionId} and later.reverses = ${peopleBatch.id}
  order by later.made_at desc limit 1
)`
const people = sql<number>`(
  select count(distinct item.person_id)::int from people_batch_item item
  where item.institution_id = ${peopleBatch.institutionId} and item.batch_id = ${peopleBatch.id}
)`

const listed = (db: Reads) =>
  db
    .select({
      institutionId: peopleBatch.institutionId,
      id: peopleBatch.id,
      madeBy: peopleBatch.madeBy,
      madeAt: peopleBatch.madeAt,
      sentence: peopleBatch.sentence,
      reason: peopleBatch.reason,
      reverses: peopleBatch.reverses,
      givenName: person.givenName,
      familyName: person.familyName,
      people,
      takenBackBy,
    })
    .from(peopleBatch)
    .innerJoin(person, and(eq(person.institutionId, peopleBatch.institutionId), eq(person.id, peopleBatch.madeBy)))

/** Batches that changed something in these programs, and those that `personId` made. */
export function batchesIn(
  db: Reads,
  institutionId: string,
  { scope, personId }: { readonly scope: Scope; readonly personId: string },
): Promise<ListedBatch[]> {
  const programIds = sql`${sql.param(`{${scope.programIds.join(',')}}`)}::uuid[]`
  const concerned = sql`(${peopleBatch.madeBy} = ${personId} or exists (
    select 1 from people_batch_item item
    where item.institution_id = ${peopleBatch.institutionId} and item.batch_id = ${peopleBatch.id}
      and item.program_id = any(${programIds})
  ))`
  return listed(db)
    .where(and(eq(peopleBatch.institutionId, institutionId), scope.institution ? undefined : concerned))
    .orderBy(desc(peopleBatch.madeAt), desc(peopleBatch.id))
    .limit(mostListed)
}

export async function batchById(db: Reads, institutionId: string, id: string): Promise<ListedBatch | undefined> {
  const [row] = await listed(db).where(and(eq(peopleBatch.institutionId, institutionId), eq(peopleBatch.id, id)))
  return row
}

export const itemsOf = (db: Reads, institutionId: string, batchId: string): Promise<ItemRow[]> =>
  db
    .select()
    .from(peopleBatchItem)
    .where(and(eq(peopleBatchItem.institutionId, institutionId), eq(peopleBatchItem.batchId, batchId)))
