import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Platform } from '../../../platform/platform.ts'
import { runView } from './runs.ts'
import type { DraftRowsView } from './cells-contract.ts'
import { type DraftRow, draftRows, runById, type Scenario, scenarioById, type SolveRun } from './store.ts'
import { groupBy } from '../../../platform/group-by.ts'

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

type RowView = DraftRowsView['rows'][number]

const rowViews = (rows: readonly DraftRow[]): Map<string, RowView> =>
  new Map(
    [...groupBy(rows, ({ appointmentId }) => appointmentId)].map(([appointmentId, own]) => [
      appointmentId,
      {
        appointmentId,
        pieces: own.map(({ rotationId, pinned, startOn, endOn }) => ({ rotationId, pinned, startOn, endOn })),
      },
    ]),
  )

/**
 * Tells which rows of a draft changed, whoever changed them and on whichever server, until the reader leaves or the draft is gone. A
 * version that is no longer current when it begins is answered with all rows.
 */
export function followDraftRows(platform: Platform, http: Context, scenario: Scenario, seen: number): Response {
  const db = platform.database.drizzle
  const { institutionId, id } = scenario
  return streamSSE(http, async (stream) => {
    const read = async () => rowViews(await draftRows(db, institutionId, id))
    let version = scenario.version
    let rows = await read()
    if (version !== seen)
      await stream.writeSSE({
        event: 'draft',
        data: JSON.stringify({ version, rows: [...rows.values()], whole: true }),
      })
    for (let silent = 0; !stream.aborted; silent += pollMilliseconds) {
      await stream.sleep(pollMilliseconds)
      const current = stream.aborted ? undefined : await scenarioById(db, institutionId, id)
      if (current === undefined) return
      if (current.version !== version) {
        const after = await read()
        version = current.version
        await stream.writeSSE({
          event: 'draft',
          data: JSON.stringify({ version, rows: differing(rows, after), whole: false }),
        })
        rows = after
        silent = 0
      } else if (silent >= 15_000) {
        await stream.write(': still here\n\n')
        silent = 0
      }
    }
  })
}

function differing(before: ReadonlyMap<string, RowView>, after: ReadonlyMap<string, RowView>): RowView[] {
  const changed = [...after.values()].filter(
    (row) => JSON.stringify(row) !== JSON.stringify(before.get(row.appointmentId)),
  )
  const emptied = [...before.keys()].filter((appointmentId) => !after.has(appointmentId))
  return [...changed, ...emptied.map((appointmentId) => ({ appointmentId, pieces: [] }))]
}
