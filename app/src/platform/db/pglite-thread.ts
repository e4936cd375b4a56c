import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { openEngine, type Engine, type EngineStorage } from './pglite-engine.ts'
import type { Reply, Request } from './pglite-thread-client.ts'

// The entry of the thread the embedded database runs in, so that a long query never stops the server from answering.

const port = parentPort as MessagePort

const engine = await openEngine(workerData as EngineStorage).catch((error: unknown) => {
  reply({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
})

if (engine) {
  port.on('message', (request: Request) => void handle(engine, request))
  reply({ kind: 'ready' })
}

async function handle(engine: Engine, request: Request): Promise<void> {
  const { id } = request
  try {
    if (request.kind === 'execute') {
      const answer = await engine.execute(request.run)
      reply({ kind: 'done', id, answer }, [answer.buffer])
      return
    }
    if (request.kind === 'reset') await engine.resetSession()
    else await engine.close()
    reply({ kind: 'done', id, answer: new Uint8Array(0) })
  } catch (error) {
    reply({ kind: 'stopped', id, message: error instanceof Error ? error.message : String(error) })
  }
}

function reply(message: Reply, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer)
}
