/** The thread's side of `runSolveThread` and `runExplainThread`. */
import { parentPort, workerData } from 'node:worker_threads'
import { explain, solve } from '../index.ts'
import type { SolverThreadData, SolverThreadMessage } from './solve-thread.ts'

const { problem, task, stopFlag } = workerData as SolverThreadData

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
const send = (message: SolverThreadMessage): void => parentPort?.postMessage(message)

const clock = { now: () => performance.now(), shouldStop: () => Atomics.load(stopFlag, 0) !== 0 }
const result =
  task.kind === 'solve'
    ? solve(problem, { ...task.options, ...clock, onProgress: (progress) => send({ progress }) })
    : explain(problem, { ...task.options, ...clock })
send({ result })
