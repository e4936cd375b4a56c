import { randomUUID } from 'node:crypto'
import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { Reads, Tx } from '../../../platform/db/index.ts'
import type { Channel } from '../kinds.ts'
import { notification, oneTapGrant, outboxMessage, outboxNotice, pushSubscription } from '../schema.ts'

const rowsAtOnce = 1_000

export type Message = typeof outboxMessage.$inferSelect

export interface NewMessage {
  readonly row: Omit<typeof outboxMessage.$inferInsert, 'id'>
  readonly noticeIds: readonly string[]
}

/**
 * Writes messages and gives those that were written: a digest that exists already is left alone. Takes any transaction: the outbox keeps
 * its own account of what became of each message, outside of the audit log, as the queue of jobs does.
 */
export async function insertMessages(tx: Tx, messages: readonly NewMessage[]): Promise<NewMessage[]> {
  const written: NewMessage[] = []
  for (let from = 0; from < messages.length; from += rowsAtOnce) {
    const part = messages.slice(from, from + rowsAtOnce).map((message) => ({ ...message, id: randomUUID() }))
    const rows = await tx
      .insert(outboxMessage)
      .values(part.map(({ id, row }) => ({ ...row, id })))
      .onConflictDoNothing()
      .returning({ id: outboxMessage.id })
    const ids = new Set(rows.map(({ id }) => id))
    const fresh = part.filter(({ id }) => ids.has(id))
    const links = fresh.flatMap(({ id: messageId, row: { institutionId }, noticeIds }) =>
      noticeIds.map((notificationId) => ({ institutionId, messageId, notificationId })),
    )
    for (let at = 0; at < links.length; at += rowsAtOnce)
      await tx.insert(outboxNotice).values(links.slice(at, at + rowsAtOnce))
    written.push(...fresh)
  }
  return written
}

export const subscriptionsOf = async (db: Reads, institutionId: string, personIds: readonly string[]) =>
  personIds.length === 0
    ? []
    : db
        .select()
        .from(pushSubscription)
        .where(
          and(eq(pushSubscription.institutionId, institutionId), inArray(pushSubscription.personId, [...personIds])),
        )

export async function subscriptionById(db: Reads, institutionId: string, id: string) {
  const [row] = await db
    .select()
    .from(pushSubscription)
    .where(and(eq(pushSubscription.institutionId, institutionId), eq(pushSubscription.id, id)))
  return row
}

const open = (now: Date) =>
  or(
    and(eq(outboxMessage.state, 'waiting'), sql`${outboxMessage.dueAt} <= ${now.toISOString()}`),
    and(eq(outboxMessage.state, 'sending'), lt(outboxMessage.leaseUntil, now), isNull(outboxMessage.handedOverAt)),
  )

/**
 * Takes the message that has waited longest, or one whose worker died before it handed it over. Workers that ask at the same moment get
 * different ones.
 */
export async function claimMessage(
  tx: Tx,
  channel: Channel,
  now: Date,
  leaseUntil: Date,
): Promise<(Message & { readonly attemptId: string }) | undefined> {
  const [found] = await tx
    .select({ institutionId: outboxMessage.institutionId, id: outboxMessage.id })
    .from(outboxMessage)
    .where(and(eq(outboxMessage.channel, channel), open(now)))
    .orderBy(asc(outboxMessage.dueAt))
    .limit(1)
    .for('update', { skipLocked: true })
  if (found === undefined) return undefined
  const attemptId = randomUUID()
  const [claimed] = await tx
    .update(outboxMessage)
    .set({ state: 'sending', attempts: sql`${outboxMessage.attempts} + 1`, attemptId, leaseUntil, handedOverAt: null })
    .where(and(eq(outboxMessage.institutionId, found.institutionId), eq(outboxMessage.id, found.id)))
    .returning()
  return claimed === undefined ? undefined : { ...claimed, attemptId }
}

export async function hasDue(db: Reads, channel: Channel, now: Date): Promise<boolean> {
  const rows = await db
    .select({ id: outboxMessage.id })
    .from(outboxMessage)
    .where(and(eq(outboxMessage.channel, channel), open(now)))
    .limit(1)
  return rows.length > 0
}

type Attempt = Pick<Message, 'institutionId' | 'id'> & { readonly attemptId: string }
const mine = ({ institutionId, id, attemptId }: Attempt) =>
  and(
    eq(outboxMessage.institutionId, institutionId),
    eq(outboxMessage.id, id),
    eq(outboxMessage.attemptId, attemptId),
    eq(outboxMessage.state, 'sending'),
  )

export async function renewLease(tx: Tx, attempt: Attempt, leaseUntil: Date): Promise<void> {
  await tx.update(outboxMessage).set({ leaseUntil }).where(mine(attempt))
}

/** Notes that the last line is about to leave. False where the lease is over: somebody else may have the message now. */
export async function handOver(tx: Tx, attempt: Attempt, now: Date): Promise<boolean> {
  const rows = await tx
    .update(outboxMessage)
    .set({ handedOverAt: now })
    .where(and(mine(attempt), gte(outboxMessage.leaseUntil, now)))
    .returning({ id: outboxMessage.id })
  return rows.length === 1
}

export type Ending = Partial<
  Pick<Message, 'dueAt' | 'endedAt' | 'outcome' | 'handedOverAt' | 'letter' | 'address' | 'attempts'>
> &
  Pick<Message, 'state'>

/** What became of the attempt; false where it is no longer this worker's. */
export async function endAttempt(tx: Tx, attempt: Attempt, ending: Ending): Promise<boolean> {
  const rows = await tx
    .update(outboxMessage)
    .set({ ...ending, leaseUntil: null })
    .where(mine(attempt))
    .returning({ id: outboxMessage.id })
  return rows.length === 1
}

/** Messages that were handed over by a worker that died before it heard the answer. */
export async function endUncertain(tx: Tx, now: Date, outcome: string): Promise<Message[]> {
  return tx
    .update(outboxMessage)
    .set({ state: 'uncertain', endedAt: now, leaseUntil: null, outcome })
    .where(
      and(eq(outboxMessage.state, 'sending'), isNotNull(outboxMessage.handedOverAt), lt(outboxMessage.leaseUntil, now)),
    )
    .returning()
}

/** The notices of a message go with the next digest of the channel, unless they were read meanwhile. */
export async function backToDigest(
  tx: Tx,
  { institutionId, id, channel }: Pick<Message, 'institutionId' | 'id' | 'channel'>,
): Promise<void> {
  const carried = tx
    .select({ id: outboxNotice.notificationId })
    .from(outboxNotice)
    .where(and(eq(outboxNotice.institutionId, institutionId), eq(outboxNotice.messageId, id)))
  await tx
    .update(notification)
    .set({ awaits: sql`array_append(array_remove(${notification.awaits}, ${channel}), ${channel})` })
    .where(
      and(
        eq(notification.institutionId, institutionId),
        inArray(notification.id, carried),
        isNull(notification.readAt),
      ),
    )
}

/** Nothing of a channel that is off is kept for the day it is turned on. */
export async function skipWaiting(tx: Tx, channel: Channel, now: Date, outcome: string): Promise<void> {
  await tx
    .update(outboxMessage)
    .set({ state: 'skipped', endedAt: now, outcome, letter: null })
    .where(and(eq(outboxMessage.channel, channel), eq(outboxMessage.state, 'waiting')))
}

export const noticesOfMessage = (db: Reads, { institutionId, id }: Pick<Message, 'institutionId' | 'id'>) =>
  db
    .select({ notice: notification })
    .from(outboxNotice)
    .innerJoin(
      notification,
      and(eq(notification.institutionId, outboxNotice.institutionId), eq(notification.id, outboxNotice.notificationId)),
    )
    .where(and(eq(outboxNotice.institutionId, institutionId), eq(outboxNotice.messageId, id)))
    .orderBy(asc(notification.at), asc(notification.id))

export const openGrants = async (db: Reads, institutionId: string, noticeIds: readonly string[], now: Date) =>
  noticeIds.length === 0
    ? []
    : db
        .select()
        .from(oneTapGrant)
        .where(
          and(
            eq(oneTapGrant.institutionId, institutionId),
            inArray(oneTapGrant.notificationId, [...noticeIds]),
            isNull(oneTapGrant.doneAt),
            sql`${oneTapGrant.expiresAt} > ${now.toISOString()}`,
          ),
        )
        .orderBy(asc(oneTapGrant.createdAt), asc(oneTapGrant.id))

export async function insertGrant(tx: Tx, row: typeof oneTapGrant.$inferInsert): Promise<void> {
  await tx.insert(oneTapGrant).values(row)
}

/** How many requests were sent to the person at once since then, over this channel. */
export async function requestsSince(
  db: Reads,
  { institutionId, personId, channel, subscriptionId }: Message,
  since: Date,
): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`coalesce(sum(${outboxMessage.asks}), 0)::int` })
    .from(outboxMessage)
    .where(
      and(
        eq(outboxMessage.institutionId, institutionId),
        eq(outboxMessage.personId, personId),
        eq(outboxMessage.channel, channel),
        subscriptionId === null ? undefined : eq(outboxMessage.subscriptionId, subscriptionId),
        eq(outboxMessage.purpose, 'at-once'),
        inArray(outboxMessage.state, ['sent', 'uncertain']),
        gte(outboxMessage.endedAt, since),
      ),
    )
  return row?.count ?? 0
}
