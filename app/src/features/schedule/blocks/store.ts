import { and, asc, desc, eq, gt, inArray, isNull, ne, notInArray, notLike, or, sql } from 'drizzle-orm'
import type { AuditAction } from '../../../contract/audit-actions.ts'
import type { WriteTx } from '../../../platform/audit/write.ts'
import { auditEvent, auditHead } from '../../../platform/audit/schema.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { calendarFeed, recordAssignment, recordVersion, recordYear } from './schema.ts'

export type RecordVersion = typeof recordVersion.$inferSelect
export type FeedRow = typeof calendarFeed.$inferSelect

/** An assignment of the record with the publication or amendment that brought it. */
export type RecordRow = typeof recordAssignment.$inferSelect & Pick<RecordVersion, 'at' | 'kind'>

const columns = {
  institutionId: recordAssignment.institutionId,
  id: recordAssignment.id,
  startYear: recordAssignment.startYear,
  appointmentId: recordAssignment.appointmentId,
  programId: recordAssignment.programId,
  rotationId: recordAssignment.rotationId,
  startOn: recordAssignment.startOn,
  endOn: recordAssignment.endOn,
  fromVersion: recordAssignment.fromVersion,
  untilVersion: recordAssignment.untilVersion,
  at: recordVersion.at,
  kind: recordVersion.kind,
}

const broughtBy = and(
  eq(recordVersion.institutionId, recordAssignment.institutionId),
  eq(recordVersion.startYear, recordAssignment.startYear),
  eq(recordVersion.version, recordAssignment.fromVersion),
)

const inForce = (institutionId: string) =>
  and(eq(recordAssignment.institutionId, institutionId), isNull(recordAssignment.untilVersion))

/** Events that leave schedules, people and programs as they are. Everything else counts as a change. */
const without: AuditAction[] = [
  'session.opened',
  'session.closed',
  'account.invited',
  'account.password-set',
  'account.password-changed',
  'person.changed',
  'notices.read',
  'preferences.set',
  'preferences.deadline-set',
  'preferences.reminded',
  'program-draft.started',
  'program-draft.saved',
  'program-draft.discarded',
  'program-draft.restored',
  'goals.confirmed',
  'goals.reminded',
  'hours.confirmed',
  'hours.logged',
  'hours.changed',
  'hours.withdrawn',
  'hours.not-worked',
  'hours.week-reopened',
  'hours.timer-started',
  'hours.timer-stopped',
  'hours.violation-told',
  'hours.violation-closed',
  'hours.concern-answered',
  'call.draft-edit',
  'call.solve',
  'call.schedule-create',
  'call.schedule-archive',
  'grid-view.save',
  'grid-zoom.keep',
  'grid-view.remove',
  'role.granted',
  'role.revoked',
  'checklist.marked',
  'checklist.begun',
  'checklist.ended',
  'checklist.written',
  'checklist.archived',
  'checklist.reminded',
  'off-site.begun',
  'off-site.changed',
  'off-site.reminded',
  'feed.create',
  'feed.revoke',
  'solve.start',
  'solve.stop',
  'solve.fail',
]

/**
 * The institution's last event, and whether anything that a schedule shows has changed after event `seq`: every write is audited, so
 * without such an event nothing is different. What happens to a draft changes that draft alone; `draftId` is the one that is shown, null
 * where the schedule of record is. Changes of call, and of how hours are kept, count only with `withCall`. Reads only the events after `seq`.
 */
export async function changesAfter(
  db: Reads,
  institutionId: string,
  seq: number,
  draftId: string | null,
  withCall = false,
): Promise<{ readonly seq: number; readonly changed: boolean }> {
  const ofCall = withCall
    ? undefined
    : and(notLike(auditEvent.action, 'call.%'), ne(auditEvent.action, 'hours.settings-changed'))
  const ofDraft = or(ne(auditEvent.entity, 'scenario'), eq(auditEvent.entityId, draftId ?? ''))
  // What a solver found of call is in a draft of call, which no schedule shows.
  const notFoundOfCall = or(ne(auditEvent.action, 'solve.finish'), eq(auditEvent.entity, 'scenario'))
  const [news] = await db
    .select({
      seq: sql<number | null>`max(${auditEvent.seq})`.mapWith(Number),
      changed: sql<
        boolean | null
      >`bool_or(${and(notInArray(auditEvent.action, without), notFoundOfCall, ofCall, ofDraft)})`,
    })
    .from(auditEvent)
    .where(and(eq(auditEvent.institutionId, institutionId), gt(auditEvent.seq, seq)))
  return { seq: news?.seq ?? seq, changed: news?.changed ?? false }
}

/** The number of the institution's last event. */
export async function changesSoFar(db: Reads, institutionId: string): Promise<number> {
  const [head] = await db
    .select({ seq: auditHead.seq })
    .from(auditHead)
    .where(eq(auditHead.institutionId, institutionId))
  return head?.seq ?? 0
}

/** What is in force in one academic year. */
export const recordOfYear = (db: Reads, institutionId: string, startYear: number): Promise<RecordRow[]> =>
  db
    .select(columns)
    .from(recordAssignment)
    .innerJoin(recordVersion, broughtBy)
    .where(and(inForce(institutionId), eq(recordAssignment.startYear, startYear)))
    .orderBy(asc(recordAssignment.startOn), asc(recordAssignment.id))

/** What is in force for appointments in all years but one; null leaves none out. */
export async function publishedOf(
  db: Reads,
  institutionId: string,
  appointmentIds: readonly string[],
  exceptYear: number | null,
): Promise<RecordRow[]> {
  if (appointmentIds.length === 0) return []
  return db
    .select(columns)
    .from(recordAssignment)
    .innerJoin(recordVersion, broughtBy)
    .where(
      and(
        inForce(institutionId),
        inArray(recordAssignment.appointmentId, [...appointmentIds]),
        exceptYear === null ? undefined : ne(recordAssignment.startYear, exceptYear),
      ),
    )
    .orderBy(asc(recordAssignment.startOn), asc(recordAssignment.id))
}

/** How often the year was published or amended; undefined before the first publication. */
export async function recordHead(db: Reads, institutionId: string, startYear: number): Promise<number | undefined> {
  const [row] = await db
    .select({ version: recordYear.version })
    .from(recordYear)
    .where(and(eq(recordYear.institutionId, institutionId), eq(recordYear.startYear, startYear)))
  return row?.version
}

/** The years of the record, newest first, with their latest change. */
export const recordYears = (db: Reads, institutionId: string) =>
  db
    .select({ startYear: recordYear.startYear, version: recordYear.version, at: recordVersion.at })
    .from(recordYear)
    .leftJoin(
      recordVersion,
      and(
        eq(recordVersion.institutionId, recordYear.institutionId),
        eq(recordVersion.startYear, recordYear.startYear),
        eq(recordVersion.version, recordYear.version),
      ),
    )
    .where(eq(recordYear.institutionId, institutionId))
    .orderBy(desc(recordYear.startYear))

export const versionsOfYear = (db: Reads, institutionId: string, startYear: number): Promise<RecordVersion[]> =>
  db
    .select()
    .from(recordVersion)
    .where(and(eq(recordVersion.institutionId, institutionId), eq(recordVersion.startYear, startYear)))
    .orderBy(desc(recordVersion.version))
    .limit(500)

/** Locks the year's record until the transaction ends and gives its version: two who publish at once come one after the other. */
export async function lockRecordYear(tx: WriteTx, institutionId: string, startYear: number): Promise<number> {
  await tx.insert(recordYear).values({ institutionId, startYear, version: 0 }).onConflictDoNothing()
  const [row] = await tx
    .select({ version: recordYear.version })
    .from(recordYear)
    .where(and(eq(recordYear.institutionId, institutionId), eq(recordYear.startYear, startYear)))
    .for('update')
  return row?.version ?? 0
}

/** Writes one publication or amendment and makes it the head of its year. */
export async function appendVersion(tx: WriteTx, row: typeof recordVersion.$inferInsert): Promise<void> {
  await tx
    .update(recordYear)
    .set({ version: row.version })
    .where(and(eq(recordYear.institutionId, row.institutionId), eq(recordYear.startYear, row.startYear)))
  await tx.insert(recordVersion).values(row)
}

const batch = 500

export async function insertRecordRows(
  tx: WriteTx,
  rows: readonly (typeof recordAssignment.$inferInsert)[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += batch)
    await tx.insert(recordAssignment).values(rows.slice(from, from + batch))
}

/** Ends rows with the version that no longer holds them; they stay readable as what was in force before. */
export async function endRecordRows(
  tx: WriteTx,
  institutionId: string,
  ids: readonly string[],
  untilVersion: number,
): Promise<void> {
  for (let from = 0; from < ids.length; from += batch)
    await tx
      .update(recordAssignment)
      .set({ untilVersion })
      .where(and(inForce(institutionId), inArray(recordAssignment.id, ids.slice(from, from + batch))))
}

export const feedsOfOwner = (db: Reads, institutionId: string, ownerPersonId: string): Promise<FeedRow[]> =>
  db
    .select()
    .from(calendarFeed)
    .where(
      and(
        eq(calendarFeed.institutionId, institutionId),
        eq(calendarFeed.ownerPersonId, ownerPersonId),
        isNull(calendarFeed.revokedAt),
      ),
    )
    .orderBy(asc(calendarFeed.createdAt), asc(calendarFeed.id))

export async function feedById(db: Reads, institutionId: string, id: string): Promise<FeedRow | undefined> {
  const [row] = await db
    .select()
    .from(calendarFeed)
    .where(and(eq(calendarFeed.institutionId, institutionId), eq(calendarFeed.id, id)))
  return row
}

/** The feed behind a secret address. The institution follows from the token: the only question asked without one. */
export async function feedByToken(db: Reads, tokenHash: Buffer): Promise<FeedRow | undefined> {
  const [row] = await db
    .select()
    .from(calendarFeed)
    .where(and(eq(calendarFeed.tokenHash, tokenHash), isNull(calendarFeed.revokedAt)))
  return row
}

export async function insertFeed(tx: WriteTx, row: typeof calendarFeed.$inferInsert): Promise<void> {
  await tx.insert(calendarFeed).values(row)
}

export async function endFeed(tx: WriteTx, institutionId: string, id: string, now: Date): Promise<void> {
  await tx
    .update(calendarFeed)
    .set({ revokedAt: now })
    .where(and(eq(calendarFeed.institutionId, institutionId), eq(calendarFeed.id, id)))
}
