import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { SolverThread } from '@gradus/solver/node'
import { AppError } from '../../../contract/app-error.ts'
import type { Platform } from '../../../platform/platform.ts'

/** Questions worked on at once in this process; each takes a processor for a few seconds. */
const atOnce = 2
let busy = 0
const waiting: (() => void)[] = []

async function turn(): Promise<() => void> {
  if (busy >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else busy += 1
  return () => {
    const next = waiting.shift()
    // The turn is handed on, so that nobody slips in between.
    if (next === undefined) busy -= 1
    else next()
  }
}

const silenceMilliseconds = 2000

/** What a question may do while it is worked on. */
export interface Asking {
  readonly tell: (sentence: string, people?: number) => void
  /** Follows a thread: it is stopped when the reader leaves. */
  readonly follow: <Result>(thread: SolverThread<Result>) => Promise<Result>
}

/**
 * Answers a question that takes seconds as events: `progress`, then `answer` or `refusal`. A reader who leaves ends the work. Nothing is
 * stored, so nothing is left of a question that was given up.
 */
export function answering(platform: Platform, http: Context, work: (asking: Asking) => Promise<unknown>): Response {
  return streamSSE(http, async (stream) => {
    let thread: Pick<SolverThread<unknown>, 'stop'> | undefined
    let progress = { sentence: 'Waiting for other questions.', people: null as number | null }
    const send = (event: string, data: unknown) => stream.writeSSE({ event, data: JSON.stringify(data) })
    stream.onAbort(() => thread?.stop())
    const keepOpen = setInterval(() => void send('progress', progress), silenceMilliseconds)
    const done = await turn()
    try {
      if (stream.aborted) return
      const answer = await work({
        tell(sentence, people) {
          progress = { sentence, people: people ?? null }
          void send('progress', progress)
        },
        async follow(following) {
          thread = following
          if (stream.aborted) following.stop()
          return following.promise
        },
      })
      if (!stream.aborted) await send('answer', answer)
    } catch (error) {
      if (!(error instanceof AppError)) platform.log.error({ err: error }, 'question about a schedule')
      const sentence =
        error instanceof AppError
          ? error.message
          : 'This question failed, which is a fault of Gradus. It is in the log.'
      if (!stream.aborted) await send('refusal', { sentence })
    } finally {
      clearInterval(keepOpen)
      done()
    }
  })
}
