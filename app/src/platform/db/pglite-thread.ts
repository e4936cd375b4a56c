import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { openEngine, type EngineStorage } from './pglite-engine.ts'
import type { Reply, Request } from './pglite-thread-client.ts'

// The entry of the thread the embedded database runs in, so that a long query never stops the server from answering.

const port = parentPort as MessagePort
const chunkBytes = 64 * 1024

const engine = await openEngine(workerData as EngineStorage).catch((error: unknown) => {
  reply({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
})

if (engine) {
  port.on('message', (request: Request) => void handle(request))
  reply({ kind: 'ready' })
}

async function handle(request: Request): Promise<void> {
  const { id } = request
  try {
    if (request.kind === 'execute') await execute(id, request)
    else if (request.kind === 'reset') await engine?.resetSession()
    else await engine?.close()
    reply({ kind: 'done', id })
  } catch (error) {
    reply({ kind: 'stopped', id, message: error instanceof Error ? error.message : String(error) })
  }
}

async function execute(id: number, request: Extract<Request, { kind: 'execute' }>): Promise<void> {
  let pieces: Uint8Array[] = []
  let pending = 0
  const flush = () => {
    if (pending === 0) return
    const bytes = new Uint8Array(pending)
    let at = 0
    for (const piece of pieces) {
      bytes.set(piece, at)
      at += piece.length
    }
    pieces = []
    pending = 0
    reply({ kind: 'data', id, bytes }, [bytes.buffer])
  }
  try {
    await engine?.execute(request.run, (bytes) => {
      pieces.push(bytes)
      pending += bytes.length
      if (pending >= chunkBytes) flush()
    })
  } finally {
    flush()
  }
}

function reply(message: Reply, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer)
}
