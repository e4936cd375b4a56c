import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Platform } from '../../../platform/platform.ts'
import { runView } from './runs.ts'
import type { DraftRowsView } from './cells-contract.ts'
import { presenceOn } from './presence.ts'
import type { Here } from './presence-contract.ts'
import { type AnyRun, type DraftRow, draftRows, runById, type Scenario, scenarioById } from './store.ts'
import { groupBy } from '../../../platform/group-by.ts'

const pollMilliseconds = 500
/** Proxies close a line on which nothing is said for long. */
const quietMilliseconds = 15_000

/**
 * Tells how a run goes until it has ended. It reads the database, so any server can follow a run that a worker elsewhere does. Says
 * something only when something changed, and a comment now and then so that proxies keep the line open.
 */
export function followRun(platform: Platform, http: Context, run: AnyRun): Response {
  return streamSSE(http, async (stream) => {
    let last = ''
    let silent = 0
    for (let current: AnyRun | undefined = run; current !== undefined; ) {
      const data = JSON.stringify(runView(current))
      if (data !== last) {
        await stream.writeSSE({ event: 'run', data })
        last = data
        silent = 0
      } else if ((silent += pollMilliseconds) >= quietMilliseconds) {
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
 * version that is no longer current when it begins is answered with all rows. A reader with a page also hears who else has one.
 */
export function followDraftRows(
  platform: Platform,
  http: Context,
  scenario: Scenario,
  seen: number,
  reader: Omit<Here, 'place'> | null,
): Response {
  const db = platform.database.drizzle
  const { institutionId, id } = scenario
  return streamSSE(http, async (stream) => {
    const tell = (event: string, data: object) => stream.writeSSE({ event, data: JSON.stringify(data) })
    const read = async () => rowViews(await draftRows(db, institutionId, id))
    const seat = presenceOn(platform).enter(id, reader, (people) => void tell('presence', { people }))
    stream.onAbort(seat.leave)
    try {
      let { version, commentsVersion } = scenario
      let rows = await read()
      if (version !== seen) await tell('draft', { version, rows: [...rows.values()], whole: true })
      for (let quietSince = Date.now(); !stream.aborted; ) {
        await seat.wait(pollMilliseconds)
        const current = stream.aborted ? undefined : await scenarioById(db, institutionId, id)
        if (current === undefined) return
        const isEdited = current.version !== version
        const isCommented = current.commentsVersion !== commentsVersion
        if (isEdited) {
          const after = await read()
          await tell('draft', { version: current.version, rows: differing(rows, after), whole: false })
          rows = after
        }
        if (isCommented) await tell('comments', { commentsVersion: current.commentsVersion })
        ;({ version, commentsVersion } = current)
        if (isEdited || isCommented) quietSince = Date.now()
        else if (Date.now() - quietSince >= quietMilliseconds) {
          await stream.write(': still here\n\n')
          quietSince = Date.now()
        }
      }
    } finally {
      seat.leave()
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
