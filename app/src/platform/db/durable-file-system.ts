import { NodeFS } from '@electric-sql/pglite/nodefs'
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'

// PGlite's file system has no fsync, so the engine's requests to flush its log go nowhere. This adds the missing
// operation to the internal surface of its file system; the test beside this file fails if that surface changes.

interface OpenFile {
  /** The descriptor of the real file; directories have none. */
  nfd?: number
  node: unknown
}

interface NodeFileSystem {
  realPath(node: unknown): string
  stream_ops: { fsync?: (file: OpenFile) => number }
}

// Windows cannot open a directory, and keeps its entries safe without.
const canFlushDirectories = process.platform !== 'win32'

type Init = NodeFS['init']

export class DurableNodeFS extends NodeFS {
  override async init(...[pglite, options]: Parameters<Init>): ReturnType<Init> {
    const { emscriptenOpts } = await super.init(pglite, options)
    const addFsync = (module: object) => {
      const nodeFileSystem = (module as { NODEFS?: NodeFileSystem }).NODEFS
      if (!nodeFileSystem?.stream_ops || !nodeFileSystem.realPath) {
        throw new Error('This version of PGlite keeps its files differently: commits could not be made durable.')
      }
      nodeFileSystem.stream_ops.fsync = (file) => {
        if (file.nfd === undefined) flushDirectory(nodeFileSystem.realPath(file.node))
        else fsyncSync(file.nfd)
        return 0
      }
    }
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addFsync] } }
  }
}

const flushesAtOnce = 16

/** Flushes every file and folder under `path` to the disk, and `path` itself. Several at once share the disk's work. */
export async function flushTree(path: string): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true })
  const waiting = entries
    .filter((entry) => entry.isFile() || (entry.isDirectory() && canFlushDirectories))
    .map((entry) => join(entry.parentPath, entry.name))
  const flushNext = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const file = await open(next, 'r')
      try {
        await file.sync()
      } finally {
        await file.close()
      }
    }
  }
  await Promise.all(Array.from({ length: flushesAtOnce }, flushNext))
  flushDirectory(path)
}

function flushDirectory(path: string): void {
  if (!canFlushDirectories) return
  const directory = openSync(path, 'r')
  try {
    fsyncSync(directory)
  } finally {
    closeSync(directory)
  }
}
