import { Popover } from '@mantine/core'
import type { ReactNode } from 'react'
import { rangeWords } from '../../../../../ui/date-words.ts'
import { dayText } from '../../../../../ui/day-number.ts'
import type { Opened } from './grid-editing.ts'
import classes from './grid.module.css'
import { barWords } from './grid-row.tsx'
import type { Cell, PersonLine } from './rows.ts'
import { leftOf, type Timeline, weekOf, widthOf } from './timeline.ts'

/** The details hang in the grid; what happens inside them is not the grid's. */
const stop = (event: { stopPropagation: () => void }) => event.stopPropagation()

/** Each cell has its own, so that a screen reader hears every move. */
export const activeId = (line: PersonLine, cell: Cell): string => `cell-${line.index}-${cell.startDay}`
/** The cell under the cursor, and what is told about it when it is opened. */
export function ActiveCell(props: {
  readonly line: PersonLine
  readonly cell: Cell
  readonly timeline: Timeline
  readonly opened: Opened
  readonly onClose: () => void
  readonly details: (line: PersonLine, cell: Cell) => ReactNode
}) {
  const { line, cell, timeline } = props
  const first = weekOf(timeline, cell.startDay)
  const words = `${line.row.personName}, ${rangeWords(dayText(cell.startDay), dayText(cell.endDay))}: ${
    cell.bar === null ? 'nothing assigned' : barWords(cell.bar)
  }`
  return (
    <Popover
      opened={props.opened !== 'closed'}
      onChange={(open) => {
        if (!open) props.onClose()
      }}
      trapFocus={props.opened === 'inside'}
      position="right-start"
      middlewares={{ shift: { padding: 8 }, flip: { fallbackPlacements: ['left-start', 'bottom', 'top'] } }}
      transitionProps={{ duration: 0 }}
      width={320}
      shadow="md"
      withRoles={false}
      closeOnEscape
    >
      <Popover.Target>
        <div
          id={activeId(line, cell)}
          role="gridcell"
          aria-colindex={first + 2}
          aria-colspan={weekOf(timeline, cell.endDay) - first + 1}
          aria-label={words}
          aria-selected
          className={classes.active}
          style={{ left: leftOf(timeline, cell.startDay), width: widthOf(timeline, cell) }}
        />
      </Popover.Target>
      <Popover.Dropdown
        role="dialog"
        aria-label={words}
        onClick={stop}
        onPointerDown={stop}
        onPointerMove={stop}
        onPointerUp={stop}
        onDoubleClick={stop}
        onContextMenu={stop}
        onCopy={stop}
        onCut={stop}
        onPaste={stop}
      >
        {props.details(line, cell)}
      </Popover.Dropdown>
    </Popover>
  )
}
