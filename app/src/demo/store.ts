import type { PgTable } from 'drizzle-orm/pg-core'
import type { WriteTx } from '../platform/audit/write.ts'

const batch = 500

/** Inserts rows in batches: one statement may carry only so many parameters. */
export async function insertAll<T extends PgTable>(
  tx: WriteTx,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  for (let at = 0; at < rows.length; at += batch) await tx.insert(table).values(rows.slice(at, at + batch))
}
