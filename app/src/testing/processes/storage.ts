import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onServer } from '../database.ts'
import type { Settings } from './gradus.ts'

/** Where a test's installation keeps its data, and the settings that say so. */
export interface Storage {
  readonly settings: Settings
  remove(): Promise<void>
}

export type Engine = 'embedded' | 'server'

/** The engine of this test run, as for every other test. */
export const engine: Engine = process.env['GRADUS_TEST_DATABASE'] === 'server' ? 'server' : 'embedded'

/** A new, empty place: a data directory, or a database on the test server. */
export const newStorage = (kind: Engine = engine): Promise<Storage> =>
  kind === 'embedded' ? Promise.resolve(newDirectory()) : newDatabase()

/** The product makes the directory when it is needed: a skipped test leaves nothing. */
function newDirectory(): Storage {
  const directory = join(tmpdir(), `gradus-process-${randomUUID()}`)
  return {
    settings: { GRADUS_DATA: directory },
    async remove() {
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function newDatabase(): Promise<Storage> {
  const server = process.env['GRADUS_TEST_DATABASE_URL']
  if (!server) throw new Error('Set GRADUS_TEST_DATABASE_URL to a PostgreSQL server where databases may be created.')
  const name = `gradus_process_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `CREATE DATABASE ${name}`)
  const own = new URL(server)
  own.pathname = `/${name}`
  return {
    settings: { DATABASE_URL: own.href },
    remove: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
}
