import { type AcademicYear, type CalendarSpec, type DateRange, type Day, isoOf, periodsOf } from '@gradus/rules'
import { dayWords } from '../../../platform/day-words.ts'
import { monthWithFigures, type TimeMark, timeMark, type TimeReading } from './time-words.ts'

/** Rows of text in which merged cells all carry their text. */
export type Cells = readonly (readonly string[])[]

/** One column of the schedule and the days it stands for. */
export interface PeriodColumn extends DateRange {
  readonly column: number
}

export interface Axis {
  readonly columns: readonly PeriodColumn[]
  /** The last row that belongs to the header. */
  readonly headerEnd: number
  readonly words: string
}

interface MarkedRow {
  readonly row: number
  readonly marks: readonly { readonly column: number; readonly mark: TimeMark }[]
}

interface Candidate {
  readonly row: number
  readonly columns: readonly PeriodColumn[]
  /** How exactly the header says the dates; the more exact reading wins among equally long ones. */
  readonly exactness: number
  readonly words: string
}

const searchedRows = 15
const fewestPeriods = 3
/** Months may stand above several columns each. */
const fewestMarks = 2
/** Bare figures mean periods only when they count a year through. */
const fewestFigures = 10

/** How a table writes its dates: found once, so that every cell is read alike. */
export function readingOf(cells: Cells, year: AcademicYear): TimeReading {
  const head = cells.slice(0, searchedRows).flat()
  const dayFirst = head.some((cell) => Number(/^\s*(\d{1,2})[/.]\d{1,2}(?:[/.]|\s|$)/.exec(cell)?.[1] ?? 0) > 12)
  const figures = head.flatMap((cell) => monthWithFigures(cell) ?? [])
  const years = new Set([year.startYear % 100, (year.startYear + 1) % 100])
  return { year, dayFirst, yearAfterMonth: figures.length > 1 && figures.every((figure) => years.has(figure)) }
}

/** Finds the header that says which column is when; null where no row does. */
export function findAxis(cells: Cells, year: AcademicYear, calendar: CalendarSpec): Axis | null {
  const reading = readingOf(cells, year)
  const marked = cells.slice(0, searchedRows).flatMap((row, index) => markedRow(row, index, reading))
  const best = marked
    .flatMap((row) => candidates(cells, row, marked, year, calendar))
    .filter(({ columns }) => columns.length >= fewestPeriods && isInOrder(columns, year))
    .sort((a, b) => b.columns.length - a.columns.length || b.exactness - a.exactness)[0]
  if (best === undefined) return null
  // Rows of time right below the chosen one are header too: days under months, block numbers under dates.
  let headerEnd = best.row
  const periods = new Set(best.columns.map(({ column }) => column))
  const speaksOfPeriods = ({ marks }: MarkedRow): boolean =>
    2 * marks.filter(({ column }) => periods.has(column)).length >= periods.size
  while (marked.some((each) => each.row === headerEnd + 1 && speaksOfPeriods(each))) headerEnd += 1
  return { columns: best.columns, headerEnd, words: best.words }
}

function markedRow(row: readonly string[], index: number, reading: TimeReading): MarkedRow[] {
  const marks = row.flatMap((cell, column) => {
    const mark = timeMark(cell, reading)
    return mark === null ? [] : [{ column, mark }]
  })
  const first = marks[0]?.column ?? 0
  const last = marks.at(-1)?.column ?? 0
  const filled = row.slice(first, last + 1).filter((cell) => cell.trim() !== '').length
  return marks.length >= fewestMarks && marks.length >= 0.7 * filled ? [{ row: index, marks }] : []
}

const isInOrder = (columns: readonly PeriodColumn[], year: AcademicYear): boolean =>
  columns.every(
    ({ startOn, endOn }, index) =>
      endOn >= startOn &&
      startOn >= year.startOn - 31 &&
      endOn <= year.endOn + 31 &&
      startOn > (columns[index - 1]?.endOn ?? -Infinity),
  )

const isOfKind = <K extends TimeMark['kind']>(mark: TimeMark, kind: K): mark is Extract<TimeMark, { kind: K }> =>
  mark.kind === kind

function candidates(
  cells: Cells,
  { row, marks }: MarkedRow,
  all: readonly MarkedRow[],
  year: AcademicYear,
  calendar: CalendarSpec,
): Candidate[] {
  const found: Candidate[] = []
  const add = (columns: readonly PeriodColumn[], exactness: number, words: string) =>
    void found.push({ row, columns, exactness, words })
  const of = <K extends TimeMark['kind']>(kind: K) =>
    marks.flatMap(({ column, mark }) => (isOfKind(mark, kind) ? [{ column, ...mark }] : []))
  add(of('range'), 5, 'each column says from when until when it is')
  add(fromStarts(of('day'), year), 4, 'each column begins on the day it says')
  const monthMarks = overBlanks(of('month'), cells[row] ?? [])
  if (monthMarks.length > 0) {
    const below = all.find((other) => other.row === row + 1)?.marks ?? []
    const days = withDays(monthMarks, below)
    if (days.length > 0) add(fromStarts(days, year), 4, 'months above, days below')
    const single = new Set(monthMarks.map(({ startOn }) => startOn)).size === monthMarks.length
    const words = single ? 'one month each' : 'months, divided evenly among their columns'
    add(splitMonths(monthMarks), single ? 4 : 1, words)
  }
  const week = of('week')
  add(numberedColumns(week, weeks(year)), 3, 'weeks counted from the first day of the year')
  const figures = of('number')
  const isCount = figures.length >= fewestFigures && figures.every(({ number }, index) => number === index + 1)
  for (const counted of [of('block'), isCount ? figures : []]) {
    const { periods, words } = countedPeriods(Math.max(0, ...counted.map(({ number }) => number)), year, calendar)
    add(numberedColumns(counted, periods), counted[0]?.kind === 'block' ? 3 : 2, words)
  }
  return found
}

type Start = { readonly column: number; readonly startOn: Day }

/** Each column lasts until the next begins; the last one as long as most others, but not beyond the year. */
export function fromStarts(starts: readonly Start[], year: AcademicYear): PeriodColumn[] {
  const lengths = starts.slice(1).map(({ startOn }, index) => startOn - starts[index]!.startOn)
  const usual = [...lengths].sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 1
  return starts.map(({ column, startOn }, index) => {
    const next = starts[index + 1]?.startOn
    const left = year.endOn - startOn + 1
    const length = next === undefined ? (left > 0 && left < 1.6 * usual ? left : usual) : next - startOn
    return { column, startOn, endOn: startOn + length - 1 }
  })
}

/** A month that is written once and followed by blanks goes on over them, merged or not; the last one as far as the row before it. */
function overBlanks(marks: readonly Start[], header: readonly string[]): Start[] {
  const widths = marks.slice(1).map(({ column }, index) => column - marks[index]!.column)
  const usual = Math.max(1, ...widths)
  return marks.flatMap(({ column, startOn }, index) => {
    const end = marks[index + 1]?.column ?? Math.min(header.length, column + usual)
    const blanks = header.slice(column + 1, end).findIndex((cell) => cell.trim() !== '')
    const width = blanks < 0 ? end - column : blanks + 1
    return Array.from({ length: width }, (_, offset) => ({ column: column + offset, startOn }))
  })
}

/** Days of the month written below the names of months. */
function withDays(monthMarks: readonly Start[], below: MarkedRow['marks']): Start[] {
  const dates = new Map(below.flatMap(({ column, mark }) => (mark.kind === 'number' ? [[column, mark.number]] : [])))
  if (!monthMarks.every(({ column }) => (dates.get(column) ?? 99) <= 31)) return []
  return monthMarks.map(({ column, startOn }) => ({ column, startOn: startOn + (dates.get(column) ?? 1) - 1 }))
}

function splitMonths(marks: readonly Start[]): PeriodColumn[] {
  const columnsOf = new Map<Day, number[]>()
  for (const { column, startOn } of marks) columnsOf.set(startOn, [...(columnsOf.get(startOn) ?? []), column])
  return [...columnsOf].flatMap(([startOn, columns]) => {
    const first = new Date(startOn * 86_400_000)
    const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
    const cut = (part: number): Day => startOn + Math.round((days * part) / columns.length)
    return columns.map((column, part) => ({ column, startOn: cut(part), endOn: cut(part + 1) - 1 }))
  })
}

const weeks = (year: AcademicYear): DateRange[] => periodsOf({ kind: 'weeks' }, year)
const pairs = (periods: readonly DateRange[]): DateRange[] =>
  periods.flatMap(({ startOn }, index) =>
    index % 2 === 0 ? [{ startOn, endOn: (periods[index + 1] ?? periods[index]!).endOn }] : [],
  )

/** What columns that are only numbered stand for, by how many there are; else the program's own calendar. */
export function countedPeriods(
  count: number,
  year: AcademicYear,
  calendar: CalendarSpec,
): { readonly periods: readonly DateRange[]; readonly words: string } {
  if (count > 26) return { periods: weeks(year), words: 'numbered weeks of the year' }
  if (count > 13) return { periods: pairs(weeks(year)), words: 'numbered pairs of weeks' }
  if (count === 13 && calendar.kind !== 'custom')
    return { periods: periodsOf({ kind: 'blocks' }, year), words: 'thirteen blocks of four weeks' }
  const own = periodsOf(calendar, year)
  return own.length <= 13
    ? { periods: own, words: 'the blocks of the program, by number' }
    : { periods: periodsOf({ kind: 'months' }, year), words: 'numbered months' }
}

function numberedColumns(
  marks: readonly { readonly column: number; readonly number: number }[],
  periods: readonly DateRange[],
): PeriodColumn[] {
  return marks.flatMap(({ column, number }) => {
    const period = periods[number - 1]
    return period === undefined ? [] : [{ column, startOn: period.startOn, endOn: period.endOn }]
  })
}

/** In words, for somebody who checks whether the header was understood. */
export const axisSentence = ({ columns, words }: Axis): string =>
  `${columns.length} periods from ${dayWords(isoOf(columns[0]!.startOn))} to ${dayWords(isoOf(columns.at(-1)!.endOn))}: ${words}.`
