import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { pipeline as pipelineWithCallback, Readable } from 'node:stream'
import { createGunzip, createGzip } from 'node:zlib'

// A backup is gzipped text, one JSON value a line:
//   the header: format, version, schema fingerprint, tables with their columns, sequences;
//   for every table: {"table": name}, then its rows as arrays of column texts, then {"rows": n, "checksum": hex};
//   the trailer: {"end": true, "sha256": of all lines before}.
// Values are the text PostgreSQL itself writes and reads, so a file moves between any two databases.

export const backupFormat = 'gradus-backup'
export const backupVersion = 1

export interface TableShape {
  name: string
  columns: { name: string; type: string }[]
}

export interface SequenceState {
  name: string
  lastValue: string
  isCalled: boolean
}

export interface BackupHeader {
  format: typeof backupFormat
  version: number
  schema: string
  tables: TableShape[]
  sequences: SequenceState[]
}

export type RowTexts = (string | null)[]

export interface TableSummary {
  rows: number
  checksum: string
}

export class BackupRefused extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'BackupRefused'
  }
}

/** Adds up the digests of rows, so that the order in which a database returns them does not matter. */
export function createRowChecksum(): { add(row: RowTexts): void; summary(): TableSummary } {
  let rows = 0
  let sum = 0n
  return {
    add(row) {
      const digest = createHash('sha256').update(JSON.stringify(row)).digest()
      sum = BigInt.asUintN(128, sum + (digest.readBigUInt64BE(0) << 64n) + digest.readBigUInt64BE(8))
      rows += 1
    },
    summary: () => ({ rows, checksum: sum.toString(16).padStart(32, '0') }),
  }
}

/** Writes the lines, which may come several at a time, and the trailer to `file`. */
export async function writeLines(file: string, lines: AsyncIterable<string>): Promise<void> {
  const hash = createHash('sha256')
  async function* withTrailer() {
    for await (const line of lines) {
      const text = `${line}\n`
      hash.update(text)
      yield text
    }
    yield `${JSON.stringify({ end: true, sha256: hash.digest('hex') })}\n`
  }
  await pipeline(Readable.from(withTrailer()), createGzip(), createWriteStream(file, { mode: 0o600, flush: true }))
}

/** Yields the lines before the trailer, and throws BackupRefused if the file turns out cut short or altered. */
export async function* readLines(file: string): AsyncGenerator {
  const hash = createHash('sha256')
  let isComplete = false
  try {
    for await (const line of textLines(file)) {
      if (isComplete) throw new BackupRefused(altered(file))
      const value: unknown = JSON.parse(line)
      if (isTrailer(value)) {
        if (value.sha256 !== hash.digest('hex')) throw new BackupRefused(altered(file))
        isComplete = true
      } else {
        hash.update(`${line}\n`)
        yield value
      }
    }
  } catch (error) {
    throw readFailure(file, error)
  }
  if (!isComplete) throw new BackupRefused(cutShort(file))
}

/** Lines end with a line feed alone: node:readline would also cut at U+2028, which JSON leaves inside a text. */
async function* textLines(file: string): AsyncGenerator<string> {
  const unpacked = createGunzip()
  // A failure to read destroys `unpacked`, and so reaches the loop.
  pipelineWithCallback(createReadStream(file), unpacked, () => {})
  unpacked.setEncoding('utf8')
  let rest = ''
  for await (const chunk of unpacked as AsyncIterable<string>) {
    const parts = `${rest}${chunk}`.split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
  if (rest !== '') throw new BackupRefused(cutShort(file))
}

function readFailure(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof BackupRefused) return error
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return new BackupRefused(`There is no backup file at ${file}.`, error)
  if (code === 'Z_BUF_ERROR') return new BackupRefused(cutShort(file), error)
  if (code === 'Z_DATA_ERROR' || error instanceof SyntaxError) return new BackupRefused(altered(file), error)
  return error
}

function isTrailer(value: unknown): value is { end: true; sha256: string } {
  return typeof value === 'object' && value !== null && 'end' in value && 'sha256' in value
}

const cutShort = (file: string) => `The backup ${file} is cut short: its end is missing. Use another copy of it.`
const altered = (file: string) =>
  `The backup ${file} is damaged or was changed after it was made. Use another copy of it.`
