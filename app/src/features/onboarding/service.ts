import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { AppError, notFound } from '../../contract/app-error.ts'
import { type Who, write, type WriteTx } from '../../platform/audit/write.ts'
import type { Reads } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { settleNotices } from '../notifications/index.ts'
import { peopleByIds } from '../people/index.ts'
import { programsOf } from '../programs/index.ts'
import type { beginChecklist, Checklist, markItems } from './contract.ts'
import { isOpen, type List } from './lists.ts'
import { loadLists, type Whose } from './load.ts'
import * as store from './store.ts'
import { nameOf } from './subjects.ts'

/** What notices about a person's lists are settled by. */
export const noticeSubject = (personId: string): string => `checklists:${personId}`

export const stale = () =>
  new AppError('stale', 'Somebody changed this meanwhile. Look at it as it is now, and try again.')

const listView = ({ template, subject, items, takenOff }: List, programName: string): Checklist => ({
  templateId: template.id,
  subjectId: subject.id,
  personId: subject.personId,
  personName: subject.personName,
  programId: subject.programId,
  programName,
  name: template.name,
  kind: template.kind,
  aboutOn: subject.aboutOn,
  items: [...items],
  takenOff: [...takenOff],
  begun: subject.begun === null ? null : { version: subject.begun.version },
})

/** Lists as they travel, those that are nearest to their day first. */
export async function listsOf(
  platform: Platform,
  institutionId: string,
  whose: Whose,
): Promise<{ today: string; lists: Checklist[]; templates: number }> {
  const db = platform.database.drizzle
  const { today, lists, templates } = await loadLists(db, institutionId, whose, platform.now())
  const programIds = [...new Set(lists.map(({ subject }) => subject.programId))]
  const names = new Map((await programsOf(db, institutionId, programIds)).map(({ id, name }) => [id, name]))
  const inOrder = [...lists].sort((a, b) => (a.subject.aboutOn < b.subject.aboutOn ? -1 : 1))
  return {
    today,
    lists: inOrder.map((list) => listView(list, names.get(list.subject.programId) ?? '')),
    templates: templates.length,
  }
}

export async function personNameOf(db: Reads, institutionId: string, personId: string): Promise<string> {
  const person = (await peopleByIds(db, institutionId, [personId])).get(personId)
  if (person === undefined) throw notFound('person')
  return nameOf(person)
}

type Marking = z.output<typeof markItems>

/** Whom the mark is about, and what its audit event names. */
export interface MarkedSubject {
  readonly subjectId: string
  readonly personId: string
  readonly programId: string
  readonly entity: string
}

/** Marks items that `lists` of the subject hold. `asDesk` is whoever may mark also what is not theirs. */
export async function markIn(
  tx: WriteTx,
  who: Who,
  now: Date,
  subject: MarkedSubject,
  lists: readonly List[],
  { items, status, note }: Marking,
  asDesk: boolean,
): Promise<number[]> {
  const { institutionId } = who
  const { subjectId, personId, programId, entity } = subject
  const words = note === '' ? null : note
  if (status === 'not-needed' && words === null)
    throw new AppError('invalid', 'Say why this does not apply.', {
      problems: [{ path: 'note', sentence: 'Say why this does not apply.' }],
    })
  const known = new Map(lists.flatMap((list) => list.items).map((item) => [item.id, item]))
  const versions: number[] = []
  for (const { itemId, expectedVersion } of items) {
    const item = known.get(itemId)
    if (item === undefined) throw notFound('item on this list')
    if (!asDesk && item.owner !== 'trainee')
      throw new AppError('not-allowed', `“${item.title}” is for the ${item.owner} to mark.`)
    if (item.document !== null && (status === 'done' || status === 'sent'))
      throw new AppError(
        'conflict',
        `“${item.title}” is done once the document is here and was seen: enter the document.`,
      )
    if (item.version !== expectedVersion) throw stale()
    const version = expectedVersion + 1
    const { title } = item
    const row = { institutionId, itemId, subjectId, personId, status, title, note: words, version, at: now }
    if (!(await store.putMark(tx, { ...row, by: who.name, byPersonId: who.personId }))) throw stale()
    versions.push(version)
    tx.record({
      action: 'checklist.marked',
      entity,
      entityId: entity === 'person' ? personId : subjectId,
      programId,
      before: { item: title, status: item.status },
      after: { item: title, status },
      reason: words,
    })
  }
  return versions
}

/** Marks items of a person's list, as long as nobody marked them since. Who runs another program of theirs does not mark here. */
export async function mark(
  platform: Platform,
  who: Who,
  asked: { readonly personId: string; readonly subjectId: string; readonly marking: Marking },
  asDeskOf: (programId: string) => boolean,
): Promise<number[]> {
  const { institutionId } = who
  const { personId, subjectId, marking } = asked
  return write(platform, who, async (tx) => {
    const now = platform.now()
    const loaded = await loadLists(tx, institutionId, { personIds: [personId] }, now)
    const lists = loaded.lists.filter(({ subject }) => subject.id === subjectId)
    const [first] = lists
    if (first === undefined) throw notFound('list')
    const { programId } = first.subject
    const asDesk = asDeskOf(programId)
    if (!asDesk && personId !== who.personId) throw notFound('list')
    const about = { subjectId, personId, programId, entity: 'person' }
    const versions = await markIn(tx, who, now, about, lists, marking, asDesk)
    const marked = new Set(marking.items.map(({ itemId }) => itemId))
    const isLast = !loaded.lists
      .flatMap(({ items }) => items)
      .some((item) => item.owner === 'trainee' && isOpen(item) && !marked.has(item.id))
    if (isLast && marking.status !== 'open') await settleNotices(tx, institutionId, noticeSubject(personId), now)
    return versions
  })
}

/** Begins a list for somebody by hand. A second one for the same day is refused. */
export async function begin(
  platform: Platform,
  who: Who,
  { templateId, programId, personId, aboutOn }: z.output<typeof beginChecklist.body>,
): Promise<{ id: string }> {
  const { institutionId } = who
  const id = randomUUID()
  await write(platform, who, async (tx) => {
    const template = await store.templateById(tx, institutionId, templateId)
    if (
      template === undefined ||
      template.archivedAt !== null ||
      (template.programId !== null && template.programId !== programId)
    )
      throw notFound('checklist')
    if (template.kind === 'off-site')
      throw new AppError('conflict', 'What has to be done before time at another site follows from the schedule.')
    const started = { startedBy: who.name, startedAt: platform.now() }
    await store.insertStart(tx, { institutionId, id, templateId, programId, personId, aboutOn, ...started })
    const after = { id, name: template.name, aboutOn }
    tx.record({ action: 'checklist.begun', entity: 'person', entityId: personId, programId, after })
  })
  return { id }
}

export const end = (platform: Platform, who: Who, row: store.StartRow, expectedVersion: number): Promise<void> =>
  write(platform, who, async (tx) => {
    const { institutionId, id, personId, programId, aboutOn } = row
    if (!(await store.endStart(tx, { institutionId, id, expectedVersion }, platform.now()))) throw stale()
    tx.record({ action: 'checklist.ended', entity: 'person', entityId: personId, programId, before: { id, aboutOn } })
  })
