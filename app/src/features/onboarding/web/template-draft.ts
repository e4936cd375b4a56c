import type { ItemFields, TemplateFields } from '../contract.ts'

/** An item while it is written: days as typed, and a key that stays while it is moved. */
export interface ItemDraft extends Omit<ItemFields, 'dueDays'> {
  readonly key: string
  readonly days: string
  readonly when: 'before' | 'after' | 'lead-time'
}

export interface Draft extends Omit<TemplateFields, 'items' | 'horizonDays' | 'leaveDays'> {
  /** Null for a new one. */
  readonly id: string | null
  readonly version: number
  readonly horizonDays: string
  readonly leaveDays: string
  readonly openFor: number
  readonly items: readonly ItemDraft[]
}

let made = 0
const newKey = (): string => `new-${(made += 1)}`

const itemDraft = ({ dueDays, ...item }: ItemFields): ItemDraft => ({
  ...item,
  key: item.id ?? newKey(),
  days: dueDays === null ? '0' : String(Math.abs(dueDays)),
  when: dueDays === null ? 'lead-time' : dueDays > 0 ? 'after' : 'before',
})

export const emptyItem = (): ItemDraft =>
  itemDraft({ title: '', guidance: '', owner: 'trainee', dueDays: -14, documentKindId: null })

export function draftOf(
  fields: TemplateFields,
  kept: { readonly id: string; readonly version: number; readonly openFor: number } | null,
): Draft {
  return {
    programId: fields.programId,
    name: fields.name,
    kind: fields.kind,
    levels: fields.levels,
    siteIds: fields.siteIds,
    rotationIds: fields.rotationIds,
    appliesFrom: fields.appliesFrom,
    automatic: fields.automatic,
    horizonDays: String(fields.horizonDays),
    leaveDays: String(fields.leaveDays),
    items: fields.items.map(itemDraft),
    id: kept?.id ?? null,
    version: kept?.version ?? 0,
    openFor: kept?.openFor ?? 0,
  }
}

/** What is sent: text becomes days, and what was typed that is no number is refused there with its field. */
export function fieldsOf({ id: _id, version: _v, openFor: _o, ...draft }: Draft): TemplateFields {
  return {
    ...draft,
    levels: [...draft.levels],
    siteIds: [...draft.siteIds],
    rotationIds: [...draft.rotationIds],
    horizonDays: Number(draft.horizonDays),
    leaveDays: Number(draft.leaveDays),
    items: draft.items.map(({ key: _k, days, when, ...item }) => ({
      ...item,
      dueDays: when === 'lead-time' ? null : when === 'before' ? -Number(days) || 0 : Number(days),
    })),
  }
}

export const wholeDays = 'Give whole days.'

/** "14", and nothing that is no number of days. */
export const isDays = (typed: string): boolean => /^\d{1,3}$/.test(typed.trim())

/** Whether every number of days that counts was typed as one. */
export const hasAllDays = ({ kind, automatic, horizonDays, leaveDays, items }: Draft): boolean =>
  items.every(({ when, days }) => when === 'lead-time' || isDays(days)) &&
  (kind === 'off-site' || !automatic || (isDays(horizonDays) && (kind !== 'return' || isDays(leaveDays))))

/** The items with one moved up or down by one place. */
export function moved(items: readonly ItemDraft[], key: string, by: 1 | -1): readonly ItemDraft[] {
  const from = items.findIndex((item) => item.key === key)
  const item = items[from]
  const to = from + by
  if (item === undefined || to < 0 || to >= items.length) return items
  const rest = items.filter((each) => each !== item)
  return [...rest.slice(0, to), item, ...rest.slice(to)]
}
