import { dayOf } from '@gradus/rules'
import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ApiError } from '../../../../../contract/client.ts'
import { auditEvent } from '../../../../../platform/audit/schema.ts'
import { type TestApp, openTestApp } from '../../../../../testing/app.ts'
import { groupBy } from '../../../../../platform/group-by.ts'
import { addScheduleWorld } from '../../../../../testing/schedule-world.ts'
import { type CellChange, contentOf, sameContent, settingOf, settle } from '../../../cells.ts'
import { cellOf, cellWire } from '../../../cell-wire.ts'
import { type CellWire, editCells } from '../../cells-contract.ts'
import { createScenario, getScenario } from '../../contract.ts'
import { rowsIn } from './live-view.ts'
import { openSession, perform, rowOf, type Row } from './session.ts'
import { autosave, makeStore } from './session-store.ts'

let app: TestApp
let appointments: string[]
beforeAll(async () => {
  app = await openTestApp()
  appointments = [
    ...(await addScheduleWorld(app)).fellows.map(({ appointmentId }) => appointmentId),
    app.world.appointments.trainee,
  ]
}, 60_000)
afterAll(() => app.close())

const editors = 20
const editsEach = 12
const firstDay = dayOf('2026-07-01')
const rotations = ['mri', 'ct', 'ultrasound', 'elective', null]

/** The same numbers every time (mulberry32). */
function randomOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const lost = () => new ApiError({ type: '', title: '', status: 0, detail: 'Lost.', requestId: '' })

/** One editor at work with the page's own code: quick edits, requests and answers that get lost, a look at the others' work now and then. */
async function edits(scenarioId: string, number: number, taken: CellWire[]) {
  const random = randomOf(number + 1)
  const as = number % 2 === 0 ? 'chief' : 'coordinator'
  const look = async () => (await app.call(getScenario, as, { params: { scenarioId } })).answer
  const view = await look()
  const store = makeStore(openSession(view.version, rowsIn(view)))
  const send = async (cells: CellWire[]) => {
    if (random(10) === 0) throw lost()
    const { status, answer, problem } = await app.call(editCells, as, { params: { scenarioId }, body: { cells } })
    if (status !== 200)
      throw new ApiError({
        type: '',
        title: '',
        status,
        detail: problem.detail,
        requestId: '',
        current: problem.current,
      })
    taken.push(...cells)
    if (random(10) === 0) throw lost()
    return answer
  }
  // What the server comes to hold just as its author drew it (by a wider edit of somebody else, or undone before it left) is not sent.
  const standing: CellChange[] = []
  let before = store.get().session
  store.subscribe(() => {
    const { session } = store.get()
    for (const change of before.waiting) {
      if (session.waiting.includes(change)) continue
      const drawn = contentOf(rowOf(session, change.appointmentId), change)
      const told = contentOf(session.server.get(change.appointmentId)?.row ?? [], change)
      const isAsDrawn = sameContent(drawn, contentOf(rowOf(before, change.appointmentId), change))
      if (isAsDrawn && sameContent(drawn, told)) standing.push(change)
    }
    before = session
  })
  const saver = autosave(store, send, { delayMilliseconds: 3, retryMilliseconds: [4, 8] })
  for (let edit = 0; edit < editsEach; edit += 1) {
    const appointmentId = appointments[random(appointments.length)]!
    const startOn = firstDay + random(12) * 7
    const rotationId = rotations[random(rotations.length)] ?? null
    const days = { startOn, endOn: startOn + 6 + random(2) * 7 }
    store.change((session) =>
      perform(session, 'edit', [
        settingOf(rowOf(session, appointmentId), { appointmentId, rotationId, pinned: true, ...days }),
      ]),
    )
    await pause(random(12))
    if (random(4) === 0) {
      const { version, ...seen } = await look()
      saver.arrived(version, rowsIn(seen))
    }
  }
  await expect.poll(() => store.get().session.waiting.length, { timeout: 30_000, interval: 5 }).toBe(0)
  expect(store.get().saving.state).not.toBe('refused')
  saver.stop()
  const { done, conflicts } = store.get().session
  return { made: done.flatMap(({ changes }) => changes), conflicts, standing }
}

/** The cells of each batch, in the order of the audit log. A batch that arrived twice stands there empty the second time. */
async function stored(scenarioId: string): Promise<CellWire[][]> {
  const events = await app.platform.database.drizzle
    .select()
    .from(auditEvent)
    .where(and(eq(auditEvent.entityId, scenarioId), eq(auditEvent.action, 'scenario.edit')))
    .orderBy(asc(auditEvent.seq))
  const shape = z.object({ cells: editCells.body.shape.cells.or(z.tuple([])) })
  return events.map(({ after }) => shape.parse(after).cells)
}

const cellKey = ({ appointmentId, startOn, endOn, now }: CellWire): string =>
  JSON.stringify([appointmentId, startOn, endOn, now.map(({ rotationId, startOn: from }) => [rotationId, from])])

test(`${editors} editors at once over a bad network: every edit is in the draft, was replaced by somebody who saw it, or is asked about`, async () => {
  const body = { name: 'Together', startYear: 2026, programIds: [app.world.programId], from: 'empty' }
  const scenarioId = (await app.call(createScenario, 'coordinator', { body })).answer.id
  const taken: CellWire[] = []
  const results = await Promise.all(Array.from({ length: editors }, (_, number) => edits(scenarioId, number, taken)))

  // Nobody wrote over what they had not seen: each batch fits the rows as the batches before it in the log left them.
  const rows = new Map<string, Row>()
  for (const batch of await stored(scenarioId))
    for (const [appointmentId, changes] of groupBy(batch.map(cellOf), (change) => change.appointmentId)) {
      const { row, conflicts } = settle(rows.get(appointmentId) ?? [], changes)
      expect(conflicts, `overwritten in ${appointmentId}`).toEqual([])
      rows.set(appointmentId, row)
    }
  const final = rowsIn((await app.call(getScenario, 'chief', { params: { scenarioId } })).answer)
  for (const [appointmentId, row] of rows) expect(sameContent(final.get(appointmentId) ?? [], row)).toBe(true)

  // Everything that was done arrived or stood there already, or its author is asked what shall stand.
  const arrived = new Set(taken.map(cellKey))
  let count = 0
  for (const { made, conflicts, standing } of results) {
    const asked = new Set(
      [...conflicts.map(({ change }) => change), ...standing].map((change) => cellKey(cellWire(change))),
    )
    for (const change of made) {
      const key = cellKey(cellWire(change))
      expect(arrived.has(key) || asked.has(key), `lost: ${key}`).toBe(true)
      count += 1
    }
  }
  expect(count).toBeGreaterThan(editors * editsEach * 0.5)
}, 60_000)
