import { CsvError, parse } from 'csv-parse/sync'
import readXlsxFile from 'read-excel-file/node'
import { AppError } from '../../../contract/app-error.ts'
import { requireModestArchive } from './archive-size.ts'

/** A file as rows of text, with the row numbers a spreadsheet shows. */
export interface Sheet {
  readonly header: readonly string[]
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[]
}

export const mostRows = 4000
const mostColumns = 200
/** What spreadsheet programs take for the start of a formula, and the export therefore hides behind an apostrophe. */
export const formulaStart = /^'+[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)
const zip = [0x50, 0x4b, 0x03, 0x04]
const oldOffice = [0xd0, 0xcf, 0x11, 0xe0]

const wrongType = (sentence: string) => new AppError('wrong-type', sentence)

/** Reads CSV or XLSX; the content decides, whatever the file is called. */
export async function readSheet(bytes: Uint8Array): Promise<Sheet> {
  if (bytes.byteLength === 0) throw new AppError('invalid', 'This file is empty.')
  if (startsWith(bytes, oldOffice))
    throw wrongType('This is an old Excel file (.xls). Save it as .xlsx or as CSV and send that.')
  const table = startsWith(bytes, zip) ? await readWorkbook(bytes) : readCsv(textOf(bytes))
  return sheetOf(table)
}

/** UTF-8, UTF-16 as Excel's "Unicode text" writes it, or else the Windows encoding of its older "CSV". */
function textOf(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes)
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.includes(0)) throw wrongType('This is neither CSV nor an Excel workbook (.xlsx). Choose another file.')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

type Table = readonly { readonly row: number; readonly cells: readonly string[] }[]

/** The sign that splits the first line into most columns. */
function delimiterOf(text: string): string {
  const firstLine = text.slice(0, 20_000).split(/\r?\n|\r/, 1)[0] ?? ''
  const count = (sign: string) => firstLine.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

function readCsv(text: string): Table {
  try {
    const records: string[][] = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 100_000,
      to: mostRows + 2,
    })
    return records.map((cells, index) => ({ row: index + 1, cells: cells.map(unescapeFormula) }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number(error['lines']) || 1
    const sentence = `This cannot be read as CSV near line ${line}: a quotation mark is opened and not closed, or stands in the middle of a value.`
    throw new AppError('invalid', sentence, { problems: [{ line, sentence }] })
  }
}

/** Takes back the apostrophe that keeps a spreadsheet program from running the cell. */
const unescapeFormula = (cell: string): string => (formulaStart.test(cell) ? cell.slice(1) : cell)

async function readWorkbook(bytes: Uint8Array): Promise<Table> {
  requireModestArchive(bytes)
  let sheets: Awaited<ReturnType<typeof readXlsxFile>>
  try {
    sheets = await readXlsxFile(Buffer.from(bytes), { trim: false })
  } catch {
    throw wrongType(
      'This is a ZIP archive, but not an Excel workbook (.xlsx) that can be read. Save it again or send CSV.',
    )
  }
  const data = sheets.find((sheet) => sheet.data.length > 0)?.data ?? []
  return data.map((cells, index) => ({ row: index + 1, cells: cells.map(cellText) }))
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return typeof cell === 'string' ? cell : typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}

function sheetOf(table: Table): Sheet {
  const filled = table
    .map(({ row, cells }) => ({ row, cells: cells.map((cell) => cell.trim()) }))
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
