import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { leave } from '../../people/schema.ts'
import { type TestApp, openTestApp } from '../../../testing/app.ts'
import { addScheduleWorld } from '../../../testing/schedule-world.ts'
import { createScenario } from './contract.ts'
import { getDraftFacts } from './facts-contract.ts'
import { listGridViews, removeGridView, saveGridView } from './views-contract.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
  await addScheduleWorld(app)
}, 60_000)
afterAll(() => app.close())

describe('what the rules look at', () => {
  const facts = async (as: 'chief' | 'coordinator' = 'coordinator') => {
    const body = { name: 'Draft', startYear: 2026, programIds: [app.world.programId], from: 'empty' }
    const scenarioId = (await app.call(createScenario, 'coordinator', { body })).answer.id
    return { scenarioId, ...(await app.call(getDraftFacts, as, { params: { scenarioId } })) }
  }

  test('are people, curricula and rooms; the rows of the draft are not repeated', async () => {
    const { status, answer } = await facts()
    expect(status).toBe(200)
    expect(answer.people.map(({ appointments, fixed }) => [appointments.length, fixed.length])).toEqual(
      answer.people.map(() => [1, 0]),
    )
    expect(answer.curricula[0]?.rotations.find(({ id }) => id === 'mri')).toMatchObject({
      roomId: 'reading',
      run: { min: 1, max: 3, unit: 'months' },
    })
    expect(answer.curricula[0]?.rotations.find(({ id }) => id === 'county')?.offSite?.agreements).toEqual([
      { startOn: '2025-07-01', endOn: null },
    ])
    expect(answer.rooms).toEqual([{ id: 'reading', label: 'Reading room', min: null, max: 3 }])
  })

  test('do not tell a chief why somebody is away', async () => {
    const { institutionId, people } = app.world
    await app.platform.database.drizzle.insert(leave).values({
      institutionId,
      id: '00000000-0000-4000-8000-0000000000aa',
      personId: people.trainee.personId,
      kind: 'parental',
      startOn: '2027-01-01',
      endOn: '2027-01-31',
      countsTowardTraining: false,
    })
    const labels = async (as: 'chief' | 'coordinator') =>
      (await facts(as)).answer.people.flatMap(({ leaves }) => leaves.map(({ label }) => label))
    expect(await labels('coordinator')).toEqual(['Parental leave'])
    expect(await labels('chief')).toEqual([null])
  })

  test('are for those who may see drafts of the program', async () => {
    const { scenarioId } = await facts()
    const ask = async (as: 'trainee' | 'otherDirector' | null) =>
      (await app.call(getDraftFacts, as, { params: { scenarioId } })).status
    expect([await ask(null), await ask('trainee'), await ask('otherDirector')]).toEqual([401, 403, 403])
  })
})

describe('saved views', () => {
  const settings = {
    text: '',
    level: 'PGY-6',
    siteName: null,
    rotationKey: null,
    onlyFindings: true,
    zoom: 'quarter' as const,
    coverage: 'all' as const,
  }
  const names = async (as: 'chief' | 'coordinator') =>
    (await app.call(listGridViews, as, {})).answer.views.map(({ name }) => name)

  test('belong to one person, and a name is used once', async () => {
    await app.call(saveGridView, 'chief', { body: { name: 'Fellows', settings } })
    const { answer } = await app.call(saveGridView, 'chief', {
      body: { name: 'Fellows', settings: { ...settings, zoom: 'year' } },
    })
    expect(answer.views.map(({ settings: { zoom } }) => zoom)).toEqual(['year'])
    expect([await names('chief'), await names('coordinator')]).toEqual([['Fellows'], []])
    const viewId = answer.views[0]?.id ?? ''
    expect((await app.call(removeGridView, 'coordinator', { params: { viewId } })).status).toBe(404)
    expect((await app.call(removeGridView, 'chief', { params: { viewId } })).status).toBe(200)
    expect(await names('chief')).toEqual([])
    expect((await app.call(listGridViews, null, {})).status).toBe(401)
  })
})
