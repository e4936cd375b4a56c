import { drizzle } from 'drizzle-orm/node-postgres'
import { readMigrationFiles, type MigrationMeta } from 'drizzle-orm/migrator'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'

/** Any number, but the same one in every Gradus: it names the lock that starting servers wait for. */
const migrationLock = 4_716_232_001

/** Applies the migrations of `folder` that are missing, one server at a time. An empty folder is no error. */
export async function migrate(pool: pg.Pool, folder: string): Promise<void> {
  const files = readFolder(folder)
  if (files.length === 0) return
  const client = await pool.connect()
  let failure: unknown
  try {
    await client.query('SET statement_timeout = 0')
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
    refuseNewerDatabase(files, await appliedHashes(client))
    await applyMigrations(drizzle(client), { migrationsFolder: folder })
    refuseSkipped(files, await appliedHashes(client))
    await client.query('SELECT pg_advisory_unlock($1)', [migrationLock])
    await client.query('RESET statement_timeout')
  } catch (error) {
    failure = error
    throw error
  } finally {
    // A connection that failed goes, and its lock with it.
    client.release(failure !== undefined)
  }
}

/** Names the state of the schema: equal for two databases to which the same migrations were applied. */
export async function schemaFingerprint(client: pg.ClientBase): Promise<string> {
  const hashes = await appliedHashes(client)
  return createHash('sha256').update(hashes.toSorted().join('\n')).digest('hex')
}

/** The same for a folder of migrations. */
export function folderFingerprint(folder: string): string {
  const hashes = readFolder(folder).map(({ hash }) => hash)
  return createHash('sha256').update(hashes.toSorted().join('\n')).digest('hex')
}

async function appliedHashes(client: pg.ClientBase): Promise<string[]> {
  const table = await client.query<{ found: boolean }>(
    `SELECT to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS found`,
  )
  if (!table.rows[0]?.found) return []
  const applied = await client.query<{ hash: string }>('SELECT hash FROM drizzle.__drizzle_migrations')
  return applied.rows.map(({ hash }) => hash)
}

function readFolder(folder: string): MigrationMeta[] {
  return existsSync(join(folder, 'meta', '_journal.json')) ? readMigrationFiles({ migrationsFolder: folder }) : []
}

function refuseNewerDatabase(files: MigrationMeta[], applied: string[]): void {
  const known = new Set(files.map(({ hash }) => hash))
  const unknown = applied.filter((hash) => !known.has(hash)).length
  if (unknown === 0) return
  throw new Error(
    `This database was last used by another version of Gradus (${unknown} of its ${applied.length} migrations are unknown here). ` +
      'Start the version that was used last, or restore a backup made by this one.',
  )
}

/** drizzle passes over a migration that is older than the newest one applied: without this it would go unnoticed. */
function refuseSkipped(files: MigrationMeta[], applied: string[]): void {
  const done = new Set(applied)
  const skipped = files.filter(({ hash }) => !done.has(hash))
  if (skipped.length === 0) return
  throw new Error(
    `${skipped.length} migration(s) are dated before the newest one already applied and were passed over; generate them again so that they come last.`,
  )
}
