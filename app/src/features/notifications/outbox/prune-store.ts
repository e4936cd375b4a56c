import { and, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/index.ts'
import { oneTapGrant, oneTapToken, outboxMessage, outboxNotice } from '../schema.ts'

/** Messages that are over, with the list of what they carried. The notices themselves stay. */
export async function deleteMessages(tx: Tx, before: Date): Promise<void> {
  const over = and(isNotNull(outboxMessage.endedAt), lt(outboxMessage.endedAt, before))
  await tx.delete(outboxNotice).where(
    sql`exists (select 1 from ${outboxMessage} where ${outboxMessage.institutionId} = ${outboxNotice.institutionId}
        and ${outboxMessage.id} = ${outboxNotice.messageId} and ${over})`,
  )
  await tx.delete(outboxMessage).where(over)
}

/** Tokens of links that expired, and the links that belonged to no notice (unsubscribing). */
export async function deleteLinks(tx: Tx, before: Date): Promise<void> {
  const over = lt(oneTapGrant.expiresAt, before)
  await tx.delete(oneTapToken).where(
    sql`exists (select 1 from ${oneTapGrant} where ${oneTapGrant.institutionId} = ${oneTapToken.institutionId}
        and ${oneTapGrant.id} = ${oneTapToken.grantId} and ${over})`,
  )
  await tx.delete(oneTapGrant).where(and(over, isNull(oneTapGrant.notificationId)))
}
