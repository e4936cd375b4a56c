import { randomUUID } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import type { Reads, Tx } from '../../../platform/db/index.ts'
import { outboxMessage, outboxNotice, pushSubscription } from '../schema.ts'

const rowsAtOnce = 1_000

export type NewMessage = Omit<typeof outboxMessage.$inferInsert, 'id'> & { readonly noticeIds: readonly string[] }

/** Takes any transaction: digests are planned outside of the audit log, as the queue of jobs is. */
export async function insertMessages(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  const rows = messages.map((message) => ({ ...message, id: randomUUID() }))
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const part = rows.slice(from, from + rowsAtOnce)
    await tx.insert(outboxMessage).values(part.map(({ noticeIds: _, ...row }) => row))
    const links = part.flatMap(({ institutionId, id, noticeIds }) =>
      noticeIds.map((notificationId) => ({ institutionId, messageId: id, notificationId })),
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
