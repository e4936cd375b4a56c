import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
} from 'react'
import type { ScheduleView } from '../../contract.ts'
import { ActiveCell, activeId } from './active-cell.tsx'
import type { CoverageKind, CoverageLine } from './coverage.ts'
import { type Cursor, cellAt, moved, moveOf } from './cursor.ts'
import type { Target } from './finding-targets.ts'
import classes from './grid.module.css'
import { GridHeader } from './grid-header.tsx'
import { headerRows } from './header-rows.ts'
import type { GridEditing, Mark, Opened } from './grid-editing.ts'
import { GroupRow, PersonRow } from './grid-row.tsx'
import type { Cell, GridRows, PersonLine } from './rows.ts'
import { zoomKey } from './zoom.ts'
import { clip, fullWidth, leftOf, monthsOf, type Span, type Timeline, weekOf, widthOf } from './timeline.ts'

export const nameWidth = 200
const lineHeights = { person: 34, group: 26 } as const
/** Weeks that are drawn together. */
const stretch = 6
const coverageHeight = 20

export interface ScheduleGridProps {
  readonly label: string
  readonly rows: GridRows
  readonly timeline: Timeline
  readonly coverage: readonly CoverageLine[]
  readonly onFold: (kind: CoverageKind) => void
  readonly onGap?: ((row: ScheduleView['coverage'][number], week: number) => void) | undefined
  readonly cursor: Cursor
  readonly onCursor: (cursor: Cursor) => void
  readonly targets: ReadonlyMap<number, readonly Target[]>
  /** Marks by person line that are there whoever looks: comments. */
  readonly notes: ReadonlyMap<number, readonly Mark[]>
  readonly opened: Opened
  readonly onOpened: (opened: Opened) => void
  /** One step closer (1) or farther away (-1). */
  readonly onZoom?: ((step: 1 | -1) => void) | undefined
  /** What stands in the active cell; `controls` are added to it. */
  readonly details: (line: PersonLine, cell: Cell, controls?: ReactNode) => ReactNode
  readonly editing?: GridEditing | undefined
  /** A letter or digit was typed on the active cell. */
  readonly onType?: ((text: string) => void) | undefined
  /** Delete or Backspace on the active cell. */
  readonly onClear?: (() => void) | undefined
}

/**
 * The year as a grid, drawn only where it is on screen. One element has the focus, the grid itself; the active cell is told to screen
 * readers through aria-activedescendant.
 */
export function ScheduleGrid(props: ScheduleGridProps) {
  const { rows, timeline, cursor, opened, editing } = props
  const own = useRef<HTMLDivElement>(null)
  const scroller = editing?.scroller ?? own
  const header = useMemo(() => headerRows(timeline, rows), [timeline, rows])
  const headerHeight = header.reduce((sum, { height }) => sum + height, 0) + props.coverage.length * coverageHeight

  // The virtualisers hold their own state; nothing here is compiled to be memoised.
  // oxlint-disable-next-line react/incompatible-library
  const lines = useVirtualizer({
    count: rows.lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => lineHeights[rows.lines[index]?.kind ?? 'person'],
    overscan: 6,
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
  })
  const weeks = useVirtualizer({
    count: timeline.weeks.length,
    horizontal: true,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const week = timeline.weeks[index]
      return week === undefined ? 0 : widthOf(timeline, week)
    },
    overscan: 2,
    scrollMargin: nameWidth,
    scrollPaddingStart: nameWidth,
  })
  // Sizes are known, not measured: when what they come from changes, the positions are reckoned again.
  useEffect(() => lines.measure(), [lines, rows])
  useEffect(() => weeks.measure(), [weeks, timeline])

  const shown = weeks.getVirtualItems()
  // Whole stretches of weeks: rows are drawn anew only when a stretch comes or goes, not with every week.
  const first = Math.floor((shown[0]?.index ?? 0) / stretch) * stretch
  const last = Math.ceil(((shown.at(-1)?.index ?? 0) + 1) / stretch) * stretch - 1
  const firstShown = timeline.weeks[first]?.startDay ?? timeline.startDay
  const lastShown = timeline.weeks[last]?.endDay ?? timeline.endDay
  const visible = useMemo((): Span => ({ startDay: firstShown, endDay: lastShown }), [firstShown, lastShown])

  const drawn = useRef<Timeline>(timeline)
  const line = rows.people[cursor.person]
  const lineIndex = line === undefined ? 0 : rows.lines.indexOf(line)
  useEffect(() => {
    if (lineIndex > 0) {
      // A step scrolls just enough; a jump brings its line into the middle.
      const [wanted = 0] = lines.getOffsetForIndex(lineIndex, 'auto') ?? []
      const far = Math.abs(wanted - (lines.scrollOffset ?? 0)) > 3 * lineHeights.person
      lines.scrollToIndex(lineIndex, { align: far ? 'center' : 'auto' })
    }
    // At another zoom the cursor comes into the middle; a step scrolls just enough.
    weeks.scrollToIndex(weekOf(timeline, cursor.day), { align: drawn.current === timeline ? 'auto' : 'center' })
    drawn.current = timeline
  }, [lines, weeks, timeline, lineIndex, cursor.day])

  // However the details are closed, the focus comes back to the grid.
  const wasInside = useRef(false)
  useEffect(() => {
    if (wasInside.current && opened === 'closed') scroller.current?.focus({ preventScroll: true })
    wasInside.current = opened === 'inside'
  }, [opened, scroller])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current || (zoomKey(event) === null && editing?.onKey(event))) return
    const move = moveOf(event.key, event.ctrlKey || event.metaKey)
    const zoom = zoomKey(event)
    if (zoom !== null) props.onZoom?.(zoom)
    else if (move !== null) {
      const pageLines = Math.max(1, Math.floor((scroller.current.clientHeight - headerHeight) / lineHeights.person) - 1)
      props.onCursor(moved(cursor, move, rows.people, pageLines))
    } else if (event.key === 'Enter' || event.key === ' ') props.onOpened('inside')
    else if (event.key === 'Escape') props.onOpened('closed')
    else if (event.key === 'Delete' || event.key === 'Backspace') props.onClear?.()
    else if (/^[\p{L}\p{N}]$/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey && props.onType)
      props.onType(event.key)
    else return
    event.preventDefault()
  }
  /** The line and day under a point of the window. */
  const placeAt = ({ clientX, clientY }: { clientX: number; clientY: number }): Cursor | null => {
    const target = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-person]')
    const box = target?.getBoundingClientRect()
    if (!target || box === undefined || scroller.current?.contains(target) !== true) return null
    const day = timeline.startDay + Math.floor((clientX - box.left - nameWidth) / timeline.dayWidth)
    return { person: Number(target.dataset['person']), day: clampDay(day, timeline) }
  }
  const onClick = (event: MouseEvent) => {
    const place = placeAt(event)
    if (place === null) return
    props.onCursor(place)
    props.onOpened('beside')
  }
  const point = (event: PointerEvent) => editing?.onPointer(event, () => placeAt(event))
  const handlers = editing
    ? {
        onPointerDown: point,
        onPointerMove: point,
        onPointerUp: point,
        onPointerCancel: point,
        onTouchEnd: editing.onTouchEnd,
        onDoubleClick: (event: MouseEvent) => {
          const place = placeAt(event)
          if (place !== null) editing.onOpen(place)
        },
        onContextMenu: (event: MouseEvent) => editing.onMenu(event, placeAt(event)),
        onCopy: editing.onClipboard,
        onCut: editing.onClipboard,
        onPaste: editing.onClipboard,
        'aria-multiselectable': true,
      }
    : { onClick }
  const selectedOf = (index: number): Span | undefined => {
    const selection = editing?.selection
    return selection && selection.first <= index && index <= selection.last ? selection : undefined
  }

  const active =
    line === undefined ? null : (
      <ActiveCell
        key={`${line.row.appointmentId} ${cellAt(line, cursor.day).startDay}`}
        line={line}
        cell={cellAt(line, cursor.day)}
        timeline={timeline}
        opened={opened}
        details={props.details}
        onClose={() => props.onOpened('closed')}
      />
    )
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={rows.lines.length + header.length + props.coverage.length}
      aria-colcount={timeline.weeks.length + 1}
      aria-activedescendant={line === undefined ? undefined : activeId(line, cellAt(line, cursor.day))}
      className={classes.grid}
      onKeyDown={onKeyDown}
      {...handlers}
    >
      <GridHeader
        timeline={timeline}
        visible={visible}
        rows={header}
        coverage={props.coverage}
        onFold={props.onFold}
        onGap={props.onGap}
        corner={`${rows.people.length} ${rows.people.length === 1 ? 'trainee' : 'trainees'}`}
      />
      <div
        role="rowgroup"
        className={classes.body}
        style={{ height: lines.getTotalSize(), width: nameWidth + fullWidth(timeline) }}
      >
        <GridLines timeline={timeline} visible={visible} />
        {lines.getVirtualItems().map((item) => {
          const shownLine = rows.lines[item.index]
          if (shownLine === undefined) return null
          const place = {
            rowIndex: item.index + header.length + props.coverage.length + 1,
            top: item.start - headerHeight,
            timeline,
            visible,
          }
          if (shownLine.kind === 'group') return <GroupRow key={shownLine.key} line={shownLine} {...place} />
          return (
            <PersonRow
              key={shownLine.row.appointmentId}
              line={shownLine}
              targets={props.targets.get(shownLine.index)}
              marks={editing?.marks.get(shownLine.index)}
              notes={props.notes.get(shownLine.index)}
              selected={selectedOf(shownLine.index)}
              hasHandle={editing !== undefined && editing.selection?.last === shownLine.index}
              active={shownLine === line ? active : null}
              {...place}
            />
          )
        })}
      </div>
    </div>
  )
}

const clampDay = (day: number, year: Span): number => Math.min(Math.max(day, year.startDay), year.endDay)

/** Lines at weeks, or at months and years where weeks are too narrow to tell apart. */
function GridLines({ timeline, visible }: { readonly timeline: Timeline; readonly visible: Span }) {
  const starts = new Set(timeline.years.map(({ startDay }) => startDay))
  const parts = timeline.scale === 'months' ? monthsOf(timeline) : timeline.weeks
  return (
    <div aria-hidden className={classes.lines}>
      {parts.map((part) =>
        clip(part, visible) === null ? null : (
          <div
            key={part.startDay}
            className={classes.line}
            data-year={starts.has(part.startDay) ? true : undefined}
            style={{ left: nameWidth + leftOf(timeline, part.startDay) }}
          />
        ),
      )}
    </div>
  )
}
