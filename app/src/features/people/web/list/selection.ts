/** Where the keyboard is in a list, and what was chosen. Lines are known by id, since filters and sorts move them. */
export interface Selection {
  readonly cursor: number
  /** Where a range starts; what was chosen before it is kept beside it. */
  readonly anchor: number
  readonly base: ReadonlySet<string>
  readonly ids: ReadonlySet<string>
}

export const nobody: Selection = { cursor: 0, anchor: 0, base: new Set(), ids: new Set() }

const rangeOf = (ids: readonly string[], from: number, to: number): string[] =>
  ids.slice(Math.min(from, to), Math.max(from, to) + 1)

/** The cursor on a line; with `extend`, everything from the anchor to it is chosen. */
export function moveTo(selection: Selection, ids: readonly string[], index: number, extend: boolean): Selection {
  const cursor = Math.max(0, Math.min(ids.length - 1, index))
  if (!extend) return { ...selection, cursor, anchor: cursor, base: selection.ids }
  const chosen = new Set([...selection.base, ...rangeOf(ids, selection.anchor, cursor)])
  return { ...selection, cursor, ids: chosen }
}

/** Chooses a line, or leaves it out when it was chosen; a range may start from it. */
export function toggle(selection: Selection, ids: readonly string[], index: number): Selection {
  const id = ids[index]
  if (id === undefined) return selection
  const next = new Set(selection.ids)
  if (!next.delete(id)) next.add(id)
  return { cursor: index, anchor: index, base: next, ids: next }
}

/** Everybody shown, or nobody when all of them were chosen. */
export function toggleAll(selection: Selection, ids: readonly string[]): Selection {
  const all = ids.length > 0 && ids.every((id) => selection.ids.has(id))
  const next = new Set(selection.ids)
  for (const id of ids) {
    if (all) next.delete(id)
    else next.add(id)
  }
  return { ...selection, base: next, ids: next }
}

interface Key {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** What a key does; null where it is none of the list's. `page` is how many lines are on the screen. */
export function afterKey(
  selection: Selection,
  ids: readonly string[],
  { key, shiftKey, ctrlKey, metaKey }: Key,
  page: number,
): Selection | null {
  const { cursor } = selection
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: cursor + 1,
    ArrowUp: cursor - 1,
    PageDown: cursor + page,
    PageUp: cursor - page,
    Home: 0,
    End: ids.length - 1,
  }
  const step = steps[key]
  if (step !== undefined) return moveTo(selection, ids, step, shiftKey)
  if (key === ' ') return shiftKey ? moveTo(selection, ids, cursor, true) : toggle(selection, ids, cursor)
  if (key === 'Escape' && selection.ids.size > 0) return { ...nobody, cursor, anchor: cursor }
  if (key.toLowerCase() === 'a' && (ctrlKey || metaKey)) return toggleAll(selection, ids)
  return null
}
