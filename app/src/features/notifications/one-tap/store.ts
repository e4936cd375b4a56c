import { and, eq, gt, isNull, lt, or } from 'drizzle-orm'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Reads, Tx } from '../../../platform/db/index.ts'
import { oneTapGrant, oneTapToken } from '../schema.ts'

export type Grant = typeof oneTapGrant.$inferSelect

export async function insertTokens(tx: Tx, rows: (typeof oneTapToken.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(oneTapToken).values(rows)
}

export async function grantByToken(db: Reads, hash: Buffer): Promise<Grant | undefined> {
  const [row] = await db
    .select({ grant: oneTapGrant })
    .from(oneTapToken)
    .innerJoin(
      oneTapGrant,
      and(eq(oneTapGrant.institutionId, oneTapToken.institutionId), eq(oneTapGrant.id, oneTapToken.grantId)),
    )
    .where(eq(oneTapToken.tokenHash, hash))
  return row?.grant
}

const theGrant = ({ institutionId, id }: Grant) =>
  and(eq(oneTapGrant.institutionId, institutionId), eq(oneTapGrant.id, id))

/** True for the one caller who may act now. A claim that came to nothing (the server died) is free again after `staleBefore`. */
export async function claimGrant(tx: Tx, grant: Grant, now: Date, staleBefore: Date): Promise<boolean> {
  const claimed = await tx
    .update(oneTapGrant)
    .set({ claimedAt: now })
    .where(
      and(
        theGrant(grant),
        isNull(oneTapGrant.doneAt),
        gt(oneTapGrant.expiresAt, now),
        or(isNull(oneTapGrant.claimedAt), lt(oneTapGrant.claimedAt, staleBefore)),
      ),
    )
    .returning({ id: oneTapGrant.id })
  return claimed.length === 1
}

export async function releaseGrant(tx: Tx, grant: Grant): Promise<void> {
  await tx.update(oneTapGrant).set({ claimedAt: null }).where(theGrant(grant))
}

export async function finishGrant(tx: WriteTx, grant: Grant, outcome: string, now: Date): Promise<void> {
  await tx.update(oneTapGrant).set({ doneAt: now, outcome }).where(theGrant(grant))
}
