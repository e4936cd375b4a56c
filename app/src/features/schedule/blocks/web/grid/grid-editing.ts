import type { ClipboardEvent, KeyboardEvent, MouseEvent, PointerEvent, RefObject, TouchEvent } from 'react'
import type { Cursor } from './cursor.ts'
import type { Span } from './timeline.ts'

/** Closed, open beside the focused grid, or open with the focus inside. */
export type Opened = 'closed' | 'beside' | 'inside'

/** A stretch of a line that is drawn over the assignments. */
export interface Mark extends Span {
  readonly kind:
    | 'legal'
    | 'illegal'
    | 'ghost'
    | 'ghost-illegal'
    | 'found'
    | 'found-here'
    | 'copied'
    | 'conflict'
    | 'other'
    | 'comment'
  /** Whose cursor this is. */
  readonly who?: { readonly tab: string; readonly name: string; readonly initials: string; readonly tint: number }
}

/** What an editor adds to the grid: a selected rectangle, marks, and what happens on keys and pointers. */
export interface GridEditing {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly selection: (Span & { readonly first: number; readonly last: number }) | null
  readonly marks: ReadonlyMap<number, readonly Mark[]>
  /** True: the key is dealt with. */
  readonly onKey: (event: KeyboardEvent) => boolean
  /** `place` gives the place under the pointer; null outside of the lines. */
  readonly onPointer: (event: PointerEvent, place: () => Cursor | null) => void
  readonly onTouchEnd: (event: TouchEvent) => void
  readonly onOpen: (place: Cursor) => void
  readonly onMenu: (event: MouseEvent, place: Cursor | null) => void
  readonly onClipboard: (event: ClipboardEvent) => void
}
