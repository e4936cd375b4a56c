import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Reads, Tx } from '../../../platform/db/index.ts'
import { person } from '../../people/schema.ts'
import type { Channel } from '../kinds.ts'
import { notification, outboxMessage } from '../schema.ts'

const isAwaiting = sql`${notification.awaits} <> '{}'`

/** Whom a digest would have something for. */
export const peopleAwaiting = (db: Reads) =>
  db
    .selectDistinct({ institutionId: notification.institutionId, personId: notification.personId })
    .from(notification)
    .where(isAwaiting)

export const awaitingNotices = (db: Reads, institutionId: string, personIds: readonly string[]) =>
  db
    .select()
    .from(notification)
    .where(
      and(eq(notification.institutionId, institutionId), inArray(notification.personId, [...personIds]), isAwaiting),
    )
    .orderBy(asc(notification.at), asc(notification.id))

/** The last day of which each of them has a digest, over this channel. */
export async function lastDigests(
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
  channel: Channel,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ personId: outboxMessage.personId, on: sql<string>`max(${outboxMessage.digestOn})::text` })
    .from(outboxMessage)
    .where(
      and(
        eq(outboxMessage.institutionId, institutionId),
        inArray(outboxMessage.personId, [...personIds]),
        eq(outboxMessage.purpose, 'digest'),
        eq(outboxMessage.channel, channel),
      ),
    )
    .groupBy(outboxMessage.personId)
  return new Map(rows.map(({ personId, on }) => [personId, on]))
}

export async function stopAwaiting(
  tx: Tx,
  institutionId: string,
  noticeIds: readonly string[],
  channel: Channel,
): Promise<void> {
  if (noticeIds.length === 0) return
  await tx
    .update(notification)
    .set({ awaits: sql`array_remove(${notification.awaits}, ${channel})` })
    .where(and(eq(notification.institutionId, institutionId), inArray(notification.id, [...noticeIds])))
}

/** Questions that nobody has answered in time, with the name of whom they were asked. */
export const unanswered = (db: Reads, now: Date, limit: number) =>
  db
    .select({
      notice: notification,
      name: sql<string>`${person.givenName} || ' ' || ${person.familyName}`,
    })
    .from(notification)
    .innerJoin(person, and(eq(person.institutionId, notification.institutionId), eq(person.id, notification.personId)))
    .where(and(lte(notification.escalateAt, now), isNull(notification.settledAt), isNull(notification.escalatedAt)))
    .orderBy(asc(notification.escalateAt))
    .limit(limit)

/** True for the one worker that tells the others. */
export async function markEscalated(tx: WriteTx, institutionId: string, id: string, now: Date): Promise<boolean> {
  const rows = await tx
    .update(notification)
    .set({ escalatedAt: now })
    .where(
      and(
        eq(notification.institutionId, institutionId),
        eq(notification.id, id),
        isNull(notification.settledAt),
        isNull(notification.escalatedAt),
      ),
    )
    .returning({ id: notification.id })
  return rows.length === 1
}
