/** Threads that solve the same problem in different ways or with different seeds, and tell each other what they found. */
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import type { Outcome, Points, RunProgress } from './formats/problem-format.ts'

export interface PortfolioOptions {
  text: string
  path: string
  format: string | undefined
  seed: number
  threads: number
  maxMilliseconds: number | undefined
  maxIterations: number | undefined
  boundOnly: boolean
  /** Whether a higher objective is better. */
  maximise: boolean
  /** The best of all threads. */
  onProgress: (progress: RunProgress) => void
}

/** What a thread is started with. */
export interface PortfolioTask extends Omit<PortfolioOptions, 'onProgress'> {
  thread: number
  /** Not 0 asks the search to end. Shared, because a busy thread reads no events. */
  stopFlag: Uint8Array
  /** Where news from the other threads arrive. */
  inbox: MessagePort
}

export type PortfolioMessage = { progress: RunProgress } | { news: unknown } | { outcome: Outcome }

export interface Portfolio {
  promise: Promise<Outcome>
  /** Ends all searches; the promise resolves with the best of what they found. */
  stop: () => void
}

/** Runs until every thread has ended: by its limits, by `stop`, or because one of them proved that it is done. */
export function runPortfolio({ onProgress, ...options }: PortfolioOptions): Portfolio {
  const stopFlag = new Uint8Array(new SharedArrayBuffer(1))
  const stop = (): void => {
    Atomics.store(stopFlag, 0, 1)
  }
  const channels = Array.from({ length: options.threads }, () => new MessageChannel())
  const best: RunProgress = { objective: null, bound: null }
  const runs = channels.map(({ port2: inbox }, thread) => {
    const workerData: PortfolioTask = { ...options, thread, stopFlag, inbox }
    const worker = new Worker(new URL('./portfolio-worker.js', import.meta.url), { workerData, transferList: [inbox] })
    return new Promise<Outcome>((resolve, reject) => {
      worker.on('message', (message: PortfolioMessage) => {
        if ('outcome' in message) {
          if (message.outcome.status === 'optimal' || message.outcome.status === 'infeasible') stop()
          resolve(message.outcome)
        } else if ('news' in message) {
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
          for (const [other, { port1 }] of channels.entries()) if (other !== thread) port1.postMessage(message.news)
        } else {
          best.objective = better(options.maximise, best.objective, message.progress.objective)
          best.bound = better(!options.maximise, best.bound, message.progress.bound)
          onProgress({ ...best })
        }
      })
      worker.on('error', reject)
      worker.on('exit', (code) => reject(new Error(`A solver's thread ended with code ${code} and without a result.`)))
    })
  })
  const promise = Promise.all(runs)
    .then((outcomes) => combine(outcomes, options.maximise))
    .finally(() => {
      for (const { port1 } of channels) port1.close()
    })
  return { promise, stop }
}

/** The best outcome, with the strongest bound of all. */
function combine(outcomes: Outcome[], maximise: boolean): Outcome {
  const proven = outcomes.find(({ status }) => status === 'infeasible')
  if (proven) return proven
  const objective = outcomes.reduce<Points | null>((best, outcome) => better(maximise, best, outcome.objective), null)
  const bound = outcomes.reduce<Points | null>((best, outcome) => better(!maximise, best, outcome.bound), null)
  const best = outcomes.find((outcome) => outcome.objective === objective)!
  const isOptimal = objective !== null && bound !== null && compareTiers(objective, bound) === 0
  const firsts = outcomes.map(({ firstFeasibleMilliseconds }) => firstFeasibleMilliseconds).filter((at) => at !== null)
  return {
    ...best,
    bound,
    status: isOptimal ? 'optimal' : best.status,
    firstFeasibleMilliseconds: firsts.length > 0 ? Math.min(...firsts) : null,
    iterations: outcomes.reduce((sum, { iterations }) => sum + iterations, 0),
  }
}

/** The higher or the lower of two; the first when they are equal. */
function better(higher: boolean, a: Points | null, b: Points | null): Points | null {
  if (a === null || b === null) return a ?? b
  return (higher ? compareTiers(b, a) : compareTiers(a, b)) > 0 ? b : a
}

function compareTiers(a: Points, b: Points): number {
  const [tiers, others] = [[a].flat(), [b].flat()]
  for (const [tier, points] of tiers.entries()) if (points !== others[tier]) return points - (others[tier] ?? 0)
  return 0
}
