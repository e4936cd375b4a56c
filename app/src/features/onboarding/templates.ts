import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { AppError, notFound, type Problem } from '../../contract/app-error.ts'
import type { RouteAnswer } from '../../contract/route.ts'
import { type Who, write, type WriteTx } from '../../platform/audit/write.ts'
import type { Reads } from '../../platform/db/index.ts'
import { groupBy } from '../../platform/group-by.ts'
import type { Platform } from '../../platform/platform.ts'
import { rotationName } from '../curriculum/index.ts'
import { kindsOf } from '../documents/index.ts'
import { curriculaInForce, programsOf } from '../programs/index.ts'
import type { getTemplates, ItemFields, saveTemplate, TemplateView } from './contract.ts'
import { isOpen } from './lists.ts'
import { loadLists } from './load.ts'
import * as store from './store.ts'
import { stale } from './service.ts'

/** What a template of a program can name: levels, sites elsewhere, rotations there and kinds of documents. */
async function choices(db: Reads, institutionId: string, programIds: readonly string[], today: string) {
  const programs = await programsOf(db, institutionId, programIds)
  const curricula = await curriculaInForce(db, institutionId, programIds, today)
  const kinds = groupBy(await kindsOf(db, institutionId, programIds), ({ programId }) => programId)
  return programs.map(({ id, name }) => {
    const definition = curricula.get(id)?.definition
    const away = (definition?.sites ?? []).filter(({ kind }) => kind === 'off-site')
    const sites = away.map((site) => ({ id: site.id, name: site.name, leadTimeDays: site.leadTimeDays ?? null }))
    return {
      programId: id,
      name,
      levels: (definition?.levels ?? []).map((level) => ({ id: level.id, name: level.name ?? level.id })),
      sites,
      rotations: (definition?.rotations ?? []).flatMap((rotation) =>
        sites.some((site) => site.id === rotation.site)
          ? [{ id: rotation.id, name: rotationName(rotation), siteId: rotation.site ?? '' }]
          : [],
      ),
      documentKinds: (kinds.get(id) ?? []).map((kind) => ({ id: kind.id, name: kind.name })),
    }
  })
}

export async function templatesFor(
  platform: Platform,
  institutionId: string,
  programIds: readonly string[],
  mayDefineForAll: boolean,
): Promise<RouteAnswer<typeof getTemplates>> {
  const db = platform.database.drizzle
  const { today, lists } = await loadLists(db, institutionId, { programIds }, platform.now())
  const open = groupBy(
    lists.filter(({ items }) => items.some(isOpen)),
    ({ template }) => template.id,
  )
  const templates = await store.templatesOf(db, institutionId, programIds)
  return {
    today,
    mayDefineForAll,
    programs: await choices(db, institutionId, programIds, today),
    templates: templates.map(
      ({ institutionId: _i, createdAt: _c, archivedAt: _a, items, ...template }): TemplateView => ({
        ...template,
        items: items
          .filter(({ archivedAt }) => archivedAt === null)
          .map(({ id, title, guidance, owner, dueDays, documentKindId }) => ({
            id,
            title,
            guidance,
            owner,
            dueDays,
            documentKindId,
          })),
        openFor: open.get(template.id)?.length ?? 0,
        mayEdit: template.programId !== null || mayDefineForAll,
      }),
    ),
  }
}

type Asked = z.output<typeof saveTemplate.body>

/** Refuses what contradicts itself or names what the program does not have. */
async function requireSound(tx: WriteTx, institutionId: string, asked: Asked): Promise<void> {
  const problems: Problem[] = []
  const kinds = asked.programId === null ? [] : await kindsOf(tx, institutionId, [asked.programId])
  const known = new Set(kinds.map(({ id }) => id))
  for (const [index, item] of asked.items.entries()) {
    const at = (field: string) => `items.${index}.${field}`
    if (item.documentKindId !== null && !known.has(item.documentKindId))
      problems.push({ path: at('documentKindId'), sentence: 'This program does not ask for such a document.' })
    if (item.documentKindId !== null && item.owner !== 'trainee')
      problems.push({ path: at('owner'), sentence: 'A document is brought by the trainee.' })
    if (item.dueDays === null && asked.kind !== 'off-site')
      problems.push({ path: at('dueDays'), sentence: 'Say how many days before or after it is due.' })
  }
  if (asked.kind === 'off-site' && !asked.automatic)
    problems.push({ path: 'automatic', sentence: 'Time at another site is always taken from the schedule.' })
  if (problems.length > 0) throw new AppError('invalid', 'Some of this cannot be kept as it is.', { problems })
}

const sameItem = (row: store.ItemRow, item: ItemFields): boolean =>
  row.title === item.title &&
  row.guidance === item.guidance &&
  row.owner === item.owner &&
  row.dueDays === item.dueDays &&
  row.documentKindId === item.documentKindId

/** Items as they are to stand: the known ones changed or dropped, the new ones added, each knowing since when. */
function itemRows(known: readonly store.ItemRow[], asked: Asked, institutionId: string, templateId: string, now: Date) {
  const rows = new Map(known.map((row) => [row.id, row]))
  const wanted = asked.items.map((item, position) => {
    const row = item.id === undefined ? undefined : rows.get(item.id)
    if (item.id !== undefined && row === undefined) throw notFound('item on this checklist')
    if (row === undefined) return { ...item, institutionId, id: randomUUID(), templateId, position, createdAt: now }
    const changed = sameItem(row, item)
      ? { changedAt: row.changedAt, titleBefore: row.titleBefore }
      : { changedAt: now, titleBefore: row.title }
    return { ...row, ...item, id: row.id, position, archivedAt: null, ...changed }
  })
  const kept = new Set(wanted.map(({ id }) => id))
  const dropped = known
    .filter(({ id, archivedAt }) => !kept.has(id) && archivedAt === null)
    .map((row) => ({ ...row, archivedAt: now }))
  return [...wanted, ...dropped]
}

/** Keeps a template. Lists follow from it at once: what has not been done changes with it, what is done stays. */
export async function keepTemplate(
  platform: Platform,
  who: Who,
  asked: Asked,
): Promise<{ id: string; version: number }> {
  const { institutionId } = who
  const { id: known, expectedVersion, items: _items, ...fields } = asked
  const id = known ?? randomUUID()
  const now = platform.now()
  await write(platform, who, async (tx) => {
    await requireSound(tx, institutionId, asked)
    if (known === undefined) await store.insertTemplate(tx, { institutionId, id, ...fields, createdAt: now })
    else if (!(await store.changeTemplate(tx, { institutionId, id, expectedVersion }, fields))) throw stale()
    const before = known === undefined ? [] : await store.itemsOf(tx, institutionId, [known])
    const rows = itemRows(before, asked, institutionId, id, now)
    await store.putItems(tx, rows)
    const titles = (all: readonly { readonly title: string }[]) => all.map(({ title }) => title)
    tx.record({
      action: 'checklist.written',
      entity: 'checklist',
      entityId: id,
      programId: fields.programId,
      before: { items: titles(before.filter(({ archivedAt }) => archivedAt === null)) },
      after: { ...fields, items: titles(asked.items) },
    })
  })
  return { id, version: known === undefined ? 0 : expectedVersion + 1 }
}

export const archiveTemplate = (
  platform: Platform,
  who: Who,
  template: store.TemplateRow,
  { expectedVersion, archived }: { readonly expectedVersion: number; readonly archived: boolean },
): Promise<void> =>
  write(platform, who, async (tx) => {
    const { institutionId, id, programId, name } = template
    const key = { institutionId, id, expectedVersion }
    if (!(await store.changeTemplate(tx, key, { archivedAt: archived ? platform.now() : null }))) throw stale()
    tx.record({
      action: archived ? 'checklist.archived' : 'checklist.written',
      entity: 'checklist',
      entityId: id,
      programId,
      after: { name, archived },
    })
  })
