import { useEffect, useMemo, useState } from 'react'
import type { Cursor } from '../../../blocks/web/grid/cursor.ts'
import type { PersonLine } from '../../../blocks/web/grid/rows.ts'
import { clip, spanOf } from '../../../blocks/web/grid/timeline.ts'
import { placeOf } from './presence.ts'
import { type Selection, selectionOf, type Stretch, stretchesOf } from './selection.ts'
import type { Draft } from './use-draft.ts'

export interface Selecting {
  readonly selection: Selection | null
  /** What of the selection is of the draft's own year: other years may stand beside it, but are not edited here. */
  readonly stretches: readonly Stretch[]
  /** Why nothing of the selection can be edited; null where something can. */
  readonly beyond: string | null
  readonly select: (head: Cursor, isExtended: boolean) => void
  readonly selectRange: (anchor: Cursor, head: Cursor) => void
  /** Days of the line under the cursor. */
  readonly selectDays: (startDay: number, endDay: number) => void
  /** Begins the range elsewhere; the cursor stays. */
  readonly anchorAt: (anchor: Cursor) => void
}

/** What is selected in a draft: a range from where it began to the cursor. The others in the draft are told. */
export function useSelection(
  { view, presence }: Draft,
  people: readonly PersonLine[],
  cursor: Cursor,
  onCursor: (cursor: Cursor) => void,
  onSelect: ((stretch: Stretch | undefined) => void) | undefined,
): Selecting {
  const [range, setRange] = useState<{ anchor: Cursor; head: Cursor }>({ anchor: cursor, head: cursor })
  // Whatever else moves the cursor (a finding, a filter) ends the range.
  const anchor = range.head === cursor ? range.anchor : cursor
  const selection = useMemo(() => selectionOf(people, anchor, cursor), [people, anchor, cursor])
  const { startOn, endOn, label } = view
  const stretches = useMemo(() => {
    const own = selection === null ? null : clip(selection, spanOf({ startOn, endOn }))
    return selection === null || own === null ? [] : stretchesOf(people, { ...selection, ...own })
  }, [people, selection, startOn, endOn])
  const { tell } = presence
  useEffect(() => tell(placeOf(people, selection)), [tell, people, selection])
  useEffect(() => onSelect?.(stretches[0]), [onSelect, stretches])
  const selectRange = (from: Cursor, head: Cursor) => {
    setRange({ anchor: from, head })
    onCursor(head)
  }
  return {
    selection,
    stretches,
    beyond: selection !== null && stretches.length === 0 ? `Only ${label} is part of this draft.` : null,
    select: (head, isExtended) => {
      if (isExtended && head.person === cursor.person && head.day === cursor.day) return
      selectRange(isExtended ? anchor : head, head)
    },
    selectRange,
    selectDays: (startDay, endDay) =>
      selectRange({ person: cursor.person, day: startDay }, { person: cursor.person, day: endDay }),
    anchorAt: (from) => setRange({ anchor: from, head: cursor }),
  }
}
