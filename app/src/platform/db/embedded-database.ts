import type { DatabaseLog } from './database.ts'
import { EngineStopped, type Engine } from './pglite-engine.ts'
import { PGliteStream } from './pglite-stream.ts'
import { DatabasePool, columnTypes, connectionTimeoutMillis } from './pool.ts'
import { PreparedClient } from './prepared-client.ts'

export interface EmbeddedDatabase {
  pool: DatabasePool
  closeEngine(): Promise<void>
}

/**
 * An embedded engine behind an ordinary pg pool. The engine has one session, so the pool has one connection: session
 * settings, prepared statements and LISTEN behave as on a server, and callers queue for their turn.
 * `restart` opens the engine again after it crashed; the connection that was open then is lost.
 */
export function serveEmbedded(first: Engine, log: DatabaseLog, restart?: () => Promise<Engine>): EmbeddedDatabase {
  let engine = Promise.resolve(first)
  let isRunning = true

  function watch(current: Engine): Engine {
    return {
      ...current,
      execute: (run) =>
        current.execute(run).catch((error: unknown) => {
          if (error instanceof EngineStopped) isRunning = false
          throw error
        }),
    }
  }

  /** Called when a connection begins. */
  async function runningEngine(): Promise<Engine> {
    if (!isRunning && restart) {
      log.warn({}, 'The embedded database stopped and is being started again.')
      isRunning = true
      engine = restart()
      engine.catch(() => {
        isRunning = false
      })
    }
    return watch(await engine)
  }

  const pool = new DatabasePool({
    max: 1,
    Client: PreparedClient,
    stream: () => new PGliteStream(runningEngine),
    ssl: false,
    user: 'postgres',
    database: 'postgres',
    idleTimeoutMillis: 0,
    connectionTimeoutMillis,
    types: columnTypes,
  })

  return {
    pool,
    async closeEngine() {
      const current = await engine.catch(() => undefined)
      await current?.close()
    },
  }
}
