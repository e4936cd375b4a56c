import type { Pool } from './store.ts'

/** Backup stands in a layer of its own, in which nobody is twice either. */
export const layerOf = ({ kind }: Pick<Pool, 'kind'>): number => (kind === 'backup' ? 1 : 0)

/** Whether the pools say that shifts of both may be held by one person on one day; it is enough that one of them says so. */
export const mayShareDay = (one: Pool, other: Pool): boolean =>
  one.id !== other.id && (one.settings.togetherWith.includes(other.id) || other.settings.togetherWith.includes(one.id))

/** Whether they may be held at the same time as well: a duty and the backup beside it. */
export const mayOverlap = (one: Pool | undefined, other: Pool | undefined): boolean =>
  one !== undefined && other !== undefined && layerOf(one) !== layerOf(other) && mayShareDay(one, other)
