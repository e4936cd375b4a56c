import type { DatabaseLog } from './database.ts'
import { EngineStopped, openEngine, type Engine, type EngineStorage } from './pglite-engine.ts'
import { PGliteStream } from './pglite-stream.ts'
import { openEngineThread } from './pglite-thread-client.ts'
import { DatabasePool, columnTypes, connectionTimeoutMillis } from './pool.ts'

export interface EmbeddedOptions {
  storage: EngineStorage
  /** In a thread of its own, or in this one (where a long query stops everything else). */
  thread: boolean
  log: DatabaseLog
}

export interface EmbeddedDatabase {
  pool: DatabasePool
  closeEngine(): Promise<void>
}

/**
 * The embedded engine behind an ordinary pg pool. The engine has one session, so the pool has one connection: session
 * settings, prepared statements and LISTEN behave as on a server, and callers queue for their turn.
 */
export async function openEmbedded({ storage, thread, log }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const open = (): Promise<Engine> => (thread ? openEngineThread(storage) : openEngine(storage))
  let engine: Promise<Engine> = open()
  let isRunning = true
  await engine

  function watch(current: Engine): Engine {
    return {
      ...current,
      execute: (run, onData) =>
        current.execute(run, onData).catch((error: unknown) => {
          if (error instanceof EngineStopped) isRunning = false
          throw error
        }),
    }
  }

  /** Called when a connection begins: after a crash of the engine the next connection starts it again. */
  async function runningEngine(): Promise<Engine> {
    if (!isRunning && storage.kind === 'directory') {
      log.warn({}, 'The embedded database stopped and is being started again.')
      isRunning = true
      engine = open()
      engine.catch(() => {
        isRunning = false
      })
    }
    return watch(await engine)
  }

  const pool = new DatabasePool({
    max: 1,
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
