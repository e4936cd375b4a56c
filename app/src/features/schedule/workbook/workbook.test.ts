import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { addScheduleWorld } from '../../../testing/schedule-world.ts'
import type { WorldKey } from '../../../testing/world.ts'
import { leave } from '../../people/schema.ts'
import { getScenario } from '../scenarios/contract.ts'
import {
  type Choices,
  chooseInWorkbook,
  discardWorkbook,
  getWorkbook,
  importWorkbook,
  listWorkbooks,
  sendWorkbook,
} from './contract.ts'

let app: TestApp
let bea: { personId: string; appointmentId: string }
let cy: { personId: string; appointmentId: string }
beforeAll(async () => {
  app = await openTestApp()
  const { fellows } = await addScheduleWorld(app)
  bea = fellows[0]!
  cy = fellows[1]!
}, 60_000)
afterAll(() => app.close())

const months = ['Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun']
const text = (value: string) => ({ value, type: String })

/** A title, months as header, one merged span, a code nobody knows, halves with vacation, and a line that is nobody. */
async function file(): Promise<Uint8Array<ArrayBuffer>> {
  const rows = [
    [text('Our fellows')],
    [text('Fellow'), ...months.map(text)],
    [
      text('Fellow, Bea MD'),
      { value: 'MRI', type: String, columnSpan: 2 },
      null,
      ...['CT', 'CT', 'US/VAC', 'EL', 'EL', 'XX', 'MRI', 'MRI', 'US', 'CT'].map(text),
    ],
    [text('C. Fellow'), ...months.map(() => text('ct'))],
    [text('On call'), ...months.map(() => text('2'))],
  ]
  return new Uint8Array(await writeXlsxFile(rows).toBuffer())
}

const send = async (as: WorldKey | null = 'coordinator', bytes?: Uint8Array<ArrayBuffer>) =>
  app.call(sendWorkbook, as, {
    query: { programId: app.world.programId, startYear: '2026', fileName: 'fellows.xlsx' },
    body: bytes ?? (await file()),
  })
const params = (workbookId: string) => ({ workbookId })
const answers: Choices = {
  sheets: {},
  people: { 'on call': 'skip' },
  codes: { XX: { kind: 'rotation', rotationId: 'county' } },
}

describe('a workbook', () => {
  test('is read, asks what is unclear, and becomes a draft with its leaves', async () => {
    const { status, answer: view } = await send()
    expect(status).toBe(201)
    expect(view.ready).toBe(false)
    expect(view.people.filter(({ appointmentId }) => appointmentId !== null)).toHaveLength(2)
    expect(
      view.codes.filter(({ meaning, halves }) => meaning === null && halves.length === 0).map(({ code }) => code),
    ).toEqual(['XX', '2'])
    const tooEarly = await app.call(importWorkbook, 'coordinator', {
      params: params(view.id),
      body: { expectedVersion: 0, name: 'Too early', enterLeaves: false },
    })
    expect(tooEarly.status).toBe(422)
    expect(tooEarly.problem.detail).toContain('who 1 line is about')

    const chosen = await app.call(chooseInWorkbook, 'coordinator', {
      params: params(view.id),
      body: { expectedVersion: 0, choices: answers },
    })
    expect(chosen.answer).toMatchObject({ ready: true, version: 1, counts: { people: 2, leaves: 1 } })

    const made = await app.call(importWorkbook, 'coordinator', {
      params: params(view.id),
      body: { expectedVersion: 1, name: 'From the sheet', enterLeaves: true },
    })
    expect(made.status).toBe(201)
    const scenarioId = made.answer.scenarioId
    const draft = (await app.call(getScenario, 'coordinator', { params: { scenarioId } })).answer
    const of = (appointmentId: string) =>
      draft.assignments
        .filter((row) => row.appointmentId === appointmentId)
        .map(({ rotationKey, startOn, endOn }) => `${rotationKey.split(':')[1]} ${startOn} ${endOn}`)
        .sort((a, b) => (a.split(' ')[1]! < b.split(' ')[1]! ? -1 : 1))
    expect(of(cy.appointmentId)).toEqual(['ct 2026-07-01 2027-06-30'])
    expect(of(bea.appointmentId).slice(0, 3)).toEqual([
      'mri 2026-07-01 2026-08-31',
      'ct 2026-09-01 2026-10-31',
      'ultrasound 2026-11-01 2026-11-15',
    ])
    const leaves = await app.platform.database.drizzle.select().from(leave).where(eq(leave.personId, bea.personId))
    expect(leaves).toMatchObject([{ kind: 'vacation', startOn: '2026-11-16', endOn: '2026-11-30' }])

    const again = await app.call(importWorkbook, 'coordinator', {
      params: params(view.id),
      body: { expectedVersion: 2, name: 'Twice', enterLeaves: true },
    })
    expect(again.status).toBe(409)
  })

  test('knows the codes of an earlier one, and enters no leave twice', async () => {
    const { answer: view } = await send()
    expect(view.codes.find(({ code }) => code === 'XX')?.meaning).toEqual({ kind: 'rotation', rotationId: 'county' })
    const { answer } = await app.call(chooseInWorkbook, 'coordinator', {
      params: params(view.id),
      body: { expectedVersion: 0, choices: { ...answers, codes: {} } },
    })
    const made = await app.call(importWorkbook, 'coordinator', {
      params: params(view.id),
      body: { expectedVersion: answer.version, name: 'Again', enterLeaves: true },
    })
    expect(made.answer.sentence).not.toContain('leave')
    const known = await app.platform.database.drizzle
      .select()
      .from(leave)
      .where(and(eq(leave.personId, bea.personId)))
    expect(known).toHaveLength(1)
  })

  test('that two people change at once refuses the second and keeps the first', async () => {
    const { answer: view } = await send()
    const change = () =>
      app.call(chooseInWorkbook, 'coordinator', {
        params: params(view.id),
        body: { expectedVersion: 0, choices: answers },
      })
    expect((await change()).status).toBe(200)
    expect((await change()).status).toBe(409)
    const now = await app.call(getWorkbook, 'coordinator', { params: params(view.id) })
    expect(now.answer.choices).toEqual(answers)
  })

  test('can be put away', async () => {
    const { answer: view } = await send()
    const away = await app.call(discardWorkbook, 'coordinator', {
      params: params(view.id),
      body: { expectedVersion: 0 },
    })
    expect(away.status).toBe(200)
    expect((await app.call(getWorkbook, 'coordinator', { params: params(view.id) })).status).toBe(404)
  })

  test('that is none is refused in a sentence', async () => {
    const bytes = (words: string) => new TextEncoder().encode(words)
    expect((await send('coordinator', bytes(''))).problem.detail).toContain('empty')
    expect((await send('coordinator', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9, 9]))).status).toBeGreaterThanOrEqual(
      400,
    )
    const { answer } = await send('coordinator', bytes('Name,Phone\nBea Fellow,1\n'))
    expect(answer.ready).toBe(false)
    expect(answer.sheets[0]?.sentence).toContain('No row')
  })

  test('of another program is nobody else’s', async () => {
    expect((await send('otherCoordinator')).status).toBe(403)
    expect((await send('trainee')).status).toBe(403)
    expect((await send(null)).status).toBe(401)
    const { answer: view } = await send()
    expect((await app.call(getWorkbook, 'otherCoordinator', { params: params(view.id) })).status).toBe(403)
    const choice = { params: params(view.id), body: { expectedVersion: 0, choices: answers } }
    expect((await app.call(chooseInWorkbook, 'otherCoordinator', choice)).status).toBe(403)
    const take = { params: params(view.id), body: { expectedVersion: 0, name: 'Mine', enterLeaves: false } }
    expect((await app.call(importWorkbook, 'otherCoordinator', take)).status).toBe(403)
    expect(
      (await app.call(discardWorkbook, 'otherCoordinator', { params: params(view.id), body: { expectedVersion: 0 } }))
        .status,
    ).toBe(403)
    const seen = (await app.call(listWorkbooks, 'otherCoordinator', {})).answer.workbooks
    expect(seen).toEqual([])
  })

  test('enters leave only by those who may', async () => {
    const { answer: view } = await send('chief')
    const { answer } = await app.call(chooseInWorkbook, 'chief', {
      params: params(view.id),
      body: { expectedVersion: 0, choices: answers },
    })
    const take = (enterLeaves: boolean) =>
      app.call(importWorkbook, 'chief', {
        params: params(view.id),
        body: { expectedVersion: answer.version, name: 'Chief', enterLeaves },
      })
    expect((await take(true)).status).toBe(403)
    expect((await take(false)).status).toBe(201)
  })
})
