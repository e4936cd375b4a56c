import { randomUUID } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import type { Reads, Tx } from '../../../platform/db/index.ts'
import { outboxMessage, outboxNotice, pushSubscription } from '../schema.ts'

const rowsAtOnce = 1_000

export interface NewMessage {
  readonly row: Omit<typeof outboxMessage.$inferInsert, 'id'>
  readonly noticeIds: readonly string[]
}

/** Takes any transaction: digests are planned outside of the audit log, as the queue of jobs is. */
export async function insertMessages(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  const named = messages.map(({ row, noticeIds }) => ({ row: { ...row, id: randomUUID() }, noticeIds }))
  for (let from = 0; from < named.length; from += rowsAtOnce) {
    const part = named.slice(from, from + rowsAtOnce)
    await tx.insert(outboxMessage).values(part.map(({ row }) => row))
    const links = part.flatMap(({ row: { institutionId, id: messageId }, noticeIds }) =>
      noticeIds.map((notificationId) => ({ institutionId, messageId, notificationId })),
    )
    if (links.length > 0) await tx.insert(outboxNotice).values(links)
  }
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
