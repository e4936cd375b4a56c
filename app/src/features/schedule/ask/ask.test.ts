import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { editDraft } from '../../../testing/draft-edits.ts'
import { addScheduleWorld } from '../../../testing/schedule-world.ts'
import type { WorldKey } from '../../../testing/world.ts'
import { createScenario, getScenario, publishScenario } from '../scenarios/contract.ts'
import { whyAnswer } from './contract.ts'

let app: TestApp
let scenarioId: string
let fellows: string[]

const rotationOf: Record<string, string> = { m: 'mri', c: 'ct', u: 'ultrasound', K: 'county', e: 'elective' }
const monthOf = (index: number): { startOn: string; endOn: string } => {
  const start = new Date(Date.UTC(2026, 6 + index, 1))
  const end = new Date(Date.UTC(2026, 7 + index, 0))
  return { startOn: start.toISOString().slice(0, 10), endOn: end.toISOString().slice(0, 10) }
}
const row = (appointmentId: string, codes: string) =>
  Array.from(codes).map((code, index) => ({ appointmentId, rotationId: rotationOf[code] ?? 'mri', ...monthOf(index) }))

beforeAll(async () => {
  app = await openTestApp()
  fellows = (await addScheduleWorld(app)).fellows.map(({ appointmentId }) => appointmentId)
  const body = { name: 'Draft', startYear: 2026, programIds: [app.world.programId], from: 'empty' }
  scenarioId = (await app.call(createScenario, 'coordinator', { body })).answer.id
  const changes = [
    ...row(app.world.appointments.trainee, 'mmcuumcmKcee'),
    ...row(fellows[0]!, 'ucmmcKmuemce'),
    ...row(fellows[1]!, 'cmumeucmmKec'),
  ]
  await editDraft(app, 'coordinator', scenarioId, changes, false)
}, 60_000)
afterAll(() => app.close())

const ask = async (path: 'why' | 'cost', as: WorldKey | null, query: Record<string, string>) => {
  const response = await app.request('get', `/api/ask/${path}?${new URLSearchParams(query)}`, { as })
  const text = response.ok ? await response.text() : ''
  const events = [...text.matchAll(/^event: (.*)\ndata: (.*)$/gm)].map(([, event, data]) => ({
    event,
    data: JSON.parse(data ?? '') as unknown,
  }))
  return { status: response.status, events, last: events.at(-1) }
}
const march = { startOn: '2027-03-01', endOn: '2027-03-31' }

describe('why somebody is where they are', () => {
  test('is said with what it serves and the nearest other ways, and their changes can be made', async () => {
    const appointmentId = app.world.appointments.trainee
    const { status, last, events } = await ask('why', 'chief', { appointmentId, scenarioId, ...march })
    expect(status).toBe(200)
    expect(events[0]?.event).toBe('progress')
    expect(last?.event).toBe('answer')
    const answer = whyAnswer.parse(last?.data)
    expect(answer.reasons.join(' ')).toContain('counts towards the 1 month of County')
    expect(answer.ways.length).toBeGreaterThan(0)
    const way = answer.ways.find(({ possible }) => possible)
    expect(way?.changes[0]).toMatchObject({ appointmentId, ...march })
    expect(way?.changes[0]?.sentence).toMatch(/goes to .* instead of County\./)
    const made = await editDraft(app, 'coordinator', scenarioId, way?.changes ?? [], false)
    expect(made.status).toBe(200)
    expect(made.findings.filter(({ severity }) => severity === 'violation')).toEqual([])
  }, 30_000)

  test('what another rotation would cost is told by tier; what cannot be is told in a sentence', async () => {
    const appointmentId = fellows[1]!
    const may = { startOn: '2027-05-01', endOn: '2027-05-31' }
    const { last } = await ask('cost', 'director', { appointmentId, scenarioId, rotationId: 'ultrasound', ...may })
    const answer = whyAnswer.parse(last?.data)
    expect(answer.ways).toHaveLength(1)
    expect(answer.ways[0]?.rotationName).toBe('Ultrasound')
    expect(answer.sentence).toContain('Cy Fellow on Ultrasound')
    const past = await ask('cost', 'director', {
      appointmentId,
      scenarioId,
      rotationId: 'mri',
      startOn: '2026-08-01',
      endOn: '2026-08-31',
    })
    expect(past.last).toMatchObject({ event: 'refusal', data: { sentence: expect.stringContaining('have begun') } })
    const unknown = await ask('cost', 'director', { appointmentId, scenarioId, rotationId: 'knitting', ...may })
    expect(unknown.last?.event).toBe('refusal')
  }, 30_000)

  test('of an empty cell is a question too', async () => {
    const body = { name: 'Empty', startYear: 2026, programIds: [app.world.programId], from: 'empty' }
    const empty = (await app.call(createScenario, 'coordinator', { body })).answer.id
    const appointmentId = app.world.appointments.trainee
    const { last } = await ask('cost', 'chief', { appointmentId, scenarioId: empty, rotationId: 'mri', ...march })
    const answer = whyAnswer.parse(last?.data)
    expect(answer.ways[0]?.changes).toMatchObject([{ appointmentId, rotationId: 'mri', ...march }])
  }, 30_000)

  test('is answered of the published year too', async () => {
    const appointmentId = app.world.appointments.trainee
    const nothing = await ask('why', 'director', { appointmentId, ...march })
    expect(nothing.status).toBe(409)
    const view = (await app.call(getScenario, 'director', { params: { scenarioId } })).answer
    await app.call(publishScenario, 'director', {
      params: { scenarioId },
      body: {
        expectedVersion: view.version,
        expectedRecordVersion: 0,
        reason: 'First.',
        acceptedViolations: view.findings.filter(({ severity }) => severity === 'violation').length,
      },
    })
    const { last } = await ask('why', 'director', { appointmentId, ...march })
    expect(whyAnswer.parse(last?.data).version).toBe(1)
  }, 30_000)

  test('is for those who may see drafts of the program', async () => {
    const appointmentId = app.world.appointments.trainee
    const query = { appointmentId, scenarioId, ...march }
    expect((await ask('why', null, query)).status).toBe(401)
    for (const as of ['trainee', 'faculty', 'otherDirector', 'otherCoordinator'] as const) {
      expect((await ask('why', as, query)).status).toBe(403)
      expect((await ask('cost', as, { ...query, rotationId: 'mri' })).status).toBe(403)
    }
    expect((await ask('why', 'otherDirector', { appointmentId, ...march })).status).toBe(404)
  })
})
