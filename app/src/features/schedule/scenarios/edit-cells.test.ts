import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, openTestApp } from '../../../testing/app.ts'
import { addScheduleWorld } from '../../../testing/schedule-world.ts'
import type { WorldKey } from '../../../testing/world.ts'
import { auditEvent } from '../../../platform/audit/schema.ts'
import { cellConflict, type CellWire, draftEvent, editCells, followDraft } from './cells-contract.ts'
import { createScenario, getScenario } from './contract.ts'
import { draftEditReason } from './reasons/schema.ts'

let app: TestApp
let fellows: string[]
beforeAll(async () => {
  app = await openTestApp()
  fellows = (await addScheduleWorld(app)).fellows.map(({ appointmentId }) => appointmentId)
}, 60_000)
afterAll(() => app.close())

const draft = async (): Promise<string> => {
  const body = { name: 'Draft', startYear: 2026, programIds: [app.world.programId], from: 'empty' }
  return (await app.call(createScenario, 'coordinator', { body })).answer.id
}
const piece = (rotationId: string, startOn: string, endOn: string, pinned = true) => ({
  rotationId,
  startOn,
  endOn,
  pinned,
})
const cell = (
  appointmentId: string,
  was: CellWire['was'],
  now: CellWire['now'],
  startOn = '2026-07-01',
  endOn = '2026-07-31',
): CellWire => ({
  appointmentId,
  startOn,
  endOn,
  was,
  now,
  joinsBefore: true,
  joinsAfter: true,
})
const july = (rotationId: string) => piece(rotationId, '2026-07-01', '2026-07-31')
const send = (scenarioId: string, cells: CellWire[], as: WorldKey | null = 'coordinator') =>
  app.call(editCells, as, { params: { scenarioId }, body: { cells } })
const view = async (scenarioId: string) => (await app.call(getScenario, 'chief', { params: { scenarioId } })).answer

describe('many cells at once', () => {
  test('are all changed, pins as sent, under one audit event', async () => {
    const id = await draft()
    const [bea = '', cy = ''] = fellows
    const { status, answer } = await send(id, [
      cell(bea, [], [july('mri')]),
      cell(cy, [], [{ ...july('ct'), pinned: false }]),
      cell(bea, [], [piece('mri', '2026-08-01', '2026-08-31')], '2026-08-01', '2026-08-31'),
    ])
    expect(status).toBe(200)
    expect(answer.version).toBe(1)
    expect(answer.rows).toContainEqual({ appointmentId: bea, pieces: [piece('mri', '2026-07-01', '2026-08-31')] })
    expect(answer.findings.every(({ personId }) => personId === null || typeof personId === 'string')).toBe(true)
    expect((await view(id)).assignments.filter(({ pinned }) => pinned)).toHaveLength(1)
    const events = (await app.platform.database.drizzle.select().from(auditEvent)).filter(
      ({ entityId, action }) => entityId === id && action === 'scenario.edit',
    )
    expect(events).toHaveLength(1)
    expect(JSON.stringify(events[0]?.after)).toContain(cy)
  })

  test('are not changed at all when one is no longer as it was seen; the answer says what stands there', async () => {
    const id = await draft()
    const [bea = '', cy = ''] = fellows
    await send(id, [cell(bea, [], [july('mri')])])
    const refused = await send(id, [cell(cy, [], [july('ct')]), cell(bea, [], [july('ultrasound')])])
    expect(refused.status).toBe(409)
    const current = cellConflict.parse(refused.problem.current)
    expect(current.conflicts).toEqual([1])
    expect(current.rows).toContainEqual({ appointmentId: bea, pieces: [july('mri')] })
    expect(current.rows).toContainEqual({ appointmentId: cy, pieces: [] })
    expect((await view(id)).assignments).toHaveLength(1)
    expect((await send(id, [cell(bea, [july('mri')], [july('ultrasound')])])).status).toBe(200)
  })

  test('may be sent again when the answer was lost', async () => {
    const id = await draft()
    const [bea = ''] = fellows
    const batch = [cell(bea, [], [july('mri')]), cell(bea, [july('mri')], [july('ct')])]
    expect((await send(id, batch)).answer.version).toBe(1)
    const again = await send(id, batch)
    expect([again.status, again.answer.version]).toEqual([200, 1])
  })

  test('split an assignment, and keep the id of what stays', async () => {
    const id = await draft()
    const [bea = ''] = fellows
    const whole = piece('mri', '2026-07-01', '2026-09-30')
    await send(id, [
      cell(bea, [], [whole], '2026-07-01', '2026-09-30'),
      cell(bea, [], [piece('ct', '2026-10-01', '2026-10-31')], '2026-10-01', '2026-10-31'),
    ])
    const before = (await view(id)).assignments
    await send(id, [
      {
        ...cell(
          bea,
          [whole],
          [piece('mri', '2026-07-01', '2026-08-15'), piece('mri', '2026-08-16', '2026-09-30')],
          '2026-07-01',
          '2026-09-30',
        ),
        joinsBefore: false,
        joinsAfter: false,
      },
    ])
    const after = (await view(id)).assignments
    expect(after.map(({ startOn }) => startOn)).toEqual(['2026-07-01', '2026-08-16', '2026-10-01'])
    expect(after.at(-1)?.id).toBe(before.at(-1)?.id)
  })

  test('keep the reason given, once, with what stood there and what stands there now', async () => {
    const id = await draft()
    const [bea = ''] = fellows
    await send(id, [cell(bea, [], [{ ...july('mri'), pinned: false }])])
    const reason = { id: crypto.randomUUID(), kind: 'asked' as const, note: 'Wedding', againstRules: true }
    const moved = { ...cell(bea, [{ ...july('mri'), pinned: false }], [july('ct')]), reason }
    expect((await send(id, [moved])).answer.version).toBe(2)
    expect((await send(id, [moved])).answer.version).toBe(2)
    const kept = await app.platform.database.drizzle
      .select()
      .from(draftEditReason)
      .where(eq(draftEditReason.scenarioId, id))
    expect(kept).toHaveLength(1)
    expect(kept[0]).toMatchObject({
      id: reason.id,
      appointmentId: bea,
      programId: app.world.programId,
      startOn: '2026-07-01',
      fromRotationId: 'mri',
      toRotationId: 'ct',
      wasProposed: true,
      againstRules: true,
      kind: 'asked',
      note: 'Wedding',
    })
    const unknown = { ...moved, reason: { ...reason, kind: 'whim' as never } }
    expect((await send(id, [unknown])).status).toBe(422)
  })

  test('are refused in sentences, by the place in what was sent', async () => {
    const id = await draft()
    const [bea = ''] = fellows
    const refused = await send(id, [cell(bea, [], [july('mri')]), cell(bea, [], [july('nothing')])])
    expect(refused.status).toBe(422)
    expect(JSON.stringify(refused.problem)).toContain('"cells.1"')
    expect((await send(id, [cell(bea, [], [piece('mri', '2026-07-01', '2026-08-31')])])).status).toBe(422)
    expect((await send(id, [cell(app.world.appointments.otherTrainee, [], [])])).status).toBe(404)
  })

  test('are for those who may edit drafts of the program', async () => {
    const id = await draft()
    const cells = [cell(fellows[0] ?? '', [], [july('mri')])]
    const statuses = await Promise.all(
      ([null, 'dio', 'trainee', 'otherCoordinator', 'chief'] as const).map(
        async (as) => (await send(id, cells, as)).status,
      ),
    )
    expect(statuses).toEqual([401, 403, 403, 403, 200])
  })

  test('twenty editors at once: no edit is lost', async () => {
    const id = await draft()
    const [bea = '', cy = ''] = fellows
    const weeks = Array.from({ length: 20 }, (_, index) => ({
      startOn: new Date(Date.UTC(2026, 6, 1 + index * 14)).toISOString().slice(0, 10),
      endOn: new Date(Date.UTC(2026, 6, 7 + index * 14)).toISOString().slice(0, 10),
    }))
    const answers = await Promise.all(
      weeks.map(({ startOn, endOn }, index) =>
        send(id, [cell(index % 2 ? bea : cy, [], [piece('mri', startOn, endOn)], startOn, endOn)]),
      ),
    )
    expect(new Set(answers.map(({ answer }) => answer.version)).size).toBe(20)
    expect((await view(id)).assignments.map(({ startOn }) => startOn)).toEqual(weeks.map(({ startOn }) => startOn))
  })
})

describe('following a draft', () => {
  const events = async (scenarioId: string, version: number, as: WorldKey | null = 'chief') =>
    app.request('GET', `/api/scenarios/${scenarioId}/events?version=${version}`, { as })
  const read = async (response: Response, work: () => Promise<unknown>) => {
    const reader = response.body!.getReader()
    await work()
    const text = new TextDecoder().decode((await reader.read()).value)
    await reader.cancel()
    return draftEvent.parse(JSON.parse(text.slice(text.indexOf('data: ') + 6)))
  }

  test('tells rows that others changed, and all rows to who comes late', async () => {
    const id = await draft()
    const [bea = ''] = fellows
    const told = await read(await events(id, 0), () => send(id, [cell(bea, [], [july('mri')])]))
    expect(told).toEqual({ version: 1, whole: false, rows: [{ appointmentId: bea, pieces: [july('mri')] }] })
    const late = await read(await events(id, 0), async () => {})
    expect(late).toMatchObject({ version: 1, whole: true, rows: [{ appointmentId: bea }] })
  })

  test('is for those who may see drafts of the program', async () => {
    const id = await draft()
    expect((await events(id, 0, null)).status).toBe(401)
    expect((await events(id, 0, 'trainee')).status).toBe(403)
    expect((await events(id, 0, 'otherDirector')).status).toBe(403)
    expect(followDraft.answer).toBe('events')
  })
})
