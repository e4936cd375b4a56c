import type pg from 'pg'
import { constraintStatements, prepareTransaction, quote, readRows, readTables } from './backup-catalog.ts'
import {
  BackupRefused,
  backupFormat,
  backupVersion,
  createRowChecksum,
  readLines,
  type BackupHeader,
  type RowTexts,
  type TableShape,
  type TableSummary,
} from './backup-format.ts'
import type { BackupSummary } from './backup.ts'
import { schemaFingerprint } from './migrate.ts'

const batchCharacters = 500_000

/**
 * Fills an empty, migrated database from a backup in one transaction: afterwards everything is there and verified,
 * or nothing has changed. Throws BackupRefused, with a sentence for the operator, when the file or the target is wrong.
 */
export async function restoreFrom(pool: pg.Pool, file: string): Promise<BackupSummary> {
  const client = await pool.connect()
  let failure: unknown
  try {
    await client.query('BEGIN')
    await prepareTransaction(client)
    const summary = await restoreLines(client, file)
    await client.query('COMMIT')
    return summary
  } catch (error) {
    failure = error
    throw error
  } finally {
    // Dropping the connection rolls back whatever was begun.
    client.release(failure !== undefined)
  }
}

async function restoreLines(client: pg.ClientBase, file: string): Promise<BackupSummary> {
  const lines = readLines(file)
  const header = readHeader(file, (await lines.next()).value)
  await refuseUnfit(client, header)
  const constraints = await constraintStatements(client)
  for (const statement of constraints.suspend) await client.query(statement)

  const expected = new Map<TableShape, TableSummary>()
  for (const table of header.tables) expected.set(table, await restoreTable(client, file, table, lines))
  // Reads the trailer, where a damaged file shows.
  if (!(await lines.next()).done) throw new BackupRefused(`The backup ${file} holds more than it lists.`)

  for (const { name, lastValue, isCalled } of header.sequences) {
    await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [`public.${quote(name)}`, lastValue, isCalled])
  }
  await client.query('SET CONSTRAINTS ALL IMMEDIATE')
  for (const statement of constraints.resume) await client.query(statement)
  let rows = 0
  for (const [table, summary] of expected) {
    await verifyTable(client, table, summary)
    rows += summary.rows
  }
  return { tables: expected.size, rows }
}

function readHeader(file: string, value: unknown): BackupHeader {
  const header = value as Partial<BackupHeader> | undefined
  if (header?.format !== backupFormat) throw new BackupRefused(`The file ${file} is not a backup made by Gradus.`)
  if (header.version !== backupVersion) {
    throw new BackupRefused(
      `The backup ${file} has format ${header.version}; this version reads format ${backupVersion}.`,
    )
  }
  return header as BackupHeader
}

async function refuseUnfit(client: pg.ClientBase, header: BackupHeader): Promise<void> {
  const tables = await readTables(client)
  const isSame =
    header.schema === (await schemaFingerprint(client)) && JSON.stringify(tables) === JSON.stringify(header.tables)
  if (!isSame) {
    throw new BackupRefused(
      'The backup was made by another version of Gradus. Restore it with that version, then start this one to bring it up to date.',
    )
  }
  for (const { name } of tables) {
    const found = await client.query(`SELECT 1 FROM public.${quote(name)} LIMIT 1`)
    if (found.rowCount) {
      throw new BackupRefused(
        `The database is not empty (there are rows in ${name}). A backup is only restored into a new database.`,
      )
    }
  }
}

async function restoreTable(
  client: pg.ClientBase,
  file: string,
  table: TableShape,
  lines: AsyncGenerator,
): Promise<TableSummary> {
  const opening = (await lines.next()).value as { table?: string } | undefined
  if (opening?.table !== table.name) throw new BackupRefused(`The backup ${file} does not hold the tables it lists.`)
  const insert = insertStatement(table)
  const checksum = createRowChecksum()
  let batch: string[] = []
  let characters = 0
  const flush = async () => {
    if (batch.length > 0) await client.query(insert, [`[${batch.join(',')}]`])
    batch = []
    characters = 0
  }
  for (;;) {
    const { value, done } = await lines.next()
    if (done) throw new BackupRefused(`The backup ${file} ends inside the table ${table.name}.`)
    if (!Array.isArray(value)) {
      await flush()
      const expected = value as TableSummary
      if (!isEqual(checksum.summary(), expected)) {
        throw new BackupRefused(`The table ${table.name} in the backup ${file} is damaged.`)
      }
      return expected
    }
    const row = value as RowTexts
    checksum.add(row)
    const text = JSON.stringify(row)
    batch.push(text)
    characters += text.length
    if (characters >= batchCharacters) await flush()
  }
}

function insertStatement({ name, columns }: TableShape): string {
  const names = columns.map((column) => quote(column.name)).join(', ')
  const values = columns.map((column, index) => `(row_texts ->> ${index})::${column.type}`).join(', ')
  return `INSERT INTO public.${quote(name)} (${names}) OVERRIDING SYSTEM VALUE
    SELECT ${values} FROM json_array_elements($1::json) AS row_texts`
}

async function verifyTable(client: pg.ClientBase, table: TableShape, expected: TableSummary): Promise<void> {
  const checksum = createRowChecksum()
  for await (const batch of readRows(client, table)) for (const row of batch) checksum.add(row)
  if (!isEqual(checksum.summary(), expected)) {
    throw new BackupRefused(
      `The table ${table.name} did not come back exactly as it was; the database was left as before.`,
    )
  }
}

function isEqual(left: TableSummary, right: TableSummary): boolean {
  return left.rows === right.rows && left.checksum === right.checksum
}
