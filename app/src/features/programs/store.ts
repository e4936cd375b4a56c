import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { WriteTx } from '../../platform/audit/write.ts'
import type { Reads } from '../../platform/db/index.ts'
import { institution, program, programVersion, room, site } from './schema.ts'

export type Institution = typeof institution.$inferSelect
export type ProgramRow = typeof program.$inferSelect
export type RoomRow = typeof room.$inferSelect
export type SiteRow = typeof site.$inferSelect
/** A version without its text and definition, which are large and rarely wanted. */
export type VersionRow = Omit<typeof programVersion.$inferSelect, 'source' | 'definition'>

export async function institutionById(db: Reads, institutionId: string): Promise<Institution | undefined> {
  const [found] = await db.select().from(institution).where(eq(institution.institutionId, institutionId))
  return found
}

export const allInstitutions = (db: Reads): Promise<Institution[]> =>
  db.select().from(institution).orderBy(institution.createdAt)

/** Programs by name; `programIds` null is every program of the institution. Archived programs are left out. */
export async function programsOf(
  db: Reads,
  institutionId: string,
  programIds: readonly string[] | null,
): Promise<ProgramRow[]> {
  if (programIds?.length === 0) return []
  return db
    .select()
    .from(program)
    .where(
      and(
        eq(program.institutionId, institutionId),
        isNull(program.archivedAt),
        programIds === null ? undefined : inArray(program.id, [...programIds]),
      ),
    )
    .orderBy(asc(program.name), asc(program.id))
}

export async function programBySlug(db: Reads, institutionId: string, slug: string): Promise<ProgramRow | undefined> {
  const [found] = await db
    .select()
    .from(program)
    .where(and(eq(program.institutionId, institutionId), eq(program.slug, slug)))
  return found
}

const versionColumns = {
  institutionId: programVersion.institutionId,
  id: programVersion.id,
  programId: programVersion.programId,
  effectiveOn: programVersion.effectiveOn,
  revision: programVersion.revision,
  importedAt: programVersion.importedAt,
  importedBy: programVersion.importedBy,
}

/** Versions of programs, earliest date first and the latest revision of a date first. */
export async function versionsOf(
  db: Reads,
  institutionId: string,
  programIds: readonly string[] | null,
): Promise<VersionRow[]> {
  if (programIds?.length === 0) return []
  return db
    .select(versionColumns)
    .from(programVersion)
    .where(
      and(
        eq(programVersion.institutionId, institutionId),
        programIds === null ? undefined : inArray(programVersion.programId, [...programIds]),
      ),
    )
    .orderBy(asc(programVersion.programId), asc(programVersion.effectiveOn), desc(programVersion.revision))
}

export async function definitionsByVersion(db: Reads, institutionId: string, versionIds: readonly string[]) {
  if (versionIds.length === 0) return []
  return db
    .select({ id: programVersion.id, definition: programVersion.definition })
    .from(programVersion)
    .where(and(eq(programVersion.institutionId, institutionId), inArray(programVersion.id, [...versionIds])))
}

export async function sourceOf(db: Reads, institutionId: string, versionId: string): Promise<string | undefined> {
  const [found] = await db
    .select({ source: programVersion.source })
    .from(programVersion)
    .where(and(eq(programVersion.institutionId, institutionId), eq(programVersion.id, versionId)))
  return found?.source
}

/** Makes concurrent imports of one institution wait for one another, so that revisions are numbered without gaps. */
export async function lockInstitution(tx: WriteTx, institutionId: string): Promise<void> {
  await tx
    .select({ id: institution.institutionId })
    .from(institution)
    .where(eq(institution.institutionId, institutionId))
    .for('update')
}

export async function insertProgram(tx: WriteTx, row: typeof program.$inferInsert): Promise<void> {
  await tx.insert(program).values(row)
}

export async function renameProgram(
  tx: WriteTx,
  row: Pick<ProgramRow, 'institutionId' | 'id' | 'name' | 'shortName'>,
): Promise<void> {
  await tx
    .update(program)
    .set({ name: row.name, shortName: row.shortName, version: sql`${program.version} + 1` })
    .where(and(eq(program.institutionId, row.institutionId), eq(program.id, row.id)))
}

export async function insertVersion(tx: WriteTx, row: typeof programVersion.$inferInsert): Promise<void> {
  await tx.insert(programVersion).values(row)
}

export const roomsOf = (db: Reads, institutionId: string): Promise<RoomRow[]> =>
  db.select().from(room).where(eq(room.institutionId, institutionId)).orderBy(asc(room.name), asc(room.id))

export async function insertRooms(tx: WriteTx, rows: (typeof room.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(room).values(rows)
}

/** False when somebody changed the room since. */
export async function updateRoom(
  tx: WriteTx,
  row: Pick<RoomRow, 'institutionId' | 'id' | 'name' | 'minTrainees' | 'maxTrainees'>,
  expectedVersion: number,
): Promise<boolean> {
  const changed = await tx
    .update(room)
    .set({
      name: row.name,
      minTrainees: row.minTrainees,
      maxTrainees: row.maxTrainees,
      version: expectedVersion + 1,
    })
    .where(and(eq(room.institutionId, row.institutionId), eq(room.id, row.id), eq(room.version, expectedVersion)))
    .returning({ id: room.id })
  return changed.length === 1
}

export const sitesOf = (db: Reads, institutionId: string): Promise<SiteRow[]> =>
  db.select().from(site).where(eq(site.institutionId, institutionId)).orderBy(desc(site.own), asc(site.name))

export async function insertSites(tx: WriteTx, rows: (typeof site.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(site).values(rows)
}
