import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { WriteTx } from '../../platform/audit/write.ts'
import type { Reads } from '../../platform/db/index.ts'
import { notification, oneTapGrant } from './schema.ts'

const rowsAtOnce = 1_000

/** Notices are part of the write that causes them: same transaction, same audit event. */
export async function insertNotices(tx: WriteTx, rows: (typeof notification.$inferInsert)[]): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await tx.insert(notification).values(rows.slice(from, from + rowsAtOnce))
}

export async function insertGrants(tx: WriteTx, rows: (typeof oneTapGrant.$inferInsert)[]): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await tx.insert(oneTapGrant).values(rows.slice(from, from + rowsAtOnce))
}

/** What the subject asked is answered: nobody is reminded of it or told that it waits. */
export async function settleNotices(tx: WriteTx, institutionId: string, subject: string, now: Date): Promise<void> {
  await tx
    .update(notification)
    .set({ settledAt: now })
    .where(
      and(
        eq(notification.institutionId, institutionId),
        eq(notification.subject, subject),
        isNull(notification.settledAt),
      ),
    )
}

export const latestNotices = (db: Reads, institutionId: string, personId: string, limit: number) =>
  db
    .select()
    .from(notification)
    .where(and(eq(notification.institutionId, institutionId), eq(notification.personId, personId)))
    .orderBy(desc(notification.at), desc(notification.id))
    .limit(limit)

export async function unreadCount(db: Reads, institutionId: string, personId: string): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(notification)
    .where(
      and(
        eq(notification.institutionId, institutionId),
        eq(notification.personId, personId),
        isNull(notification.readAt),
      ),
    )
  return row?.count ?? 0
}

/** Gives the ids that were unread before. */
export async function markNoticesRead(
  tx: WriteTx,
  institutionId: string,
  personId: string,
  ids: readonly string[] | undefined,
  now: Date,
): Promise<string[]> {
  const changed = await tx
    .update(notification)
    .set({ readAt: now })
    .where(
      and(
        eq(notification.institutionId, institutionId),
        eq(notification.personId, personId),
        isNull(notification.readAt),
        ids === undefined ? undefined : inArray(notification.id, [...ids]),
      ),
    )
    .returning({ id: notification.id })
  return changed.map((row) => row.id)
}
