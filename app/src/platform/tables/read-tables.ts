import { CsvError, parse } from 'csv-parse/sync'
import readXlsxFile from 'read-excel-file/node'
import { AppError } from '../../contract/app-error.ts'
import { requireModestArchive } from './archive-size.ts'
import { type MergedCells, mergedCells } from './merged-cells.ts'

/** One sheet of a workbook, or the whole of a CSV file, as text; `merged` cells carry their text at the top left only. */
export interface Table {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
  readonly merged: readonly MergedCells[]
}

/** What spreadsheet programs take for the start of a formula, and an export therefore hides behind an apostrophe. */
export const formulaStart = /^'+[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)
const zip = [0x50, 0x4b, 0x03, 0x04]
const oldOffice = [0xd0, 0xcf, 0x11, 0xe0]

const wrongType = (sentence: string) => new AppError('wrong-type', sentence)

/** Reads CSV or XLSX; the content decides, whatever the file is called. No more than `mostRows` rows of CSV are read. */
export async function readTables(bytes: Uint8Array, mostRows: number): Promise<Table[]> {
  if (bytes.byteLength === 0) throw new AppError('invalid', 'This file is empty.')
  if (startsWith(bytes, oldOffice))
    throw wrongType('This is an old Excel file (.xls). Save it as .xlsx or as CSV and send that.')
  return startsWith(bytes, zip) ? readWorkbook(bytes) : [readCsv(textOf(bytes), mostRows)]
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

/** The sign that splits the first line into most columns. */
function delimiterOf(text: string): string {
  const firstLine = text.slice(0, 20_000).split(/\r?\n|\r/, 1)[0] ?? ''
  const count = (sign: string) => firstLine.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

function readCsv(text: string, mostRows: number): Table {
  try {
    const records: string[][] = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 100_000,
      to: mostRows,
    })
    return { name: '', rows: records.map((cells) => cells.map(unescapeFormula)), merged: [] }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number(error['lines']) || 1
    const sentence = `This cannot be read as CSV near line ${line}: a quotation mark is opened and not closed, or stands in the middle of a value.`
    throw new AppError('invalid', sentence, { problems: [{ line, sentence }] })
  }
}

/** Takes back the apostrophe that keeps a spreadsheet program from running the cell. */
const unescapeFormula = (cell: string): string => (formulaStart.test(cell) ? cell.slice(1) : cell)

async function readWorkbook(bytes: Uint8Array): Promise<Table[]> {
  requireModestArchive(bytes)
  try {
    const sheets = await readXlsxFile(Buffer.from(bytes), { trim: false })
    const merged = mergedCells(bytes)
    return sheets.map(({ sheet, data }, index) => ({
      name: sheet,
      rows: data.map((cells) => cells.map(cellText)),
      merged: merged[index] ?? [],
    }))
  } catch {
    throw wrongType(
      'This is a ZIP archive, but not an Excel workbook (.xlsx) that can be read. Save it again or send CSV.',
    )
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return typeof cell === 'string' ? cell : typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}
