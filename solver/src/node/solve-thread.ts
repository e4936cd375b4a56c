import { Worker } from 'node:worker_threads'
import type { RotationProblem, SolveOptions, SolveProgress, SolveResult } from '../index.ts'

/** The clock and the stop flag are the thread's own. */
export type SolveThreadOptions = Omit<SolveOptions, 'now' | 'shouldStop'>

export interface SolveThread {
  promise: Promise<SolveResult>
  /** Ends the search within 100 ms; the promise resolves with the best schedule so far. */
  stop: () => void
}

/** What the thread is started with. */
export interface SolveThreadData {
  problem: RotationProblem
  options: Omit<SolveThreadOptions, 'onProgress'>
  /** One byte: not 0 asks the search to end. Shared, because a busy thread reads no messages. */
  stopFlag: Uint8Array
}

export type SolveThreadMessage = { progress: SolveProgress } | { result: SolveResult }

/** Runs `solve` in a thread of its own. Without a limit it goes on until `stop`. Rejects when the thread fails. */
export function runSolveThread(problem: RotationProblem, options: SolveThreadOptions): SolveThread {
  const { onProgress, ...plain } = options
  const stopFlag = new Uint8Array(new SharedArrayBuffer(1))
  const workerData: SolveThreadData = { problem, options: plain, stopFlag }
  const worker = new Worker(new URL('./solve-worker.js', import.meta.url), { workerData })
  const promise = new Promise<SolveResult>((resolve, reject) => {
    worker.on('message', (message: SolveThreadMessage) => {
      if ('result' in message) resolve(message.result)
      else onProgress?.(message.progress)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`The solver's thread ended with code ${code} and without a result.`)))
  })
  return { promise, stop: () => Atomics.store(stopFlag, 0, 1) }
}
