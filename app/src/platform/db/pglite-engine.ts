import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DurableNodeFS, flushTree } from './durable-file-system.ts'
import { endsReady, resetSession, type Run } from './wire-messages.ts'

/** One PostgreSQL backend, spoken to in the wire protocol. It has one session and answers one run at a time. */
export interface Engine {
  /** Throws EngineStopped when the engine cannot answer any more; errors of SQL are part of the answer. */
  execute(run: Run, onData: (bytes: Uint8Array) => void): Promise<void>
  resetSession(): Promise<void>
  close(): Promise<void>
}

/** An engine in this thread; it can also hand out its whole data directory as a tar file. */
export interface LocalEngine extends Engine {
  dump(): Promise<Blob>
}

export class EngineStopped extends Error {
  constructor(cause?: unknown) {
    super('The embedded database stopped.', { cause })
    this.name = 'EngineStopped'
  }
}

export type EngineStorage = { kind: 'directory'; path: string } | { kind: 'memory'; dump?: Blob }

const settings = ['-c', 'shared_buffers=16MB', '-c', 'timezone=UTC']
// PGlite starts with -F, which means a power loss may take committed rows with it.
const durableSettings = ['-c', 'fsync=on', '-c', 'wal_sync_method=fsync']
const completeMarker = 'gradus-complete'

/** Opens the database, making it if it is not there (about four seconds). */
export async function openEngine(storage: EngineStorage): Promise<LocalEngine> {
  const pglite = storage.kind === 'memory' ? await openMemory(storage.dump) : await openDirectory(storage.path)
  let stopped = false

  async function execute(run: Run, onData: (bytes: Uint8Array) => void): Promise<void> {
    if (stopped) throw new EngineStopped()
    let tail: Uint8Array = new Uint8Array(0)
    try {
      await pglite.execProtocolRawStream(run.bytes, {
        onRawData(bytes) {
          tail = bytes.length >= 6 ? bytes.slice(-6) : Buffer.concat([tail, bytes]).subarray(-6)
          onData(bytes.slice())
        },
      })
    } catch (error) {
      stopped = true
      throw new EngineStopped(error)
    }
    // A crash inside the engine (its stack ran over, a PANIC) is swallowed by PGlite and shows only as a cut answer.
    if (run.expectsReady && !endsReady(tail)) {
      stopped = true
      throw new EngineStopped()
    }
  }

  return {
    execute,
    resetSession: () => execute({ bytes: resetSession, expectsReady: true }, () => {}),
    dump: () => pglite.dumpDataDir('none'),
    async close() {
      if (stopped) return
      stopped = true
      await pglite.close()
    },
  }
}

async function openMemory(dump: Blob | undefined): Promise<PGlite> {
  return PGlite.create({
    ...(dump && { loadDataDir: dump }),
    startParams: [...PGlite.defaultStartParams, ...settings],
    extensions: { btree_gist },
  })
}

async function openDirectory(path: string): Promise<PGlite> {
  const isComplete = existsSync(join(path, completeMarker))
  // A first start that was cut short never answered anybody. Put aside rather than deleted, in case this is wrong.
  if (!isComplete && existsSync(path)) renameSync(path, `${path}.unfinished-${Date.now()}`)
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const pglite = await PGlite.create({
    fs: new DurableNodeFS(path),
    startParams: [...PGlite.defaultStartParams.filter((param) => param !== '-F'), ...durableSettings, ...settings],
    extensions: { btree_gist },
  })
  if (!isComplete) {
    writeFileSync(join(path, completeMarker), '')
    flushTree(path)
  }
  return pglite
}
