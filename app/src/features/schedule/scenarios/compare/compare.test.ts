import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../../testing/app.ts'
import { addScheduleWorld } from '../../../../testing/schedule-world.ts'
import type { WorldKey } from '../../../../testing/world.ts'
import { editCells } from '../cells-contract.ts'
import { createScenario } from '../contract.ts'
import { putPreferences } from '../preferences/contract.ts'
import { compareScenario } from './contract.ts'

let app: TestApp
let good: string
let bad: string
const draft = async (name: string, startYear = 2026) => {
  const body = { name, startYear, programIds: [app.world.programId], from: 'empty' }
  return (await app.call(createScenario, 'coordinator', { body })).answer.id
}
const put = (scenarioId: string, appointmentId: string, pieces: readonly (readonly [string, string, string])[]) =>
  app.call(editCells, 'coordinator', {
    params: { scenarioId },
    body: {
      cells: pieces.map(([rotationId, startOn, endOn]) => ({
        appointmentId,
        startOn,
        endOn,
        was: [],
        now: [{ rotationId, startOn, endOn, pinned: false }],
        joinsBefore: true,
        joinsAfter: true,
      })),
    },
  })

beforeAll(async () => {
  app = await openTestApp()
  await addScheduleWorld(app)
  const { trainee } = app.world.people
  good = await draft('Good')
  bad = await draft('Bad')
  const rows = (mri: string) =>
    [
      [mri, '2026-07-01', '2026-10-31'],
      ['ct', '2026-11-01', '2027-01-31'],
      ['county', '2027-02-01', '2027-02-28'],
      ['ultrasound', '2027-03-01', '2027-04-30'],
      ['elective', '2027-05-01', '2027-06-30'],
    ] as const
  await put(good, app.world.appointments.trainee, rows('mri'))
  await put(bad, app.world.appointments.trainee, rows('county'))
  const wish = { programId: app.world.programId, startOn: null, endOn: null }
  await app.call(putPreferences, 'trainee', {
    params: { personId: trainee.personId, startYear: '2026' },
    body: {
      version: 0,
      wishes: [
        { ...wish, rotationId: 'mri', rank: 1 },
        { ...wish, rotationId: 'ct', rank: -5 },
      ],
    },
  })
}, 60_000)
afterAll(() => app.close())

const compare = (as: WorldKey | null, scenarioId: string, other: string) =>
  app.call(compareScenario, as, { params: { scenarioId }, query: { with: other } })

describe('two drafts side by side', () => {
  test('say which is better where, and every difference', async () => {
    const { status, answer } = await compare('chief', good, bad)
    expect(status).toBe(200)
    const better = Object.fromEntries(answer.measures.map(({ key, better: side }) => [key, side]))
    expect(better).toMatchObject({ wishes: 'left', requirements: 'left', continuity: 'left' })
    expect(answer.sentence).toMatch(/^“Good” is better in .*requirements.*They differ in 1 place\.$/)
    expect(answer.differences).toMatchObject([
      { startOn: '2026-07-01', endOn: '2026-10-31', left: { code: 'MRI' }, right: { code: 'CNTY' } },
    ])
    const own = answer.people.find(({ personId }) => personId === app.world.people.trainee.personId)
    expect(own?.left).toMatchObject({ wishesPercent: 83, met: [1], unmet: [-5] })
    expect(own?.right).toMatchObject({ wishesPercent: 0, met: [], unmet: [1, -5] })
  })

  test('which are the same say so; those who may not read wishes are told none', async () => {
    const { answer } = await compare('dio', good, good)
    expect(answer.sentence).toContain('the same on every day')
    expect(answer.people.every(({ left }) => left.wishesPercent === null)).toBe(true)
  })

  test('refuse what cannot be compared, with a sentence', async () => {
    expect((await compare('chief', good, 'record')).problem.detail).toContain('Nothing is published')
    expect((await compare('chief', good, await draft('Next', 2027))).problem.detail).toContain(
      'different academic years',
    )
    expect((await compare('chief', good, app.world.programId)).status).toBe(404)
  })

  test('are for those who may see both', async () => {
    expect((await compare(null, good, bad)).status).toBe(401)
    for (const as of ['trainee', 'finance', 'otherDirector', 'otherCoordinator'] as const)
      expect((await compare(as, good, bad)).status).toBe(403)
  })
})
