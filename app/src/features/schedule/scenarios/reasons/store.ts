import { and, eq, inArray, sql } from 'drizzle-orm'
import type { WriteTx } from '../../../../platform/audit/write.ts'
import { draftEditReason } from './schema.ts'

/** Keeps why cells were changed. A reason that arrives twice is kept once; one that was withdrawn and comes again holds again. */
export async function insertReasons(
  tx: WriteTx,
  rows: readonly (typeof draftEditReason.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0)
    await tx
      .insert(draftEditReason)
      .values([...rows])
      .onConflictDoUpdate({
        target: [draftEditReason.institutionId, draftEditReason.id],
        set: { withdrawnAt: null },
        setWhere: sql`${draftEditReason.authorId} = excluded.author_id and ${draftEditReason.scenarioId} = excluded.scenario_id`,
      })
}

/** Takes back reasons for changes that their author has undone; those of others stay. */
export async function withdrawReasons(
  tx: WriteTx,
  of: { readonly institutionId: string; readonly scenarioId: string; readonly authorId: string | null },
  ids: readonly string[],
  at: Date,
): Promise<void> {
  if (ids.length === 0 || of.authorId === null) return
  await tx
    .update(draftEditReason)
    .set({ withdrawnAt: at })
    .where(
      and(
        eq(draftEditReason.institutionId, of.institutionId),
        eq(draftEditReason.scenarioId, of.scenarioId),
        eq(draftEditReason.authorId, of.authorId),
        inArray(draftEditReason.id, [...ids]),
      ),
    )
}
