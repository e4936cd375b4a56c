import { Worker } from 'node:worker_threads'
import { EngineStopped, type Engine, type EngineStorage } from './pglite-engine.ts'
import type { Run } from './wire-messages.ts'

export type Request = { id: number } & ({ kind: 'execute'; run: Run } | { kind: 'reset' } | { kind: 'close' })

export type Reply =
  | { kind: 'ready' }
  | { kind: 'failed'; message: string }
  | { kind: 'done'; id: number; answer: Uint8Array<ArrayBuffer> }
  | { kind: 'stopped'; id: number; message: string }

type Unnumbered = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never

interface Waiting {
  resolve: (answer: Uint8Array<ArrayBuffer>) => void
  reject: (error: Error) => void
}

/** The engine needs more stack than a thread's usual 4 MB before it notices deep recursion in SQL by itself. */
const threadStackMegabytes = 16

/** Threads are made from the built file: Node 20 cannot load the TypeScript source as a thread. */
export const canUseThread = import.meta.url.endsWith('.js')

/** Opens the engine in a thread of its own. Rejects when the database cannot be opened. */
export async function openEngineThread(storage: EngineStorage): Promise<Engine> {
  const worker = new Worker(new URL('./pglite-thread.js', import.meta.url), {
    workerData: storage,
    resourceLimits: { stackSizeMb: threadStackMegabytes },
  })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let stopped: EngineStopped | undefined

  await new Promise<void>((resolve, reject) => {
    const stop = (cause?: unknown) => {
      stopped ??= new EngineStopped(cause)
      reject(stopped)
      for (const one of waiting.values()) one.reject(stopped)
      waiting.clear()
    }
    worker.on('error', stop)
    worker.on('exit', () => stop())
    worker.on('message', (reply: Reply) => {
      if (reply.kind === 'ready') return resolve()
      if (reply.kind === 'failed') {
        reject(new Error(reply.message))
        return void worker.terminate()
      }
      const request = waiting.get(reply.id)
      waiting.delete(reply.id)
      if (reply.kind === 'done') return request?.resolve(reply.answer)
      // The engine is beyond repair; the thread goes with it and the next connection starts another.
      request?.reject(new EngineStopped(reply.message))
      void worker.terminate()
    })
  })

  function ask(request: Unnumbered): Promise<Uint8Array<ArrayBuffer>> {
    if (stopped) return Promise.reject(stopped)
    lastId += 1
    const id = lastId
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      worker.postMessage({ ...request, id }, [])
    })
  }

  return {
    execute: (run) => ask({ kind: 'execute', run }),
    async resetSession() {
      await ask({ kind: 'reset' })
    },
    async close() {
      if (!stopped) await ask({ kind: 'close' })
      await worker.terminate()
    },
  }
}
