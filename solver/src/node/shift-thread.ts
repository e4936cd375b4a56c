import { Worker } from 'node:worker_threads'
import type {
  ShiftAbsence,
  ShiftCell,
  ShiftProblem,
  ShiftProgress,
  ShiftRepair,
  ShiftResult,
  ShiftSolution,
  ShiftSolveOptions,
  ShiftWhatIf,
  WhyShift,
} from '../index.ts'
import type { SolverThread } from './solve-thread.ts'

/** The clock and the stop flag are the thread's own. */
export type ShiftThreadOptions = Omit<ShiftSolveOptions, 'now' | 'shouldStop' | 'peers'>

/** A question about a schedule of shifts, and what answers it. */
export type ShiftQuestion =
  | ({ kind: 'why'; solution: ShiftSolution } & ShiftCell)
  | ({ kind: 'cost'; solution: ShiftSolution; shiftId: string | null } & ShiftCell)
  | { kind: 'repair'; solution: ShiftSolution; absence: ShiftAbsence }
export interface ShiftAnswers {
  why: WhyShift
  cost: ShiftWhatIf
  repair: ShiftRepair[]
}

export type ShiftThreadTask =
  | { kind: 'solve'; options: Omit<ShiftThreadOptions, 'onProgress'> }
  | { kind: 'question'; question: ShiftQuestion; maxMilliseconds: number; seed: number }

export interface ShiftThreadData {
  problem: ShiftProblem
  task: ShiftThreadTask
  stopFlag: Uint8Array
}
export type ShiftThreadMessage =
  | { progress: ShiftProgress }
  | { result: ShiftResult | ShiftAnswers[keyof ShiftAnswers] }

/** Runs `solveShifts` in a thread of its own. Without a limit it goes on until `stop`. Rejects when the thread fails. */
export const runShiftThread = (
  problem: ShiftProblem,
  { onProgress, ...options }: ShiftThreadOptions,
): SolverThread<ShiftResult> => start(problem, { kind: 'solve', options }, onProgress)

/** Asks why somebody is on a shift, what another would cost, or for repairs, in a thread of its own. */
export const askShiftThread = <Kind extends ShiftQuestion['kind']>(
  problem: ShiftProblem,
  question: Extract<ShiftQuestion, { kind: Kind }>,
  limits: { maxMilliseconds: number; seed: number },
): SolverThread<ShiftAnswers[Kind]> => start(problem, { kind: 'question', question, ...limits })

function start<Result extends ShiftResult | ShiftAnswers[keyof ShiftAnswers]>(
  problem: ShiftProblem,
  task: ShiftThreadTask,
  onProgress?: ShiftSolveOptions['onProgress'],
): SolverThread<Result> {
  const stopFlag = new Uint8Array(new SharedArrayBuffer(1))
  const workerData: ShiftThreadData = { problem, task, stopFlag }
  const worker = new Worker(new URL('./shift-worker.js', import.meta.url), { workerData })
  const promise = new Promise<Result>((resolve, reject) => {
    worker.on('message', (message: ShiftThreadMessage) => {
      // The thread answers a task with its own kind of result.
      if ('result' in message) resolve(message.result as Result)
      else onProgress?.(message.progress)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`The solver's thread ended with code ${code} and without a result.`)))
  })
  return { promise, stop: () => Atomics.store(stopFlag, 0, 1) }
}
