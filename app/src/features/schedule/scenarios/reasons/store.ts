import type { WriteTx } from '../../../../platform/audit/write.ts'
import { draftEditReason } from './schema.ts'

/** Keeps why cells were changed. A reason that arrives twice is kept once. */
export async function insertReasons(
  tx: WriteTx,
  rows: readonly (typeof draftEditReason.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0)
    await tx
      .insert(draftEditReason)
      .values([...rows])
      .onConflictDoNothing()
}
