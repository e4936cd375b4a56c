import { type Cell, cellsOf, type PersonLine } from './rows.ts'
import { holds } from './timeline.ts'

/** The active cell: a person line and a day inside the cell. Moving up and down keeps the day. */
export interface Cursor {
  readonly person: number
  readonly day: number
}

export type Move =
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'row-start'
  | 'row-end'
  | 'first'
  | 'last'
  | 'page-up'
  | 'page-down'

const keys: Readonly<Record<string, Move>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'row-start',
  End: 'row-end',
  PageUp: 'page-up',
  PageDown: 'page-down',
}

/** The move that a key asks for, as in a spreadsheet: Home and End in the row, with Ctrl to the corners. */
export function moveOf(key: string, ctrl: boolean): Move | null {
  if (ctrl && key === 'Home') return 'first'
  if (ctrl && key === 'End') return 'last'
  return keys[key] ?? null
}

/** The cell under the cursor; when the day lies outside of the appointment, the nearest one. */
export function cellAt(line: PersonLine, day: number): Cell {
  const cells = cellsOf(line)
  const nearest = day < line.span.startDay ? cells[0] : cells.at(-1)
  return cells.find((cell) => holds(cell, day)) ?? nearest ?? { ...line.span, bar: null }
}

const within = (index: number, count: number): number => Math.min(Math.max(0, index), Math.max(0, count - 1))

export function moved(cursor: Cursor, move: Move, people: readonly PersonLine[], pageLines: number): Cursor {
  const onLine = (person: number): Cursor => ({ ...cursor, person: within(person, people.length) })
  const line = people[cursor.person]
  if (line === undefined) return onLine(0)
  const cells = cellsOf(line)
  const inRow = (index: number): Cursor => ({
    person: cursor.person,
    day: cells[within(index, cells.length)]?.startDay ?? cursor.day,
  })
  const here = cells.findIndex((cell) => holds(cell, cellAt(line, cursor.day).startDay))
  switch (move) {
    case 'left':
      return inRow(here - 1)
    case 'right':
      return inRow(here + 1)
    case 'up':
      return onLine(cursor.person - 1)
    case 'down':
      return onLine(cursor.person + 1)
    case 'page-up':
      return onLine(cursor.person - pageLines)
    case 'page-down':
      return onLine(cursor.person + pageLines)
    case 'row-start':
      return inRow(0)
    case 'row-end':
      return inRow(cells.length - 1)
    case 'first':
      return { person: 0, day: people[0]?.span.startDay ?? cursor.day }
    case 'last': {
      const last = people.at(-1)
      return { person: within(people.length, people.length), day: last?.span.endDay ?? cursor.day }
    }
  }
}
