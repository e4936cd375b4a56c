import { rename, rm } from 'node:fs/promises'
import type pg from 'pg'
import { prepareTransaction, readRows, readSequences, readTables } from './backup-catalog.ts'
import {
  BackupRefused,
  backupFormat,
  backupVersion,
  createRowChecksum,
  writeLines,
  type BackupHeader,
} from './backup-format.ts'
import { schemaFingerprint } from './migrate.ts'

export interface BackupSummary {
  tables: number
  rows: number
}

/**
 * Writes every table of the public schema to `file`, all as of one moment. The file appears only when it is whole.
 * The embedded database answers nobody else meanwhile.
 */
export async function backupTo(pool: pg.Pool, file: string): Promise<BackupSummary> {
  const part = `${file}.part`
  const client = await pool.connect()
  let failure: unknown
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await prepareTransaction(client)
    const summary: BackupSummary = { tables: 0, rows: 0 }
    await writeLines(part, backupLines(client, summary))
    await client.query('COMMIT')
    await rename(part, file)
    return summary
  } catch (error) {
    failure = error
    await rm(part, { force: true })
    throw asRefused(file, error)
  } finally {
    client.release(failure !== undefined)
  }
}

const writeFailures: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'it is a folder',
  EACCES: 'this account may not write there',
  EPERM: 'this account may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
}

function asRefused(file: string, error: unknown): unknown {
  const why = error instanceof Error ? writeFailures[(error as NodeJS.ErrnoException).code ?? ''] : undefined
  return why === undefined ? error : new BackupRefused(`The backup ${file} cannot be written: ${why}.`, error)
}

async function* backupLines(client: pg.ClientBase, summary: BackupSummary): AsyncGenerator<string> {
  const tables = await readTables(client)
  const header: BackupHeader = {
    format: backupFormat,
    version: backupVersion,
    schema: await schemaFingerprint(client),
    tables,
    sequences: await readSequences(client),
  }
  yield JSON.stringify(header)
  for (const table of tables) {
    yield JSON.stringify({ table: table.name })
    const checksum = createRowChecksum()
    for await (const batch of readRows(client, table)) {
      for (const row of batch) checksum.add(row)
      yield batch.map((row) => JSON.stringify(row)).join('\n')
    }
    const written = checksum.summary()
    yield JSON.stringify(written)
    summary.tables += 1
    summary.rows += written.rows
  }
}
