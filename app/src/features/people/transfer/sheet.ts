import { AppError } from '../../../contract/app-error.ts'
import { readTables } from '../../../platform/tables/read-tables.ts'

/** A file as rows of text, with the row numbers a spreadsheet shows. */
export interface Sheet {
  readonly header: readonly string[]
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[]
}

export const mostRows = 4000
const mostColumns = 200

/** Reads CSV, or the first sheet of a workbook that has anything in it. */
export async function readSheet(bytes: Uint8Array): Promise<Sheet> {
  const tables = await readTables(bytes, mostRows + 2)
  const filled = (tables.find(({ rows }) => rows.length > 0)?.rows ?? [])
    .map((cells, index) => ({ row: index + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [head, ...rows] = filled
  if (head === undefined) throw new AppError('invalid', 'This file is empty.')
  if (rows.length === 0) throw new AppError('invalid', 'This file has a header but no rows below it.')
  if (rows.length > mostRows)
    throw new AppError(
      'too-large',
      `This file has more than ${mostRows.toLocaleString('en')} rows. Split it into parts.`,
    )
  if (head.cells.length > mostColumns)
    throw new AppError('invalid', `This file has more than ${mostColumns} columns. Keep those about people.`)
  return { header: head.cells, rows }
}
