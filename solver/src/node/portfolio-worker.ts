/** A thread's side of `runPortfolio`. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { openProblem } from './formats/formats.ts'
import type { PortfolioMessage, PortfolioTask } from './portfolio.ts'

const { text, path, format, stopFlag, inbox, maxIterations, maxMilliseconds, ...options } = workerData as PortfolioTask

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
const send = (message: PortfolioMessage): void => parentPort?.postMessage(message)

const outcome = openProblem(text, path, format).solve({
  ...options,
  ...(maxIterations === undefined ? {} : { maxIterations }),
  ...(maxMilliseconds === undefined ? {} : { maxMilliseconds }),
  now: () => performance.now(),
  shouldStop: () => Atomics.load(stopFlag, 0) !== 0,
  onProgress: ({ objective, bound }) => send({ progress: { objective, bound } }),
  peers: {
    tell: (news) => {
      if (options.threads > 1) send({ news })
    },
    ask: () => receiveMessageOnPort(inbox)?.message as unknown,
  },
})
inbox.close()
send({ outcome })
