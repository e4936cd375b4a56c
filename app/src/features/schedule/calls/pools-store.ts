import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { callEvent, callHoliday, callPool, callPoolProgram, callPrivilege, callShift } from './schema.ts'
import type { CallEvent, Holiday, Pool, Privilege, Shift } from './store.ts'

export async function insertPool(
  tx: WriteTx,
  row: typeof callPool.$inferInsert,
  sharedWith: readonly string[],
): Promise<void> {
  await tx.insert(callPool).values(row)
  await setShares(tx, row.institutionId, row.id, sharedWith)
}

async function setShares(
  tx: WriteTx,
  institutionId: string,
  poolId: string,
  sharedWith: readonly string[],
): Promise<void> {
  await tx
    .delete(callPoolProgram)
    .where(and(eq(callPoolProgram.institutionId, institutionId), eq(callPoolProgram.poolId, poolId)))
  if (sharedWith.length > 0)
    await tx.insert(callPoolProgram).values(sharedWith.map((programId) => ({ institutionId, poolId, programId })))
}

/** False when somebody changed the pool since. */
export async function updatePool(
  tx: WriteTx,
  key: { readonly institutionId: string; readonly id: string; readonly expectedVersion: number },
  fields: Partial<typeof callPool.$inferInsert>,
  sharedWith?: readonly string[],
): Promise<boolean> {
  const changed = await tx
    .update(callPool)
    .set({ ...fields, version: key.expectedVersion + 1 })
    .where(
      and(
        eq(callPool.institutionId, key.institutionId),
        eq(callPool.id, key.id),
        eq(callPool.version, key.expectedVersion),
      ),
    )
    .returning({ id: callPool.id })
  if (changed.length === 1 && sharedWith !== undefined) await setShares(tx, key.institutionId, key.id, sharedWith)
  return changed.length === 1
}

export async function insertShifts(tx: WriteTx, rows: (typeof callShift.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(callShift).values(rows)
}

export async function updateShift(
  tx: WriteTx,
  { institutionId, id, version }: Pick<Shift, 'institutionId' | 'id' | 'version'>,
  fields: Partial<typeof callShift.$inferInsert>,
): Promise<void> {
  await tx
    .update(callShift)
    .set({ ...fields, version: version + 1 })
    .where(and(eq(callShift.institutionId, institutionId), eq(callShift.id, id)))
}

export async function archiveShifts(
  tx: WriteTx,
  institutionId: string,
  ids: readonly string[],
  archivedAt: Date,
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(callShift)
    .set({ archivedAt })
    .where(and(eq(callShift.institutionId, institutionId), inArray(callShift.id, [...ids])))
}

export async function poolById(db: Reads, institutionId: string, id: string): Promise<Pool | undefined> {
  const [pool] = await db
    .select()
    .from(callPool)
    .where(and(eq(callPool.institutionId, institutionId), eq(callPool.id, id)))
  if (pool === undefined) return undefined
  const shared = await db
    .select()
    .from(callPoolProgram)
    .where(and(eq(callPoolProgram.institutionId, institutionId), eq(callPoolProgram.poolId, id)))
  return { ...pool, programIds: [pool.programId, ...shared.map(({ programId }) => programId)] }
}

export async function insertHoliday(tx: WriteTx, row: typeof callHoliday.$inferInsert): Promise<void> {
  await tx.insert(callHoliday).values(row)
}

export async function holidayById(db: Reads, institutionId: string, id: string): Promise<Holiday | undefined> {
  const [row] = await db
    .select()
    .from(callHoliday)
    .where(and(eq(callHoliday.institutionId, institutionId), eq(callHoliday.id, id), isNull(callHoliday.removedAt)))
  return row
}

export async function endHoliday(tx: WriteTx, institutionId: string, id: string, removedAt: Date): Promise<void> {
  await tx
    .update(callHoliday)
    .set({ removedAt })
    .where(and(eq(callHoliday.institutionId, institutionId), eq(callHoliday.id, id)))
}

export async function insertEvent(tx: WriteTx, row: typeof callEvent.$inferInsert): Promise<void> {
  await tx.insert(callEvent).values(row)
}

export async function eventById(db: Reads, institutionId: string, id: string): Promise<CallEvent | undefined> {
  const [row] = await db
    .select()
    .from(callEvent)
    .where(and(eq(callEvent.institutionId, institutionId), eq(callEvent.id, id), isNull(callEvent.removedAt)))
  return row
}

export async function endEvent(tx: WriteTx, institutionId: string, id: string, removedAt: Date): Promise<void> {
  await tx
    .update(callEvent)
    .set({ removedAt })
    .where(and(eq(callEvent.institutionId, institutionId), eq(callEvent.id, id)))
}

export async function insertPrivilege(tx: WriteTx, row: typeof callPrivilege.$inferInsert): Promise<void> {
  await tx.insert(callPrivilege).values(row)
}

export async function privilegeById(db: Reads, institutionId: string, id: string): Promise<Privilege | undefined> {
  const [row] = await db
    .select()
    .from(callPrivilege)
    .where(
      and(eq(callPrivilege.institutionId, institutionId), eq(callPrivilege.id, id), isNull(callPrivilege.revokedAt)),
    )
  return row
}

export async function endPrivilege(tx: WriteTx, institutionId: string, id: string, revokedAt: Date): Promise<void> {
  await tx
    .update(callPrivilege)
    .set({ revokedAt })
    .where(and(eq(callPrivilege.institutionId, institutionId), eq(callPrivilege.id, id)))
}
