import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Platform } from '../../../platform/platform.ts'
import { runView } from './runs.ts'
import { runById, type SolveRun } from './store.ts'

const pollMilliseconds = 500

/**
 * Tells how a run goes until it has ended. It reads the database, so any server can follow a run that a worker elsewhere does. Says
 * something only when something changed, and a comment now and then so that proxies keep the line open.
 */
export function followRun(platform: Platform, http: Context, run: SolveRun): Response {
  return streamSSE(http, async (stream) => {
    let last = ''
    let silent = 0
    for (let current: SolveRun | undefined = run; current !== undefined; ) {
      const data = JSON.stringify(runView(current))
      if (data !== last) {
        await stream.writeSSE({ event: 'run', data })
        last = data
        silent = 0
      } else if ((silent += pollMilliseconds) >= 15_000) {
        await stream.write(': still here\n\n')
        silent = 0
      }
      if (current.state === 'finished' || current.state === 'failed' || stream.aborted) return
      await stream.sleep(pollMilliseconds)
      if (stream.aborted) return
      current = await runById(platform.database.drizzle, run.institutionId, run.id)
    }
  })
}
