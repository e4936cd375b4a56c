import { type AcademicYear, type CalendarSpec, type DateRange, isoOf, periodsOf } from '@gradus/rules'
import type { Table } from '../../../platform/tables/read-tables.ts'
import { axisSentence, findAxis, type PeriodColumn } from './axis.ts'
import type { CountedKind, SheetChoice } from './contract.ts'
import { findNameColumns, type PersonLine, personLines, withMergedText } from './layout.ts'

/** A sheet as it was understood, or as somebody said it is. */
export interface UnderstoodSheet {
  readonly name: string
  readonly included: boolean
  readonly sentence: string
  readonly headerEnd: number
  readonly nameColumns: readonly number[]
  readonly periods: readonly PeriodColumn[]
  readonly lines: readonly PersonLine[]
  readonly top: readonly (readonly string[])[]
}

const shownRows = 12
const shownColumns = 30

const countedPeriods = (kind: CountedKind, year: AcademicYear): readonly DateRange[] => {
  if (kind !== 'two-weeks') return periodsOf({ kind }, year)
  const weeks = periodsOf({ kind: 'weeks' }, year)
  return weeks
    .filter((_, index) => index % 2 === 0)
    .map(({ startOn }, index) => ({
      startOn,
      endOn: weeks[2 * index + 1]?.endOn ?? year.endOn,
    }))
}

/** Finds header, names and dates of one sheet; a choice comes before what is found. */
export function understandSheet(
  table: Table,
  choice: SheetChoice,
  year: AcademicYear,
  calendar: CalendarSpec,
): UnderstoodSheet {
  const cells = withMergedText(table)
  const top = table.rows.slice(0, shownRows).map((row) => row.slice(0, shownColumns))
  const { counted } = choice
  const axis =
    counted === undefined
      ? findAxis(cells, year, calendar)
      : {
          columns: countedPeriods(counted.kind, year).map((period, index) => ({
            column: counted.firstColumn + index,
            startOn: period.startOn,
            endOn: period.endOn,
          })),
          headerEnd: counted.headerEnd,
          words: 'counted from the first day of the year, as you said',
        }
  const none = { name: table.name, top, headerEnd: 0, nameColumns: [], periods: [], lines: [] }
  if (axis === null)
    return { ...none, included: choice.included ?? false, sentence: 'No row of this sheet says when its columns are.' }
  const { columns: periods, headerEnd } = axis
  const nameColumns = choice.nameColumns ?? findNameColumns(cells, headerEnd, periods[0]?.column ?? 0)
  const lines = personLines(cells, headerEnd, nameColumns, periods)
  const found = { name: table.name, top, headerEnd, nameColumns, periods, lines }
  const sentence =
    nameColumns.length === 0
      ? 'No column left of the dates looks like names.'
      : `${lines.length} ${lines.length === 1 ? 'line' : 'lines'}; ${axisSentence(axis)}`
  return { ...found, included: choice.included ?? lines.length > 0, sentence }
}

export const periodView = ({ column, startOn, endOn }: PeriodColumn) => ({
  column,
  startOn: isoOf(startOn),
  endOn: isoOf(endOn),
})
