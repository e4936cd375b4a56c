import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { WriteTx } from '../../platform/audit/write.ts'
import type { Reads } from '../../platform/db/index.ts'
import { groupBy } from '../../platform/group-by.ts'
import { checklistItem, checklistMark, checklistReminder, checklistStart, checklistTemplate } from './schema.ts'
import type { Mark, Template } from './lists.ts'

export type TemplateRow = typeof checklistTemplate.$inferSelect
export type ItemRow = typeof checklistItem.$inferSelect
export type StartRow = typeof checklistStart.$inferSelect
export type KeptTemplate = TemplateRow & Template

/** Templates in use of some programs and of the institution, with their items, the dropped ones too. Null is every program. */
export async function templatesOf(
  db: Reads,
  institutionId: string,
  programIds: readonly string[] | null,
): Promise<KeptTemplate[]> {
  const templates = await db
    .select()
    .from(checklistTemplate)
    .where(
      and(
        eq(checklistTemplate.institutionId, institutionId),
        isNull(checklistTemplate.archivedAt),
        programIds === null
          ? undefined
          : or(
              isNull(checklistTemplate.programId),
              programIds.length === 0 ? undefined : inArray(checklistTemplate.programId, [...programIds]),
            ),
      ),
    )
    .orderBy(asc(checklistTemplate.kind), asc(checklistTemplate.name), asc(checklistTemplate.id))
  const items = groupBy(
    await itemsOf(
      db,
      institutionId,
      templates.map(({ id }) => id),
    ),
    ({ templateId }) => templateId,
  )
  return templates.map((template) => ({ ...template, items: items.get(template.id) ?? [] }))
}

export const itemsOf = (db: Reads, institutionId: string, templateIds: readonly string[]): Promise<ItemRow[]> =>
  templateIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(checklistItem)
        .where(and(eq(checklistItem.institutionId, institutionId), inArray(checklistItem.templateId, [...templateIds])))
        .orderBy(asc(checklistItem.position), asc(checklistItem.id))

/** A template, also one that is used no longer. */
export async function templateById(db: Reads, institutionId: string, id: string): Promise<TemplateRow | undefined> {
  const [row] = await db
    .select()
    .from(checklistTemplate)
    .where(and(eq(checklistTemplate.institutionId, institutionId), eq(checklistTemplate.id, id)))
  return row
}

/** Which kinds of lists the institution asks for at all: the one question of whoever opens their first page where none is. */
export const kindsAskedFor = async (db: Reads, institutionId: string): Promise<ReadonlySet<string>> => {
  const rows = await db
    .selectDistinct({ kind: checklistTemplate.kind })
    .from(checklistTemplate)
    .where(and(eq(checklistTemplate.institutionId, institutionId), isNull(checklistTemplate.archivedAt)))
  return new Set(rows.map(({ kind }) => kind))
}

/** Institutions that use checklists at all. */
export const institutionsWithLists = async (db: Reads): Promise<string[]> =>
  (
    await db
      .selectDistinct({ institutionId: checklistTemplate.institutionId })
      .from(checklistTemplate)
      .where(isNull(checklistTemplate.archivedAt))
  ).map(({ institutionId }) => institutionId)

export async function insertTemplate(tx: WriteTx, row: typeof checklistTemplate.$inferInsert): Promise<void> {
  await tx.insert(checklistTemplate).values(row)
}

interface Key {
  readonly institutionId: string
  readonly id: string
  readonly expectedVersion: number
}

/** False when somebody changed it since. */
export async function changeTemplate(tx: WriteTx, key: Key, change: Partial<TemplateRow>): Promise<boolean> {
  const rows = await tx
    .update(checklistTemplate)
    .set({ ...change, version: key.expectedVersion + 1 })
    .where(
      and(
        eq(checklistTemplate.institutionId, key.institutionId),
        eq(checklistTemplate.id, key.id),
        eq(checklistTemplate.version, key.expectedVersion),
      ),
    )
    .returning({ id: checklistTemplate.id })
  return rows.length === 1
}

/** Writes items as they are now: new ones come, known ones change. */
export async function putItems(tx: WriteTx, rows: readonly (typeof checklistItem.$inferInsert)[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insert(checklistItem)
    .values([...rows])
    .onConflictDoUpdate({
      target: [checklistItem.institutionId, checklistItem.id],
      set: {
        position: sql`excluded.position`,
        title: sql`excluded.title`,
        guidance: sql`excluded.guidance`,
        owner: sql`excluded.owner`,
        dueDays: sql`excluded.due_days`,
        documentKindId: sql`excluded.document_kind_id`,
        changedAt: sql`excluded.changed_at`,
        titleBefore: sql`excluded.title_before`,
        archivedAt: sql`excluded.archived_at`,
      },
    })
}

/** Lists begun by hand that were not put away, of programs or of people. */
export const startsOf = (
  db: Reads,
  institutionId: string,
  whose: { readonly programIds: readonly string[] | null } | { readonly personIds: readonly string[] },
): Promise<StartRow[]> => {
  const ofWhom =
    'personIds' in whose
      ? inArray(checklistStart.personId, [...whose.personIds])
      : whose.programIds === null
        ? undefined
        : inArray(checklistStart.programId, [...whose.programIds])
  return db
    .select()
    .from(checklistStart)
    .where(and(eq(checklistStart.institutionId, institutionId), isNull(checklistStart.endedAt), ofWhom))
}

export async function startById(db: Reads, institutionId: string, id: string): Promise<StartRow | undefined> {
  const [row] = await db
    .select()
    .from(checklistStart)
    .where(
      and(eq(checklistStart.institutionId, institutionId), eq(checklistStart.id, id), isNull(checklistStart.endedAt)),
    )
  return row
}

export async function insertStart(tx: WriteTx, row: typeof checklistStart.$inferInsert): Promise<void> {
  await tx.insert(checklistStart).values(row)
}

/** False when somebody changed it since. */
export async function endStart(tx: WriteTx, key: Key, endedAt: Date): Promise<boolean> {
  const rows = await tx
    .update(checklistStart)
    .set({ endedAt, version: key.expectedVersion + 1 })
    .where(
      and(
        eq(checklistStart.institutionId, key.institutionId),
        eq(checklistStart.id, key.id),
        eq(checklistStart.version, key.expectedVersion),
        isNull(checklistStart.endedAt),
      ),
    )
    .returning({ id: checklistStart.id })
  return rows.length === 1
}

export const marksOf = (db: Reads, institutionId: string, subjectIds: readonly string[]): Promise<Mark[]> =>
  subjectIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          itemId: checklistMark.itemId,
          subjectId: checklistMark.subjectId,
          status: checklistMark.status,
          title: checklistMark.title,
          note: checklistMark.note,
          by: checklistMark.by,
          at: checklistMark.at,
          version: checklistMark.version,
        })
        .from(checklistMark)
        .where(and(eq(checklistMark.institutionId, institutionId), inArray(checklistMark.subjectId, [...subjectIds])))

/** Marks an item; `row.version` is one more than what was seen. False when somebody marked it since. */
export async function putMark(tx: WriteTx, row: typeof checklistMark.$inferInsert): Promise<boolean> {
  const seen = row.version - 1
  const marked =
    seen === 0
      ? await tx.insert(checklistMark).values(row).onConflictDoNothing().returning({ id: checklistMark.itemId })
      : await tx
          .update(checklistMark)
          .set(row)
          .where(
            and(
              eq(checklistMark.institutionId, row.institutionId),
              eq(checklistMark.itemId, row.itemId),
              eq(checklistMark.subjectId, row.subjectId),
              eq(checklistMark.version, seen),
            ),
          )
          .returning({ id: checklistMark.itemId })
  return marked.length === 1
}

/** Keeps that owners are told; gives what nobody had been told before. */
export async function insertReminders(
  tx: WriteTx,
  rows: readonly (typeof checklistReminder.$inferInsert)[],
): Promise<{ itemId: string; subjectId: string }[]> {
  if (rows.length === 0) return []
  return tx
    .insert(checklistReminder)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ itemId: checklistReminder.itemId, subjectId: checklistReminder.subjectId })
}

/** What owners were told, of subjects. */
export const remindersOf = (db: Reads, institutionId: string, subjectIds: readonly string[]) =>
  subjectIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          itemId: checklistReminder.itemId,
          subjectId: checklistReminder.subjectId,
          moment: checklistReminder.moment,
          dueOn: checklistReminder.dueOn,
        })
        .from(checklistReminder)
        .where(
          and(
            eq(checklistReminder.institutionId, institutionId),
            inArray(checklistReminder.subjectId, [...subjectIds]),
          ),
        )
