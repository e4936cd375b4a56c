import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { backupTo, type BackupSummary } from './backup.ts'
import { lockDataDirectory } from './data-directory-lock.ts'
import { serveEmbedded, type EmbeddedDatabase } from './embedded-database.ts'
import { type Live, liveHere, liveOnServer } from './live.ts'
import { migrate } from './migrate.ts'
import { explained } from './opening-failure.ts'
import { openEngine } from './pglite-engine.ts'
import { canUseThread, openEngineThread } from './pglite-thread-client.ts'
import { restoreFrom } from './restore.ts'
import { openServer, serverConfig } from './server-database.ts'
import { asUnavailable, isDiskFull, type DatabaseUnavailable } from './unavailable.ts'

/** The part of a pino logger that the database uses. */
export interface DatabaseLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** What a transaction gives its work. */
export type Tx = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0]
/** What a reader may use: the database itself or a transaction. */
export type Reads = Pick<NodePgDatabase, 'select' | 'selectDistinct' | 'selectDistinctOn' | 'with' | '$with' | '$count'>
export type TransactionOptions = NonNullable<Parameters<NodePgDatabase['transaction']>[1]>

export interface Database {
  kind: 'embedded' | 'server'
  pool: pg.Pool
  drizzle: NodePgDatabase
  /** What the servers on this database say to each other as it happens. */
  live: Live
  /** Runs `work` in one transaction; throws DatabaseUnavailable when the database is away or busy. */
  transaction<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>
  /** Applies the migrations that are not applied yet; safe when several servers start together. */
  migrate(folder: string): Promise<void>
  /** Whether the database answers within a few seconds. Never throws. */
  healthy(): Promise<boolean>
  /** Writes every table to one portable file. */
  backupTo(file: string): Promise<BackupSummary>
  /** Fills this empty, migrated database from a file of `backupTo`, or changes nothing. */
  restoreFrom(file: string): Promise<BackupSummary>
  close(): Promise<void>
}

export interface OpenDatabaseOptions {
  /** A PostgreSQL server; without it the embedded database in `dataDirectory` is used. */
  url?: string
  dataDirectory: string
  /** Whether the embedded engine runs in a thread of its own; by default it does wherever the code is built. */
  thread?: boolean
  poolSize?: number
  log: DatabaseLog
}

const healthMilliseconds = 5_000
const closeMilliseconds = 10_000

export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { url, dataDirectory, thread = canUseThread, poolSize = 10, log } = options
  if (url)
    return databaseOf(
      'server',
      openServer({ url, poolSize }),
      log,
      async () => {},
      liveOnServer(serverConfig(url), log),
    )

  const lock = await lockDataDirectory(dataDirectory).catch((error: unknown) => {
    throw isDiskFull(error) ? explained(error, dataDirectory) : error
  })
  let embedded: EmbeddedDatabase
  try {
    const storage = { kind: 'directory' as const, path: join(dataDirectory, 'database') }
    const open = () =>
      (thread ? openEngineThread(storage) : openEngine(storage)).catch((error: unknown) => {
        throw explained(error, dataDirectory)
      })
    embedded = serveEmbedded(await open(), log, open)
  } catch (error) {
    lock.release()
    throw error
  }
  return databaseOf('embedded', embedded.pool, log, async () => {
    await embedded.closeEngine()
    lock.release()
  })
}

export function databaseOf(
  kind: Database['kind'],
  pool: pg.Pool,
  log: DatabaseLog,
  release: () => Promise<void>,
  live: Live = liveHere(),
): Database {
  // A connection that breaks while idle, or between two queries of a transaction, would otherwise end the process. The
  // pool replaces it; a transaction that had it fails at its next query.
  const lost = (error: Error) => log.warn({ reason: error.message }, 'A database connection was lost.')
  pool.on('error', lost)
  pool.on('connect', (client) => void client.on('error', lost))
  const orm = drizzle(pool)
  let closing: Promise<void> | undefined

  async function close(): Promise<void> {
    await live.close()
    // A connection that is never given back must not keep the process from stopping.
    await Promise.race([pool.end(), delay(closeMilliseconds, undefined, { ref: false })])
    await release()
  }

  return {
    kind,
    pool,
    drizzle: orm,
    live,
    async transaction(work, transactionOptions) {
      // Not `orm.transaction`, which never gives a connection back on which BEGIN failed.
      const client = await pool.connect()
      let outage: DatabaseUnavailable | undefined
      try {
        return await drizzle(client).transaction(work, transactionOptions)
      } catch (error) {
        outage = asUnavailable(error)
        throw outage ?? error
      } finally {
        client.release(outage)
      }
    },
    migrate: (folder) => migrate(pool, folder),
    async healthy() {
      const answer = pool.query('SELECT 1').then(
        () => true,
        () => false,
      )
      return Promise.race([answer, delay(healthMilliseconds, false, { ref: false })])
    },
    backupTo: (file) => backupTo(pool, file),
    restoreFrom: (file) => restoreFrom(pool, file),
    close: () => (closing ??= close()),
  }
}
