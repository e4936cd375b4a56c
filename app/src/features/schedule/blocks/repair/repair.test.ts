import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../../testing/app.ts'
import { addScheduleWorld } from '../../../../testing/schedule-world.ts'
import type { WorldKey } from '../../../../testing/world.ts'
import { addLeave } from '../../../people/contract.ts'
import { room } from '../../../programs/schema.ts'
import { editCells } from '../../scenarios/cells-contract.ts'
import { createScenario, getScenario, publishScenario } from '../../scenarios/contract.ts'
import { amend, getRecord } from '../contract.ts'
import { listDisturbances, repairsAnswer } from './contract.ts'

let app: TestApp
let fellows: { personId: string; appointmentId: string }[]
const params = { startYear: '2026' }

const rotationOf: Record<string, string> = { m: 'mri', c: 'ct', u: 'ultrasound', K: 'county', e: 'elective' }
const monthOf = (index: number) => ({
  startOn: new Date(Date.UTC(2026, 6 + index, 1)).toISOString().slice(0, 10),
  endOn: new Date(Date.UTC(2026, 7 + index, 0)).toISOString().slice(0, 10),
})
const cellsOf = (appointmentId: string, codes: string) =>
  Array.from(codes).map((code, index) => ({
    appointmentId,
    ...monthOf(index),
    was: [],
    now: [{ rotationId: rotationOf[code] ?? 'mri', pinned: false, ...monthOf(index) }],
    joinsBefore: true,
    joinsAfter: true,
  }))

beforeAll(async () => {
  app = await openTestApp()
  fellows = [...(await addScheduleWorld(app)).fellows]
  await app.platform.database.drizzle.update(room).set({ minTrainees: 1 }).where(eq(room.id, 'reading'))
  const body = { name: 'Year', startYear: 2026, programIds: [app.world.programId], from: 'empty' }
  const scenarioId = (await app.call(createScenario, 'coordinator', { body })).answer.id
  await app.call(editCells, 'coordinator', {
    params: { scenarioId },
    body: {
      cells: [
        ...cellsOf(app.world.appointments.trainee, 'mmcuucmmKcee'),
        ...cellsOf(fellows[0]!.appointmentId, 'ccmmKmueumce'),
        ...cellsOf(fellows[1]!.appointmentId, 'cmmmcuueecKm'),
      ],
    },
  })
  const view = (await app.call(getScenario, 'coordinator', { params: { scenarioId } })).answer
  await app.call(publishScenario, 'director', {
    params: { scenarioId },
    body: {
      expectedVersion: view.version,
      expectedRecordVersion: 0,
      reason: 'The year.',
      acceptedViolations: view.findings.filter(({ severity }) => severity === 'violation').length,
    },
  })
}, 60_000)
afterAll(() => app.close())

const propose = async (as: WorldKey | null, query: Record<string, string>) => {
  const response = await app.request('get', `/api/schedule/years/2026/repairs?${new URLSearchParams(query)}`, { as })
  const text = response.ok ? await response.text() : ''
  const last = [...text.matchAll(/^event: (.*)\ndata: (.*)$/gm)].at(-1)
  return { status: response.status, event: last?.[1], data: JSON.parse(last?.[2] ?? 'null') as unknown }
}
const march = { startOn: '2027-03-01', endOn: '2027-03-31' }

describe('a disturbance of the published year', () => {
  test('is seen once a leave of absence is entered, and repaired by an amendment', async () => {
    const [, cy] = fellows
    const before = await app.call(listDisturbances, 'chief', { params, query: {} })
    expect(before.answer.disturbances).toEqual([])
    // The trainee is alone in the reading room in February.
    const { trainee } = app.world.people
    await app.call(addLeave, 'coordinator', {
      params: { personId: trainee.personId },
      body: { kind: 'medical', startOn: '2027-02-01', endOn: '2027-02-28', countsTowardTraining: false },
    })
    const { answer } = await app.call(listDisturbances, 'chief', { params, query: {} })
    expect(answer.disturbances).toMatchObject([
      {
        kind: 'absence',
        personId: trainee.personId,
        startOn: '2027-02-01',
        endOn: '2027-02-28',
        short: ['Reading room'],
      },
    ])
    expect(answer.people.map(({ personId }) => personId)).toContain(cy?.personId)

    const asked = { personId: trainee.personId, startOn: '2027-02-01', endOn: '2027-02-28' }
    const { status, event, data } = await propose('chief', asked)
    expect([status, event]).toEqual([200, 'answer'])
    const { repairs, version } = repairsAnswer.parse(data)
    expect(repairs.length).toBeGreaterThan(1)
    expect(repairs.length).toBeLessThanOrEqual(5)
    const [best] = repairs
    expect(best?.broken).toEqual([])
    expect(best?.changes[0]).toMatchObject({ rotationId: null, personName: 'Test Trainee' })
    expect(new Set(repairs.map(({ changes }) => JSON.stringify(changes))).size).toBe(repairs.length)

    const changes = (best?.changes ?? []).map(({ sentence: _s, personName: _n, ...change }) => change)
    const body = { expectedVersion: version, reason: 'Medical leave in February.', changes }
    const amended = await app.call(amend, 'chief', { params, body })
    expect(amended.status).toBe(200)
    const after = await app.call(getRecord, 'chief', { params, query: {} })
    const week = after.answer.weeks.findIndex(({ startOn }) => startOn >= '2027-02-08')
    const covered = after.answer.coverage.find(({ key }) => key === 'room:reading')
    expect(covered?.low[week]).toBeGreaterThanOrEqual(1)
    expect((await app.call(listDisturbances, 'chief', { params, query: {} })).answer.disturbances).toEqual([])
  }, 60_000)

  test('may be a room that closes', async () => {
    const { data } = await propose('director', { placeKey: `${app.world.programId}:ultrasound`, ...march })
    const { repairs } = repairsAnswer.parse(data)
    const placed = repairs.flatMap(({ changes }) => changes).filter(({ startOn }) => startOn === march.startOn)
    expect(placed.every(({ rotationId }) => rotationId !== 'ultrasound')).toBe(true)
  }, 60_000)

  test('is not repaired in the past, for nobody, or of nothing', async () => {
    const { trainee } = app.world.people
    const past = await propose('chief', { personId: trainee.personId, startOn: '2026-08-01', endOn: '2026-08-31' })
    expect(past.status).toBe(422)
    expect((await propose('chief', march)).status).toBe(422)
    expect((await propose('chief', { personId: app.world.people.otherTrainee.personId, ...march })).status).toBe(404)
    expect((await propose('chief', { placeKey: 'room:nowhere', ...march })).status).toBe(404)
  })

  test('is for those who amend the schedule', async () => {
    const query = { personId: app.world.people.trainee.personId, ...march }
    expect((await propose(null, query)).status).toBe(401)
    expect((await propose('trainee', query)).status).toBe(403)
    expect((await propose('otherDirector', query)).status).toBe(404)
    expect((await app.call(listDisturbances, 'trainee', { params, query: {} })).status).toBe(403)
    const named = { params, query: { programId: app.world.programId } }
    expect((await app.call(listDisturbances, 'otherDirector', named)).status).toBe(403)
  })
})
