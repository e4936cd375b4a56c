/** The thread's side of `runSolveThread`. */
import { parentPort, workerData } from 'node:worker_threads'
import { solve } from '../index.ts'
import type { SolveThreadData, SolveThreadMessage } from './solve-thread.ts'

const { problem, options, stopFlag } = workerData as SolveThreadData

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
const send = (message: SolveThreadMessage): void => parentPort?.postMessage(message)

const result = solve(problem, {
  ...options,
  now: () => performance.now(),
  shouldStop: () => Atomics.load(stopFlag, 0) !== 0,
  onProgress: (progress) => send({ progress }),
})
send({ result })
