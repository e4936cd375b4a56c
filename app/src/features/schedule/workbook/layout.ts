import type { MergedCells } from '../../../platform/tables/merged-cells.ts'
import type { Table } from '../../../platform/tables/read-tables.ts'
import type { Cells, PeriodColumn } from './axis.ts'

/** One person's line of a sheet. `row` is the number the spreadsheet shows. */
export interface PersonLine {
  readonly row: number
  readonly name: string
  /** One text per period. */
  readonly codes: readonly string[]
}

/** Writes the text of merged cells into every cell of theirs, so that "Vacation" over three weeks is read in all three. */
export function withMergedText({ rows, merged }: Pick<Table, 'rows' | 'merged'>): string[][] {
  const cells = rows.map((row) => row.map((cell) => cell.trim()))
  for (const rectangle of merged) fill(cells, rectangle)
  return cells
}

function fill(cells: string[][], { top, left, bottom, right }: MergedCells): void {
  const text = cells[top]?.[left] ?? ''
  if (text === '') return
  for (let row = top; row <= Math.min(bottom, cells.length - 1); row += 1) {
    const line = cells[row]!
    while (line.length <= right) line.push('')
    for (let column = left; column <= right; column += 1) line[column] = text
  }
}

const looksLikeAName = (text: string): boolean =>
  /^[\p{L}][\p{L}\p{M}'’.\- ]*(,\s*[\p{L}\p{M}'’.\- ]+)*(\s*\([^)]*\))?$/u.test(text) && text.length >= 2

/** Where the names stand: one column, or the column of family names and the one of given names. Empty where none looks like names. */
export function findNameColumns(cells: Cells, headerEnd: number, firstPeriod: number): number[] {
  const heads = cells.slice(0, headerEnd + 1)
  const headed = (words: RegExp): number =>
    Array.from({ length: firstPeriod }, (_, column) => column).find((column) =>
      heads.some((row) => words.test(row[column] ?? '')),
    ) ?? -1
  const family = headed(/^(last|family|sur)\s*-?(name)?$/i)
  const given = headed(/^(first|given|fore)\s*-?(name)?$/i)
  if (family >= 0 && given >= 0) return [family, given]
  const scores = Array.from({ length: firstPeriod }, (_, column) => {
    const names = cells.slice(headerEnd + 1).flatMap((row) => {
      const text = row[column] ?? ''
      return looksLikeAName(text) ? [text] : []
    })
    const distinct = new Set(names)
    return [...distinct].reduce((score, text) => score + (/[ ,]/.test(text) ? 2 : 1), 0)
  })
  const best = scores.indexOf(Math.max(...scores))
  return best >= 0 && scores[best]! > 0 ? [best] : []
}

/** The lines below the header that say something about somebody; headings, blank rows and notes have no codes and are left out. */
export function personLines(
  cells: Cells,
  headerEnd: number,
  nameColumns: readonly number[],
  periods: readonly PeriodColumn[],
): PersonLine[] {
  return cells.slice(headerEnd + 1).flatMap((row, index) => {
    const name = nameColumns
      .map((column) => row[column] ?? '')
      .filter((part) => part !== '')
      .join(', ')
    const codes = periods.map(({ column }) => row[column] ?? '')
    // A heading merged over the whole width repeats itself in every period.
    const isHeading = codes.every((code) => code === name)
    return name === '' || isHeading || codes.every((code) => code === '')
      ? []
      : [{ row: headerEnd + index + 2, name, codes }]
  })
}
