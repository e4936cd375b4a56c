import { and, desc, eq, inArray } from 'drizzle-orm'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { programDraft } from './schema.ts'

export type DraftRow = typeof programDraft.$inferSelect

export async function draftById(db: Reads, institutionId: string, draftId: string): Promise<DraftRow | undefined> {
  const [found] = await db
    .select()
    .from(programDraft)
    .where(and(eq(programDraft.institutionId, institutionId), eq(programDraft.id, draftId)))
  return found
}

/** Open drafts, the latest edited first; `programIds` null is every program. */
export async function openDrafts(
  db: Reads,
  institutionId: string,
  programIds: readonly string[] | null,
): Promise<DraftRow[]> {
  if (programIds?.length === 0) return []
  return db
    .select()
    .from(programDraft)
    .where(
      and(
        eq(programDraft.institutionId, institutionId),
        eq(programDraft.state, 'open'),
        programIds === null ? undefined : inArray(programDraft.programId, [...programIds]),
      ),
    )
    .orderBy(desc(programDraft.updatedAt), desc(programDraft.id))
}

export async function insertDraft(tx: WriteTx, row: typeof programDraft.$inferInsert): Promise<void> {
  await tx.insert(programDraft).values(row)
}

/** False when somebody changed the draft since. */
export async function updateDraft(
  tx: WriteTx,
  of: Pick<DraftRow, 'institutionId' | 'id'>,
  expectedVersion: number,
  change: Partial<Pick<DraftRow, 'source' | 'state'>> & Pick<DraftRow, 'updatedBy' | 'updatedAt'>,
): Promise<boolean> {
  const changed = await tx
    .update(programDraft)
    .set({ ...change, version: expectedVersion + 1 })
    .where(
      and(
        eq(programDraft.institutionId, of.institutionId),
        eq(programDraft.id, of.id),
        eq(programDraft.version, expectedVersion),
      ),
    )
    .returning({ id: programDraft.id })
  return changed.length === 1
}
