import { and, asc, eq, isNull } from 'drizzle-orm'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { callKey, callRequest } from './schema.ts'
import type { CallRequest } from './store.ts'

export type KeyRow = typeof callKey.$inferSelect

/** A key that is in use, whatever institution gave it out. */
export async function keyByHash(db: Reads, keyHash: Buffer): Promise<KeyRow | undefined> {
  const [row] = await db
    .select()
    .from(callKey)
    .where(and(eq(callKey.keyHash, keyHash), isNull(callKey.revokedAt)))
  return row
}

export const keysOf = (db: Reads, institutionId: string): Promise<KeyRow[]> =>
  db
    .select()
    .from(callKey)
    .where(and(eq(callKey.institutionId, institutionId), isNull(callKey.revokedAt)))
    .orderBy(asc(callKey.createdAt))

export async function insertKey(tx: WriteTx, row: typeof callKey.$inferInsert): Promise<void> {
  await tx.insert(callKey).values(row)
}

export async function endKey(tx: WriteTx, institutionId: string, id: string, revokedAt: Date): Promise<void> {
  await tx
    .update(callKey)
    .set({ revokedAt })
    .where(and(eq(callKey.institutionId, institutionId), eq(callKey.id, id)))
}

export async function insertRequest(tx: WriteTx, row: typeof callRequest.$inferInsert): Promise<void> {
  await tx.insert(callRequest).values(row)
}

export async function requestById(db: Reads, institutionId: string, id: string): Promise<CallRequest | undefined> {
  const [row] = await db
    .select()
    .from(callRequest)
    .where(and(eq(callRequest.institutionId, institutionId), eq(callRequest.id, id), isNull(callRequest.withdrawnAt)))
  return row
}

export async function endRequest(tx: WriteTx, institutionId: string, id: string, withdrawnAt: Date): Promise<void> {
  await tx
    .update(callRequest)
    .set({ withdrawnAt })
    .where(and(eq(callRequest.institutionId, institutionId), eq(callRequest.id, id)))
}
