import { and, eq } from 'drizzle-orm'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { gridZoom } from './schema.ts'
import type { Zoom } from './views-contract.ts'

export async function gridZoomOf(db: Reads, institutionId: string, personId: string): Promise<Zoom | null> {
  const [row] = await db
    .select({ zoom: gridZoom.zoom })
    .from(gridZoom)
    .where(and(eq(gridZoom.institutionId, institutionId), eq(gridZoom.personId, personId)))
  return row?.zoom ?? null
}

export async function upsertGridZoom(tx: WriteTx, row: typeof gridZoom.$inferInsert): Promise<void> {
  await tx
    .insert(gridZoom)
    .values(row)
    .onConflictDoUpdate({ target: [gridZoom.institutionId, gridZoom.personId], set: { zoom: row.zoom } })
}
