import { dayText } from '../../../../../ui/day-number.ts'
import type { SolvePartView } from '../../contract.ts'
import { type Cursor, cellAt } from '../../../blocks/web/grid/cursor.ts'
import { type Cell, cellsOf, type PersonLine } from '../../../blocks/web/grid/rows.ts'
import { clip, holds, type Span, spanOf } from '../../../blocks/web/grid/timeline.ts'

/** A rectangle of the grid: person lines from first to last, and days. Each line takes part with its own days inside it. */
export interface Selection extends Span {
  readonly first: number
  readonly last: number
}

/** The rectangle between the cell where a selection began and the cell where it stands. */
export function selectionOf(people: readonly PersonLine[], anchor: Cursor, head: Cursor): Selection | null {
  const cells = [anchor, head].flatMap(({ person, day }) => {
    const line = people[person]
    return line === undefined ? [] : [cornerAt(line, day)]
  })
  if (cells.length < 2) return null
  return {
    first: Math.min(anchor.person, head.person),
    last: Math.max(anchor.person, head.person),
    startDay: Math.min(...cells.map(({ startDay }) => startDay)),
    endDay: Math.max(...cells.map(({ endDay }) => endDay)),
  }
}

/** A selection may pass over days on which a line has no appointment; then the line's calendar says how far its corner reaches. */
function cornerAt(line: PersonLine, day: number): Span {
  if (holds(line.span, day)) return cellAt(line, day)
  return line.row.periods.map(spanOf).find((period) => holds(period, day)) ?? { startDay: day, endDay: day }
}

/** One line's share of a selection. */
export interface Stretch extends Span {
  readonly line: PersonLine
}

/** The people and days of stretches, as a part of a draft to be solved. */
export const partOf = (stretches: readonly Stretch[]): SolvePartView => ({
  personIds: [...new Set(stretches.map(({ line }) => line.row.personId))],
  startOn: dayText(Math.min(...stretches.map(({ startDay }) => startDay))),
  endOn: dayText(Math.max(...stretches.map(({ endDay }) => endDay))),
})

export const stretchesOf = (people: readonly PersonLine[], selection: Selection): Stretch[] =>
  people.slice(selection.first, selection.last + 1).flatMap((line) => {
    const days = clip(selection, line.span)
    return days === null ? [] : [{ line, ...days }]
  })

export const isIn = (selection: Selection | null, { person, day }: Cursor): boolean =>
  selection !== null &&
  selection.first <= person &&
  person <= selection.last &&
  selection.startDay <= day &&
  day <= selection.endDay

/** The periods of the line's own calendar that the days touch, cut to the days of the appointment: the columns of a spreadsheet. */
export const periodsIn = (line: PersonLine, days: Span): Span[] =>
  line.row.periods.flatMap((period) => {
    const own = clip(spanOf(period), line.span)
    return own !== null && clip(own, days) !== null ? [own] : []
  })

/** The periods from the one that holds the day to the end of the appointment. */
export const periodsFrom = (line: PersonLine, day: number): Span[] =>
  periodsIn(line, { startDay: day, endDay: line.span.endDay })

/** The whole assignment under the cursor, or its cell where nothing stands. */
export function assignmentAt(line: PersonLine, day: number): Span {
  const cell: Cell = cellAt(line, day)
  return clip(cell.bar ?? cell, line.span) ?? cell
}

/** One cell on or back, over the ends of lines; null beyond the first and the last cell. */
export function stepped(people: readonly PersonLine[], cursor: Cursor, step: 1 | -1): Cursor | null {
  const line = people[cursor.person]
  if (line === undefined) return null
  const cells = cellsOf(line)
  const here = cellAt(line, cursor.day).startDay
  const next = cells[cells.findIndex(({ startDay }) => startDay === here) + step]
  if (next !== undefined) return { person: cursor.person, day: next.startDay }
  const other = people[cursor.person + step]
  const cell = other && (step === 1 ? cellsOf(other)[0] : cellsOf(other).at(-1))
  return cell === undefined ? null : { person: cursor.person + step, day: cell.startDay }
}
