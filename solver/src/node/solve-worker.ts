/** The thread's side of `runSolveThread`, `runExplainThread` and `runQuestionThread`. */
import { parentPort, workerData } from 'node:worker_threads'
import { explain, repairs, solve, whatWouldItCost, whyHere, type WhatIfOptions } from '../index.ts'
import type { Answers, Question, SolverThreadData, SolverThreadMessage } from './solve-thread.ts'

const { problem, task, stopFlag } = workerData as SolverThreadData

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
const send = (message: SolverThreadMessage): void => parentPort?.postMessage(message)

const clock = { now: () => performance.now(), shouldStop: () => Atomics.load(stopFlag, 0) !== 0 }

function answer(question: Question, options: WhatIfOptions): Answers[keyof Answers] {
  switch (question.kind) {
    case 'why':
      return whyHere(problem, question.solution, question, options)
    case 'cost':
      return whatWouldItCost(problem, question.solution, question, options)
    case 'repair':
      return repairs(problem, question.solution, question.disturbance, { ...options, atMost: question.atMost })
  }
}

function run(): Extract<SolverThreadMessage, { result: unknown }>['result'] {
  switch (task.kind) {
    case 'solve':
      return solve(problem, { ...task.options, ...clock, onProgress: (progress) => send({ progress }) })
    case 'explain':
      return explain(problem, { ...task.options, ...clock })
    case 'question':
      return answer(task.question, { ...task.options, ...clock, onAnswer: (people) => send({ people }) })
  }
}

send({ result: run() })
