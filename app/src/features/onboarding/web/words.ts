import { dayWords } from '../../../ui/date-words.ts'
import type { Checklist, ChecklistKind, ItemOwner, ListedItem, MarkStatus } from '../contract.ts'

export const kindNames: Record<ChecklistKind, string> = {
  arrival: 'Arrival',
  departure: 'Departure',
  return: 'Return from long leave',
  'off-site': 'Time at another site',
}

/** The day a list is about, as its days are counted. */
export const aboutWords: Record<ChecklistKind, string> = {
  arrival: 'First day',
  departure: 'Last day',
  return: 'Back on',
  'off-site': 'Begins on',
}

const beforeWords: Record<ChecklistKind, string> = {
  arrival: 'Before you start',
  departure: 'Before you leave',
  return: 'Before you return',
  'off-site': 'Before you go',
}

export const ownerNames: Record<ItemOwner, string> = {
  trainee: 'The person',
  coordinator: 'The coordinator',
  director: 'The director',
}

/** Of a checklist; of time at another site a step that is done is confirmed. */
export const statusNames: Record<MarkStatus, string> = {
  open: 'To do',
  sent: 'Sent, waiting',
  done: 'Done',
  'not-needed': 'Does not apply',
}

export const isOpen = ({ status }: Pick<ListedItem, 'status'>): boolean => status === 'open' || status === 'sent'

const byDue = (a: ListedItem, b: ListedItem): number => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0)

export const openFirst = (items: readonly ListedItem[]): ListedItem[] => items.filter(isOpen).sort(byDue)

export interface Progress {
  readonly done: number
  readonly total: number
  readonly late: number
  readonly next: ListedItem | undefined
}

export function progressOf(items: readonly ListedItem[]): Progress {
  const open = openFirst(items)
  return {
    done: items.length - open.length,
    total: items.length,
    late: open.filter(({ isLate }) => isLate).length,
    next: open[0],
  }
}

/** Where somebody goes, and for what, where the one does not say the other. */
export const placeWords = (rotationName: string, siteName: string): string =>
  siteName === '' || siteName === rotationName ? rotationName : `${rotationName}, ${siteName}`

/** "Before you start: 4 of 11 done, next: Send your licence by Mon 1 Jun 2026." */
export function listAnswer({ kind, items }: Checklist): string {
  const { done, total, next } = progressOf(items.filter(({ owner }) => owner === 'trainee'))
  const opening = `${beforeWords[kind]}: ${done} of ${total} done`
  return next === undefined ? `${opening}.` : `${opening}, next: ${next.title}, by ${dayWords(next.dueOn)}.`
}
