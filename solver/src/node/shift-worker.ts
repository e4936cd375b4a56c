/** The thread's side of `runShiftThread` and `askShiftThread`. */
import { parentPort, workerData } from 'node:worker_threads'
import { repairShifts, solveShifts, whatWouldShiftCost, whyShift } from '../index.ts'
import type { ShiftThreadData, ShiftThreadMessage } from './shift-thread.ts'

const { problem, task, stopFlag } = workerData as ShiftThreadData

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
const send = (message: ShiftThreadMessage): void => parentPort?.postMessage(message)

const clock = { now: () => performance.now(), shouldStop: () => Atomics.load(stopFlag, 0) !== 0 }

function run(): Extract<ShiftThreadMessage, { result: unknown }>['result'] {
  if (task.kind === 'solve')
    return solveShifts(problem, { ...task.options, ...clock, onProgress: (progress) => send({ progress }) })
  const { question, maxMilliseconds, seed } = task
  const limits = { ...clock, maxMilliseconds, seed }
  switch (question.kind) {
    case 'why':
      return whyShift(problem, question.solution, question, limits)
    case 'cost':
      return whatWouldShiftCost(problem, question.solution, question, limits)
    case 'repair':
      return repairShifts(problem, question.solution, question.absence, limits)
  }
}

send({ result: run() })
