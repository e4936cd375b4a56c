import { and, asc, eq } from 'drizzle-orm'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { gridView } from './schema.ts'

export const gridViewsOf = (db: Reads, institutionId: string, personId: string) =>
  db
    .select({ id: gridView.id, name: gridView.name, settings: gridView.settings })
    .from(gridView)
    .where(and(eq(gridView.institutionId, institutionId), eq(gridView.personId, personId)))
    .orderBy(asc(gridView.name))

/** Stores a view, over the one of the same name if there is one. */
export async function upsertGridView(tx: WriteTx, row: typeof gridView.$inferInsert): Promise<void> {
  await tx
    .insert(gridView)
    .values(row)
    .onConflictDoUpdate({
      target: [gridView.institutionId, gridView.personId, gridView.name],
      set: { settings: row.settings },
    })
}

export async function deleteGridView(
  tx: WriteTx,
  institutionId: string,
  personId: string,
  id: string,
): Promise<boolean> {
  const rows = await tx
    .delete(gridView)
    .where(and(eq(gridView.institutionId, institutionId), eq(gridView.personId, personId), eq(gridView.id, id)))
    .returning({ id: gridView.id })
  return rows.length === 1
}
