import { type PointerEvent, type RefObject, type TouchEvent, useEffect, useRef, useState } from 'react'
import type { Cursor } from '../../../blocks/web/grid/cursor.ts'
import type { PersonLine } from '../../../blocks/web/grid/rows.ts'
import { nameWidth } from '../../../blocks/web/grid/schedule-grid.tsx'
import { type Carried, type Landing, landingOf } from './drag.ts'
import { isIn, type Selection, type Stretch } from './selection.ts'

/** What the pointer is doing. */
export type Drag =
  | { readonly kind: 'select' }
  | { readonly kind: 'fill'; readonly from: Selection }
  | {
      readonly kind: 'carry'
      readonly carried: Carried
      readonly isCopy: boolean
      readonly at: Cursor | null
      readonly moves: Landing['moves'] | null
    }

interface Options {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly people: readonly PersonLine[]
  readonly selection: Selection | null
  readonly stretches: readonly Stretch[]
  readonly select: (place: Cursor, isExtended: boolean) => void
  readonly onFill: (from: Selection) => void
  readonly onDrop: (moves: Landing['moves'], isCopy: boolean) => void
  readonly onMenu: (x: number, y: number, place: Cursor) => void
}

const longPressMilliseconds = 500
const edge = 28

/** Selecting, filling and carrying with a mouse or pen; with a finger a tap selects and a long press opens the commands. */
export function usePointer(options: Options) {
  const { scroller, people, selection } = options
  const [drag, setDrag] = useState<Drag | null>(null)
  /** Pressed on the selection, not yet moved: a click that selects one cell, or the beginning of carrying. */
  const pressed = useRef<{ place: Cursor; x: number; y: number } | null>(null)
  /** A long press has opened the commands: letting go is no click, which would close them. */
  const held = useRef(false)
  const press = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const down = (event: PointerEvent, place: Cursor | null) => {
    if (event.button !== 0 || place === null) return
    scroller.current?.focus({ preventScroll: true })
    if (event.pointerType === 'touch') {
      const { clientX, clientY } = event
      pressed.current = { place, x: clientX, y: clientY }
      held.current = false
      press.current = setTimeout(() => {
        pressed.current = null
        held.current = true
        options.select(place, false)
        options.onMenu(clientX, clientY, place)
      }, longPressMilliseconds)
      return
    }
    event.preventDefault()
    scroller.current?.setPointerCapture(event.pointerId)
    if (event.target instanceof Element && event.target.hasAttribute('data-handle') && selection !== null)
      setDrag({ kind: 'fill', from: selection })
    else if (isIn(selection, place) && !event.shiftKey) pressed.current = { place, x: event.clientX, y: event.clientY }
    else {
      options.select(place, event.shiftKey)
      setDrag({ kind: 'select' })
    }
  }
  const move = (event: PointerEvent, placeOf: () => Cursor | null) => {
    const from = pressed.current
    const isFar = from !== null && Math.hypot(event.clientX - from.x, event.clientY - from.y) > 4
    if (event.pointerType === 'touch') {
      if (isFar) cancelPress()
      return
    }
    if (from !== null && isFar) {
      pressed.current = null
      const carried = { from: options.stretches, grip: from.place }
      setDrag({ kind: 'carry', carried, isCopy: event.ctrlKey, at: null, moves: null })
      return
    }
    if (drag === null) return
    scrollAtEdges(scroller.current, event)
    const place = placeOf()
    if (drag.kind === 'carry') {
      if (place?.person === drag.at?.person && place?.day === drag.at?.day && event.ctrlKey === drag.isCopy) return
      const moves = place === null ? null : landingOf(people, drag.carried, place)
      setDrag({ ...drag, at: place, moves, isCopy: event.ctrlKey })
    } else if (place !== null) options.select(place, true)
  }
  const up = (event: PointerEvent) => {
    const from = pressed.current
    cancelPress()
    if (from !== null) options.select(from.place, false)
    else if (drag?.kind === 'fill') options.onFill(drag.from)
    else if (drag?.kind === 'carry' && drag.moves !== null) options.onDrop(drag.moves, event.ctrlKey)
    setDrag(null)
  }
  const cancelPress = () => {
    clearTimeout(press.current)
    pressed.current = null
  }
  useEffect(() => () => clearTimeout(press.current), [])

  return {
    drag,
    cancel: () => setDrag(null),
    onTouchEnd: (event: TouchEvent) => {
      if (held.current) event.preventDefault()
      held.current = false
    },
    onPointer: (event: PointerEvent, place: () => Cursor | null) => {
      if (event.type === 'pointerdown') down(event, place())
      else if (event.type === 'pointermove') move(event, place)
      else if (event.type === 'pointerup') up(event)
      else {
        cancelPress()
        setDrag(null)
      }
    },
  }
}

/** Near an edge the grid scrolls under the pointer. */
function scrollAtEdges(scroller: HTMLDivElement | null, { clientX, clientY }: PointerEvent): void {
  const box = scroller?.getBoundingClientRect()
  if (!scroller || box === undefined) return
  const cells = box.left + nameWidth
  const towards = (value: number, low: number, high: number): number =>
    value < low + edge ? -18 : value > high - edge ? 18 : 0
  scroller.scrollBy(towards(clientX, cells, box.right), towards(clientY, box.top, box.bottom))
}
