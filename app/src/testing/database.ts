import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { databaseOf, openDatabase, type Database, type DatabaseLog } from '../platform/db/database.ts'
import { serveEmbedded } from '../platform/db/embedded-database.ts'
import { folderFingerprint } from '../platform/db/migrate.ts'
import { openEngine } from '../platform/db/pglite-engine.ts'

const appMigrations = fileURLToPath(new URL('../../migrations', import.meta.url))
const silent: DatabaseLog = { info() {}, warn() {}, error() {} }
const dayMilliseconds = 24 * 60 * 60 * 1000

/**
 * A fresh, migrated database of its own; close it in `afterAll`. GRADUS_TEST_DATABASE chooses the engine: `embedded`
 * (in memory, the default) or `server` (a new database on the server at GRADUS_TEST_DATABASE_URL, dropped on close).
 */
export async function openTestDatabase(migrations: string = appMigrations): Promise<Database> {
  return process.env['GRADUS_TEST_DATABASE'] === 'server' ? openOnServer(migrations) : openInMemory(migrations)
}

async function openInMemory(migrations: string): Promise<Database> {
  const dump = await migratedDump(migrations)
  const embedded = serveEmbedded(await openEngine({ kind: 'memory', dump }), silent)
  return databaseOf('embedded', embedded.pool, silent, () => embedded.closeEngine())
}

/** Making and migrating a database takes seconds; every later test file loads this copy of the result. */
async function migratedDump(migrations: string): Promise<Blob> {
  const folder = join(tmpdir(), 'gradus-test-databases')
  const file = join(folder, `${folderFingerprint(migrations).slice(0, 24)}-${engineVersion()}.tar`)
  if (existsSync(file)) return new Blob([readFileSync(file)])
  mkdirSync(folder, { recursive: true })
  removeOld(folder)
  const engine = await openEngine({ kind: 'memory' })
  const database = databaseOf('embedded', serveEmbedded(engine, silent).pool, silent, async () => {})
  await database.migrate(migrations)
  await database.close()
  const dump = await engine.dump()
  await engine.close()
  const part = `${file}.${randomUUID()}`
  writeFileSync(part, Buffer.from(await dump.arrayBuffer()))
  renameSync(part, file)
  return dump
}

function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    if (age > dayMilliseconds) rmSync(path, { force: true })
  }
}

function engineVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const description = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')) as {
    version: string
  }
  return description.version
}

async function openOnServer(migrations: string): Promise<Database> {
  const url = process.env['GRADUS_TEST_DATABASE_URL']
  if (!url) throw new Error('Set GRADUS_TEST_DATABASE_URL to a PostgreSQL server where databases may be created.')
  const name = `gradus_test_${randomUUID().replaceAll('-', '')}`
  await onServer(url, `CREATE DATABASE ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const database = await openDatabase({ url: own.href, dataDirectory: '', poolSize: 5, log: silent })
  await database.migrate(migrations)
  return {
    ...database,
    async close() {
      await database.close()
      await onServer(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
  }
}

/** The same database for another server: with connections of its own, or where there is but one engine, that engine. */
export async function openAgain(database: Database): Promise<Database> {
  const url = database.pool.options.connectionString
  if (database.kind === 'embedded' || url === undefined) return { ...database, close: () => Promise.resolve() }
  return openDatabase({ url, dataDirectory: '', poolSize: 5, log: silent })
}

export async function onServer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
