import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Reads, Tx } from '../db/index.ts'
import { firstHash } from './canonical.ts'
import { auditEvent, auditHead } from './schema.ts'

export type StoredEvent = typeof auditEvent.$inferSelect

/** Locks the end of the chain until the transaction ends. */
export async function lockHead(tx: Tx, institutionId: string): Promise<{ seq: number; hash: string }> {
  const read = () => tx.select().from(auditHead).where(eq(auditHead.institutionId, institutionId)).for('update')
  const [head] = await read()
  if (head !== undefined) return head
  await tx.insert(auditHead).values({ institutionId, seq: 0, hash: firstHash }).onConflictDoNothing()
  const [created] = await read()
  if (created === undefined) throw new Error('The audit chain has no head.')
  return created
}

export async function appendEvents(
  tx: Tx,
  institutionId: string,
  events: readonly StoredEvent[],
  lastSeq: number,
): Promise<void> {
  const last = events.at(-1)
  if (last === undefined) return
  await tx.insert(auditEvent).values([...events])
  await tx
    .update(auditHead)
    .set({ seq: last.seq, hash: last.hash })
    .where(and(eq(auditHead.institutionId, institutionId), eq(auditHead.seq, lastSeq)))
}

export const eventsAfter = (db: Reads, institutionId: string, seq: number, limit: number): Promise<StoredEvent[]> =>
  db
    .select()
    .from(auditEvent)
    .where(and(eq(auditEvent.institutionId, institutionId), gt(auditEvent.seq, seq)))
    .orderBy(asc(auditEvent.seq))
    .limit(limit)

export const heads = (db: Reads): Promise<{ institutionId: string; seq: number; hash: string }[]> =>
  db.select().from(auditHead).orderBy(sql`institution_id`)
