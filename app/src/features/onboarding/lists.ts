import { addDays, dayOf, isoOf } from '@gradus/rules'
import type { ChecklistKind, ItemOwner, MarkStatus } from './kinds.ts'

export interface Item {
  readonly id: string
  readonly position: number
  readonly title: string
  readonly guidance: string
  readonly owner: ItemOwner
  /** Null is by the lead time of the site. */
  readonly dueDays: number | null
  readonly documentKindId: string | null
  readonly createdAt: Date
  readonly changedAt: Date | null
  readonly titleBefore: string | null
  readonly archivedAt: Date | null
}

export interface Template {
  readonly id: string
  readonly programId: string | null
  readonly name: string
  readonly kind: ChecklistKind
  readonly levels: readonly string[]
  readonly siteIds: readonly string[]
  readonly rotationIds: readonly string[]
  readonly horizonDays: number
  readonly appliesFrom: string
  readonly leaveDays: number
  readonly automatic: boolean
  readonly createdAt: Date
  readonly items: readonly Item[]
}

/** What a list is about: an appointment's first or last day, the day after a leave, a day given by hand, or a stay elsewhere. */
export interface Subject {
  readonly id: string
  readonly kind: ChecklistKind
  readonly personId: string
  readonly personName: string
  readonly programId: string
  readonly level: string | null
  readonly aboutOn: string
  /** Days of the leave that ends; 0 for anything else. */
  readonly leaveDays: number
  readonly place: { readonly siteId: string; readonly rotationId: string; readonly leadTimeDays: number | null } | null
  /** Begun by hand, from this template alone. */
  readonly begun: { readonly templateId: string; readonly on: string; readonly version: number } | null
}

export interface Mark {
  readonly itemId: string
  readonly subjectId: string
  readonly status: MarkStatus
  readonly title: string
  readonly note: string | null
  readonly by: string
  readonly at: Date
  readonly version: number
}

/** How a person stands with a kind of document, for the day an item is about. */
export interface DocumentStanding {
  readonly state: 'valid' | 'unseen' | 'lacking'
  readonly sentence: string
}

export interface ListedItem {
  readonly id: string
  readonly title: string
  readonly guidance: string
  readonly owner: ItemOwner
  readonly dueOn: string
  readonly status: MarkStatus
  readonly isLate: boolean
  readonly document: { readonly kindId: string; readonly sentence: string } | null
  readonly note: string | null
  readonly by: string | null
  readonly at: string | null
  readonly version: number
  /** What the program changed while the list was open; `was` is the title before, null where the item is new. */
  readonly change: { readonly on: string; readonly was: string | null } | null
  /** Done, and no longer asked of others. */
  readonly isGone: boolean
}

export interface List {
  readonly template: Template
  readonly subject: Subject
  readonly items: readonly ListedItem[]
  /** Titles that the program took off while the list was open. */
  readonly takenOff: readonly string[]
}

/** Half a year after its day nobody asks for what is left of a list. */
export const closesAfterDays = 180

export const shifted = (day: string, days: number): string => isoOf(addDays(dayOf(day), days))

/** Whether the template makes a list for the subject on `today`. */
export function applies(template: Template, subject: Subject, today: string): boolean {
  if (template.kind !== subject.kind) return false
  if (template.programId !== null && template.programId !== subject.programId) return false
  if (subject.begun !== null) return subject.begun.templateId === template.id
  if (!template.automatic || subject.aboutOn < template.appliesFrom) return false
  if (template.levels.length > 0 && !template.levels.includes(subject.level ?? '')) return false
  const { place } = subject
  if (place !== null)
    return (
      (template.siteIds.length === 0 || template.siteIds.includes(place.siteId)) &&
      (template.rotationIds.length === 0 || template.rotationIds.includes(place.rotationId))
    )
  if (subject.kind === 'return' && subject.leaveDays < template.leaveDays) return false
  return shifted(subject.aboutOn, -template.horizonDays) <= today && today <= shifted(subject.aboutOn, closesAfterDays)
}

const isClosed = (status: MarkStatus): boolean => status === 'done' || status === 'not-needed'

export const isOpen = ({ status }: Pick<ListedItem, 'status'>): boolean => !isClosed(status)

const dayOfInstant = (at: Date): string => at.toISOString().slice(0, 10)

/** When the list began to be there: changes of the template before that are no news. */
function openedOn(template: Template, subject: Subject): string {
  const created = dayOfInstant(template.createdAt)
  const opened = subject.begun?.on ?? shifted(subject.aboutOn, -template.horizonDays)
  return created > opened ? created : opened
}

function changeOf(item: Item, template: Template, since: string): ListedItem['change'] {
  if (item.changedAt !== null && dayOfInstant(item.changedAt) >= since)
    return { on: dayOfInstant(item.changedAt), was: item.titleBefore }
  const isLater = item.createdAt.getTime() > template.createdAt.getTime()
  return isLater && dayOfInstant(item.createdAt) >= since ? { on: dayOfInstant(item.createdAt), was: null } : null
}

/**
 * The list of one subject. What is not done follows the template; what is done keeps its words, also when the template drops it. An
 * item with a document is done while a valid one is there, and by nothing else.
 */
export function listOf(
  template: Template,
  subject: Subject,
  markOf: (itemId: string) => Mark | undefined,
  standingOf: (kindId: string) => DocumentStanding | null,
  today: string,
): List {
  const since = openedOn(template, subject)
  const takenOff: string[] = []
  const items: ListedItem[] = []
  for (const item of [...template.items].sort((a, b) => a.position - b.position)) {
    const mark = markOf(item.id)
    const isGone = item.archivedAt !== null
    if (isGone && mark?.status !== 'done') {
      if (item.archivedAt !== null && dayOfInstant(item.archivedAt) >= since) takenOff.push(item.title)
      continue
    }
    const { documentKindId } = item
    const standing = documentKindId === null ? null : standingOf(documentKindId)
    const status = statusOf(mark, standing)
    const lead = subject.place?.leadTimeDays ?? 0
    const dueOn = shifted(subject.aboutOn, item.dueDays ?? -lead)
    const isKept = status === 'done' && mark?.status === 'done'
    items.push({
      id: item.id,
      title: isKept ? mark.title : item.title,
      guidance: item.guidance,
      owner: item.owner,
      dueOn,
      status,
      isLate: !isClosed(status) && dueOn < today,
      document:
        documentKindId === null || standing === null ? null : { kindId: documentKindId, sentence: standing.sentence },
      note: mark?.note ?? null,
      by: mark?.by ?? null,
      at: mark?.at.toISOString() ?? null,
      version: mark?.version ?? 0,
      change: isClosed(status) ? null : changeOf(item, template, since),
      isGone,
    })
  }
  return { template, subject, items, takenOff }
}

function statusOf(mark: Mark | undefined, standing: DocumentStanding | null): MarkStatus {
  if (standing === null || mark?.status === 'not-needed') return mark?.status ?? 'open'
  return standing.state === 'valid' ? 'done' : standing.state === 'unseen' ? 'sent' : 'open'
}

export interface Tally {
  readonly done: number
  readonly total: number
  readonly late: number
  readonly next: ListedItem | null
}

/** How far a list has come, over all owners or for one. What does not apply counts as settled. */
export function tallyOf(items: readonly ListedItem[]): Tally {
  const open = items.filter(isOpen)
  const [next] = [...open].sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
  return {
    done: items.length - open.length,
    total: items.length,
    late: open.filter(({ isLate }) => isLate).length,
    next: next ?? null,
  }
}
