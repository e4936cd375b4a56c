import { and, eq, inArray } from 'drizzle-orm'
import type { WriteTx } from '../../../../platform/audit/write.ts'
import type { Reads } from '../../../../platform/db/index.ts'
import { preference } from '../schema.ts'
import { preferenceDeadline } from './schema.ts'

export type PreferenceRow = typeof preference.$inferSelect
export type DeadlineRow = typeof preferenceDeadline.$inferSelect

export async function preferenceOf(
  db: Reads,
  institutionId: string,
  personId: string,
  startYear: number,
): Promise<PreferenceRow | undefined> {
  return (await answersOf(db, institutionId, [personId], startYear))[0]
}

/** What people answered for a year; who is missing has not. */
export async function answersOf(
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
  startYear: number,
): Promise<PreferenceRow[]> {
  if (personIds.length === 0) return []
  return db
    .select()
    .from(preference)
    .where(
      and(
        eq(preference.institutionId, institutionId),
        eq(preference.startYear, startYear),
        inArray(preference.personId, [...personIds]),
      ),
    )
}

/** Stores wishes over version `expectedVersion` (0: none stored yet); false when somebody changed them since. */
export async function savePreference(
  tx: WriteTx,
  row: Pick<PreferenceRow, 'institutionId' | 'personId' | 'startYear' | 'wishes' | 'weeks' | 'enteredReason'>,
  expectedVersion: number,
): Promise<boolean> {
  const { wishes, weeks, enteredReason } = row
  if (expectedVersion === 0) {
    const inserted = await tx
      .insert(preference)
      .values({ ...row, version: 1 })
      .onConflictDoUpdate({
        target: [preference.institutionId, preference.personId, preference.startYear],
        set: { wishes, weeks, enteredReason, version: 1 },
        setWhere: eq(preference.version, 0),
      })
      .returning({ version: preference.version })
    return inserted.length === 1
  }
  const updated = await tx
    .update(preference)
    .set({ wishes, weeks, enteredReason, version: expectedVersion + 1 })
    .where(
      and(
        eq(preference.institutionId, row.institutionId),
        eq(preference.personId, row.personId),
        eq(preference.startYear, row.startYear),
        eq(preference.version, expectedVersion),
      ),
    )
    .returning({ version: preference.version })
  return updated.length === 1
}

export async function deadlinesOf(
  db: Reads,
  institutionId: string,
  programIds: readonly string[],
  startYear: number,
): Promise<Map<string, DeadlineRow>> {
  if (programIds.length === 0) return new Map()
  const rows = await db
    .select()
    .from(preferenceDeadline)
    .where(
      and(
        eq(preferenceDeadline.institutionId, institutionId),
        eq(preferenceDeadline.startYear, startYear),
        inArray(preferenceDeadline.programId, [...programIds]),
      ),
    )
  return new Map(rows.map((row) => [row.programId, row]))
}

/** Sets the last day over version `expectedVersion` (0: none stored yet); false when somebody changed it since. */
export async function saveDeadline(
  tx: WriteTx,
  row: Pick<DeadlineRow, 'institutionId' | 'programId' | 'startYear' | 'dueOn'>,
  expectedVersion: number,
): Promise<boolean> {
  const key = [preferenceDeadline.institutionId, preferenceDeadline.programId, preferenceDeadline.startYear]
  const changed = await tx
    .insert(preferenceDeadline)
    .values({ ...row, version: 1 })
    .onConflictDoUpdate({
      target: key,
      set: { dueOn: row.dueOn, version: expectedVersion + 1 },
      setWhere: eq(preferenceDeadline.version, expectedVersion),
    })
    .returning({ version: preferenceDeadline.version })
  return changed[0]?.version === expectedVersion + 1
}

export async function saveReminder(
  tx: WriteTx,
  row: Pick<DeadlineRow, 'institutionId' | 'programId' | 'startYear'>,
  remindedAt: Date,
): Promise<void> {
  await tx
    .insert(preferenceDeadline)
    .values({ ...row, remindedAt })
    .onConflictDoUpdate({
      target: [preferenceDeadline.institutionId, preferenceDeadline.programId, preferenceDeadline.startYear],
      set: { remindedAt },
    })
}
