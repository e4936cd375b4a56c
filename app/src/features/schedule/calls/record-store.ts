import { and, eq, inArray, isNull, lte } from 'drizzle-orm'
import type { WriteTx } from '../../../platform/audit/write.ts'
import { callAssignment, callChange } from './schema.ts'
import type { Assignment, Schedule } from './store.ts'

export async function appendChange(tx: WriteTx, row: typeof callChange.$inferInsert): Promise<void> {
  await tx.insert(callChange).values(row)
}

const batch = 500

export async function insertAssignments(tx: WriteTx, rows: readonly Assignment[]): Promise<void> {
  for (let from = 0; from < rows.length; from += batch)
    await tx.insert(callAssignment).values(rows.slice(from, from + batch))
}

/** Rows of the record end; they stay readable as what was in force before. */
export async function endAssignments(
  tx: WriteTx,
  institutionId: string,
  ids: readonly string[],
  replacedIn: number,
): Promise<void> {
  for (let from = 0; from < ids.length; from += batch)
    await tx
      .update(callAssignment)
      .set({ replacedIn })
      .where(
        and(eq(callAssignment.institutionId, institutionId), inArray(callAssignment.id, ids.slice(from, from + batch))),
      )
}

/** Rows of a draft, which nobody has seen as the record. */
export async function removeDraftAssignments(
  tx: WriteTx,
  institutionId: string,
  ids: readonly string[],
): Promise<void> {
  for (let from = 0; from < ids.length; from += batch)
    await tx
      .delete(callAssignment)
      .where(
        and(
          eq(callAssignment.institutionId, institutionId),
          isNull(callAssignment.publishedIn),
          inArray(callAssignment.id, ids.slice(from, from + batch)),
        ),
      )
}

/** The rows of a draft's first days become those of another draft. */
export async function moveDraftAssignments(
  tx: WriteTx,
  { institutionId, id }: Pick<Schedule, 'institutionId' | 'id'>,
  throughOn: string,
  scheduleId: string,
): Promise<void> {
  await tx
    .update(callAssignment)
    .set({ scheduleId })
    .where(
      and(
        eq(callAssignment.institutionId, institutionId),
        eq(callAssignment.scheduleId, id),
        isNull(callAssignment.publishedIn),
        lte(callAssignment.onDay, throughOn),
      ),
    )
}

/** The draft's rows become the record's. */
export async function publishAssignments(
  tx: WriteTx,
  { institutionId, id }: Pick<Schedule, 'institutionId' | 'id'>,
  publishedIn: number,
): Promise<void> {
  await tx
    .update(callAssignment)
    .set({ publishedIn })
    .where(
      and(
        eq(callAssignment.institutionId, institutionId),
        eq(callAssignment.scheduleId, id),
        isNull(callAssignment.publishedIn),
      ),
    )
}

export async function pinAssignments(
  tx: WriteTx,
  institutionId: string,
  ids: readonly string[],
  pinned: boolean,
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(callAssignment)
    .set({ pinned })
    .where(and(eq(callAssignment.institutionId, institutionId), inArray(callAssignment.id, [...ids])))
}
