import { NodeFS } from '@electric-sql/pglite/nodefs'
import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs'
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

/** Flushes every file and folder under `path` to the disk, and `path` itself. */
export function flushTree(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name)
    if (entry.isDirectory()) flushTree(child)
    else if (entry.isFile()) flush(child)
  }
  flushDirectory(path)
}

function flushDirectory(path: string): void {
  // Windows cannot open a directory, and keeps its entries safe without.
  if (process.platform !== 'win32') flush(path)
}

function flush(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
