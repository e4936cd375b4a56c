import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DurableNodeFS, flushTree } from './durable-file-system.ts'
import { endsReady, resetSession, type Run } from './wire-messages.ts'

/** One PostgreSQL backend, spoken to in the wire protocol. It has one session and answers one run at a time. */
export interface Engine {
  /** Resolves to the answer; throws EngineStopped when the engine cannot answer any more; errors of SQL are part of the answer. */
  execute(run: Run): Promise<Uint8Array<ArrayBuffer>>
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

  async function execute(run: Run): Promise<Uint8Array<ArrayBuffer>> {
    if (stopped) throw new EngineStopped()
    const pieces: Uint8Array[] = []
    try {
      // The bytes are only borrowed from the memory of the engine.
      await pglite.execProtocolRawStream(run.bytes, { onRawData: (bytes) => void pieces.push(bytes.slice()) })
    } catch (error) {
      stopped = true
      throw new EngineStopped(error)
    }
    const answer = joined(pieces)
    // A crash inside the engine (its stack ran over, a PANIC) is swallowed by PGlite and shows only as a cut answer.
    if (run.expectsReady && !endsReady(answer)) {
      stopped = true
      throw new EngineStopped()
    }
    return answer
  }

  return {
    execute,
    async resetSession() {
      await execute({ bytes: resetSession, expectsReady: true })
    },
    dump: () => pglite.dumpDataDir('none'),
    async close() {
      if (stopped) return
      stopped = true
      await pglite.close()
    },
  }
}

function joined(pieces: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
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
    await flushTree(path)
  }
  return pglite
}
