import { and, asc, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { WriteTx } from '../../platform/audit/write.ts'
import type { Reads } from '../../platform/db/index.ts'
import { documentKind, documentReminder, heldDocument } from './schema.ts'

export type KindRow = typeof documentKind.$inferSelect

/** A document without its file, which is read only to be downloaded. */
const withoutFile = {
  institutionId: heldDocument.institutionId,
  id: heldDocument.id,
  personId: heldDocument.personId,
  kindId: heldDocument.kindId,
  number: heldDocument.number,
  issuedOn: heldDocument.issuedOn,
  expiresOn: heldDocument.expiresOn,
  enteredBy: heldDocument.enteredBy,
  enteredAt: heldDocument.enteredAt,
  verifiedBy: heldDocument.verifiedBy,
  verifiedAt: heldDocument.verifiedAt,
  fileName: heldDocument.fileName,
  version: heldDocument.version,
}
export type HeldRow = Omit<typeof heldDocument.$inferSelect, 'file' | 'fileType' | 'removedAt'>

export const kindsOf = (db: Reads, institutionId: string, programIds: readonly string[]): Promise<KindRow[]> =>
  programIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(documentKind)
        .where(
          and(
            eq(documentKind.institutionId, institutionId),
            inArray(documentKind.programId, [...programIds]),
            isNull(documentKind.archivedAt),
          ),
        )
        .orderBy(asc(documentKind.name), asc(documentKind.id))

/** Kinds by id that are still asked for. */
export const kindsByIds = (db: Reads, institutionId: string, ids: readonly string[]): Promise<KindRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(documentKind)
        .where(
          and(
            eq(documentKind.institutionId, institutionId),
            inArray(documentKind.id, [...ids]),
            isNull(documentKind.archivedAt),
          ),
        )

export async function kindById(db: Reads, institutionId: string, id: string): Promise<KindRow | undefined> {
  const [row] = await db
    .select()
    .from(documentKind)
    .where(and(eq(documentKind.institutionId, institutionId), eq(documentKind.id, id), isNull(documentKind.archivedAt)))
  return row
}

export async function insertKind(tx: WriteTx, row: typeof documentKind.$inferInsert): Promise<void> {
  await tx.insert(documentKind).values(row)
}

interface Key {
  readonly institutionId: string
  readonly id: string
  readonly expectedVersion: number
}

/** False when somebody changed it since. */
export async function changeKind(tx: WriteTx, key: Key, change: Partial<KindRow>): Promise<boolean> {
  const rows = await tx
    .update(documentKind)
    .set({ ...change, version: key.expectedVersion + 1 })
    .where(
      and(
        eq(documentKind.institutionId, key.institutionId),
        eq(documentKind.id, key.id),
        eq(documentKind.version, key.expectedVersion),
        isNull(documentKind.archivedAt),
      ),
    )
    .returning({ id: documentKind.id })
  return rows.length === 1
}

/** Documents of people, the newest of each kind first. */
export const heldBy = (db: Reads, institutionId: string, personIds: readonly string[]): Promise<HeldRow[]> =>
  personIds.length === 0
    ? Promise.resolve([])
    : db
        .select(withoutFile)
        .from(heldDocument)
        .where(
          and(
            eq(heldDocument.institutionId, institutionId),
            inArray(heldDocument.personId, [...personIds]),
            isNull(heldDocument.removedAt),
          ),
        )
        .orderBy(sql`${heldDocument.expiresOn} desc nulls last`, desc(heldDocument.enteredAt))

export async function heldById(db: Reads, institutionId: string, id: string): Promise<HeldRow | undefined> {
  const [row] = await db
    .select(withoutFile)
    .from(heldDocument)
    .where(and(eq(heldDocument.institutionId, institutionId), eq(heldDocument.id, id), isNull(heldDocument.removedAt)))
  return row
}

export async function fileOf(
  db: Reads,
  institutionId: string,
  id: string,
): Promise<{ fileName: string | null; fileType: string | null; file: Buffer | null } | undefined> {
  const { fileName, fileType, file } = heldDocument
  const [row] = await db
    .select({ fileName, fileType, file })
    .from(heldDocument)
    .where(and(eq(heldDocument.institutionId, institutionId), eq(heldDocument.id, id), isNull(heldDocument.removedAt)))
  return row
}

export async function insertHeld(tx: WriteTx, row: typeof heldDocument.$inferInsert): Promise<void> {
  await tx.insert(heldDocument).values(row)
}

/** False when somebody changed it since. */
export async function changeHeld(
  tx: WriteTx,
  key: Key,
  change: Partial<typeof heldDocument.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(heldDocument)
    .set({ ...change, version: key.expectedVersion + 1 })
    .where(
      and(
        eq(heldDocument.institutionId, key.institutionId),
        eq(heldDocument.id, key.id),
        eq(heldDocument.version, key.expectedVersion),
        isNull(heldDocument.removedAt),
      ),
    )
    .returning({ id: heldDocument.id })
  return rows.length === 1
}

/** The newest document of each person and kind that ends by a day, with what its kind says of reminders, over all institutions. */
export async function endingBy(db: Reads, day: string) {
  const newest = db
    .selectDistinctOn([heldDocument.institutionId, heldDocument.personId, heldDocument.kindId], withoutFile)
    .from(heldDocument)
    .where(isNull(heldDocument.removedAt))
    .orderBy(
      heldDocument.institutionId,
      heldDocument.personId,
      heldDocument.kindId,
      sql`${heldDocument.expiresOn} desc nulls last`,
    )
    .as('newest')
  return db
    .select({
      institutionId: newest.institutionId,
      id: newest.id,
      personId: newest.personId,
      expiresOn: newest.expiresOn,
      name: documentKind.name,
      remindDays: documentKind.remindDays,
    })
    .from(newest)
    .innerJoin(
      documentKind,
      and(eq(documentKind.institutionId, newest.institutionId), eq(documentKind.id, newest.kindId)),
    )
    .where(and(lte(newest.expiresOn, day), isNull(documentKind.archivedAt)))
}

export const remindersOf = (db: Reads, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .select({ documentId: documentReminder.documentId, daysBefore: documentReminder.daysBefore })
        .from(documentReminder)
        .where(inArray(documentReminder.documentId, [...ids]))

/** False when another server reminded already. */
export async function insertReminder(tx: WriteTx, row: typeof documentReminder.$inferInsert): Promise<boolean> {
  const rows = await tx
    .insert(documentReminder)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: documentReminder.documentId })
  return rows.length === 1
}
