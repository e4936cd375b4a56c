import { and, asc, eq, sql } from 'drizzle-orm'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { gridView } from './schema.ts'
import type { ViewPlace } from './views-contract.ts'

interface Mine {
  readonly institutionId: string
  readonly personId: string
  readonly place: ViewPlace
}

/** A person's views of one place, by name. Settings are what that place stored. */
export const viewsOf = <Settings>(db: Reads, { institutionId, personId, place }: Mine) =>
  db
    .select({ id: gridView.id, name: gridView.name, settings: sql<Settings>`${gridView.settings}` })
    .from(gridView)
    .where(and(eq(gridView.institutionId, institutionId), eq(gridView.personId, personId), eq(gridView.place, place)))
    .orderBy(asc(gridView.name))

/** Stores a view, over the one of the same name if there is one. */
export async function upsertView(tx: WriteTx, row: typeof gridView.$inferInsert): Promise<void> {
  await tx
    .insert(gridView)
    .values(row)
    .onConflictDoUpdate({
      target: [gridView.institutionId, gridView.personId, gridView.place, gridView.name],
      set: { settings: row.settings },
    })
}

export async function deleteView(tx: WriteTx, { institutionId, personId, place }: Mine, id: string): Promise<boolean> {
  const rows = await tx
    .delete(gridView)
    .where(
      and(
        eq(gridView.institutionId, institutionId),
        eq(gridView.personId, personId),
        eq(gridView.place, place),
        eq(gridView.id, id),
      ),
    )
    .returning({ id: gridView.id })
  return rows.length === 1
}
