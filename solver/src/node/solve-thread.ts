import { Worker } from 'node:worker_threads'
import type {
  Disturbance,
  Explanation,
  ExplainOptions,
  Repair,
  RotationProblem,
  RotationSolution,
  SlotStretch,
  SolveOptions,
  SolveProgress,
  SolveResult,
  WhatIf,
  WhatIfOptions,
  WhyHere,
} from '../index.ts'

/** The clock and the stop flag are the thread's own. */
export type SolveThreadOptions = Omit<SolveOptions, 'now' | 'shouldStop'>
export type ExplainThreadOptions = Omit<ExplainOptions, 'now' | 'shouldStop'>

export interface SolverThread<Result> {
  promise: Promise<Result>
  /** Ends the work within 100 ms; the promise resolves with what is known by then. */
  stop: () => void
}
export type SolveThread = SolverThread<SolveResult>

/** A question about a schedule, and what answers it. */
export type Question =
  | ({ kind: 'why'; solution: RotationSolution } & SlotStretch)
  | ({ kind: 'cost'; solution: RotationSolution; activityId: string } & SlotStretch)
  | { kind: 'repair'; solution: RotationSolution; disturbance: Disturbance; atMost: number }
export interface Answers {
  why: WhyHere
  cost: WhatIf
  repair: Repair[]
}
/** `onAnswer` hears of each better answer, with how many people's lines were open to it. */
export type QuestionThreadOptions = Omit<WhatIfOptions, 'now' | 'shouldStop'>

export type ThreadTask =
  | { kind: 'solve'; options: Omit<SolveThreadOptions, 'onProgress'> }
  | { kind: 'explain'; options: ExplainThreadOptions }
  | { kind: 'question'; question: Question; options: Omit<QuestionThreadOptions, 'onAnswer'> }

/** What the thread is started with. */
export interface SolverThreadData {
  problem: RotationProblem
  task: ThreadTask
  /** One byte: not 0 asks the work to end. Shared, because a busy thread reads no messages. */
  stopFlag: Uint8Array
}

type ThreadResult = SolveResult | Explanation | Answers[keyof Answers]
export type SolverThreadMessage = { progress: SolveProgress } | { people: number } | { result: ThreadResult }

/** Runs `solve` in a thread of its own. Without a limit it goes on until `stop`. Rejects when the thread fails. */
export function runSolveThread(problem: RotationProblem, { onProgress, ...options }: SolveThreadOptions): SolveThread {
  return runThread(problem, { kind: 'solve', options }, { onProgress })
}

/** Runs `explain` in a thread of its own. Rejects when the thread fails. */
export const runExplainThread = (problem: RotationProblem, options: ExplainThreadOptions): SolverThread<Explanation> =>
  runThread(problem, { kind: 'explain', options })

/** Asks why somebody is where they are, what another place would cost, or for repairs, in a thread of its own. */
export const runQuestionThread = <Kind extends Question['kind']>(
  problem: RotationProblem,
  question: Extract<Question, { kind: Kind }>,
  { onAnswer, ...options }: QuestionThreadOptions,
): SolverThread<Answers[Kind]> => runThread(problem, { kind: 'question', question, options }, { onAnswer })

interface Listeners {
  onProgress?: SolveOptions['onProgress'] | undefined
  onAnswer?: WhatIfOptions['onAnswer'] | undefined
}

function runThread<Result extends ThreadResult>(
  problem: RotationProblem,
  task: ThreadTask,
  { onProgress, onAnswer }: Listeners = {},
): SolverThread<Result> {
  const stopFlag = new Uint8Array(new SharedArrayBuffer(1))
  const workerData: SolverThreadData = { problem, task, stopFlag }
  const worker = new Worker(new URL('./solve-worker.js', import.meta.url), { workerData })
  const promise = new Promise<Result>((resolve, reject) => {
    worker.on('message', (message: SolverThreadMessage) => {
      // The thread answers a task with its own kind of result.
      if ('result' in message) resolve(message.result as Result)
      else if ('people' in message) onAnswer?.(message.people)
      else onProgress?.(message.progress)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`The solver's thread ended with code ${code} and without a result.`)))
  })
  return { promise, stop: () => Atomics.store(stopFlag, 0, 1) }
}
