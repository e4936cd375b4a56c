import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import type { Meaning } from './codes.ts'
import type { Choices } from './contract.ts'
import { workbook, workbookCode } from './schema.ts'

export type WorkbookRow = typeof workbook.$inferSelect

const open = (institutionId: string) => and(eq(workbook.institutionId, institutionId), isNull(workbook.discardedAt))

export async function workbookById(db: Reads, institutionId: string, id: string): Promise<WorkbookRow | undefined> {
  const [row] = await db
    .select()
    .from(workbook)
    .where(and(open(institutionId), eq(workbook.id, id)))
  return row
}

/** Without what is in them, newest first. */
export function workbooksOf(db: Reads, institutionId: string, programIds: readonly string[] | null) {
  const { id, fileName, programId, startYear, sentAt, sentBy, scenarioId } = workbook
  return db
    .select({ id, fileName, programId, startYear, sentAt, sentBy, scenarioId })
    .from(workbook)
    .where(and(open(institutionId), programIds === null ? undefined : inArray(workbook.programId, [...programIds])))
    .orderBy(desc(workbook.sentAt))
    .limit(100)
}

export async function insertWorkbook(tx: WriteTx, row: typeof workbook.$inferInsert): Promise<void> {
  await tx.insert(workbook).values(row)
}

/** False when somebody changed it since `expectedVersion`. */
export async function advanceWorkbook(
  tx: WriteTx,
  key: { readonly institutionId: string; readonly id: string; readonly expectedVersion: number },
  change: { readonly choices?: Choices; readonly scenarioId?: string; readonly discardedAt?: Date },
): Promise<boolean> {
  const changed = await tx
    .update(workbook)
    .set({ ...change, version: key.expectedVersion + 1 })
    .where(
      and(
        open(key.institutionId),
        eq(workbook.id, key.id),
        eq(workbook.version, key.expectedVersion),
        isNull(workbook.scenarioId),
      ),
    )
    .returning({ id: workbook.id })
  return changed.length === 1
}

export async function codesLearnt(db: Reads, institutionId: string, programId: string): Promise<Map<string, Meaning>> {
  const rows = await db
    .select({ code: workbookCode.code, meaning: workbookCode.meaning })
    .from(workbookCode)
    .where(and(eq(workbookCode.institutionId, institutionId), eq(workbookCode.programId, programId)))
  return new Map(rows.map(({ code, meaning }) => [code, meaning]))
}

export async function learnCodes(
  tx: WriteTx,
  institutionId: string,
  programId: string,
  codes: readonly (readonly [string, Meaning])[],
): Promise<void> {
  if (codes.length === 0) return
  await tx
    .insert(workbookCode)
    .values(codes.map(([code, meaning]) => ({ institutionId, programId, code, meaning })))
    .onConflictDoUpdate({
      target: [workbookCode.institutionId, workbookCode.programId, workbookCode.code],
      set: { meaning: sql`excluded.meaning` },
    })
}
