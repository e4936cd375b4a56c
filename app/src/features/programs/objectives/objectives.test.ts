import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { addScheduleWorld, testDefinition } from '../../../testing/schedule-world.ts'
import type { WorldKey } from '../../../testing/world.ts'
import { parseDefinition } from '../../curriculum/index.ts'
import { recordAssignment, recordVersion, recordYear } from '../../schedule/blocks/schema.ts'
import { programVersion } from '../schema.ts'
import * as contract from './contract.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
  await addScheduleWorld(app)
  const { institutionId, programId, appointments } = app.world
  const db = app.platform.database.drizzle
  const { source } = testDefinition('first-program', 'First Program')
  const text = source.replace(
    '- { id: mri, name: MRI, code: MRI, kind: clinical,',
    '- { id: mri, name: MRI, code: MRI, kind: clinical, goals: [Read a knee.], objectives: [{ text: Protocol a study., levels: [PGY-6] }],',
  )
  const parsed = parseDefinition(text)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  await db
    .update(programVersion)
    .set({ source: text, definition: parsed.definition })
    .where(eq(programVersion.programId, programId))
  await db.insert(recordYear).values({ institutionId, startYear: 2026, version: 1 })
  await db.insert(recordVersion).values({
    institutionId,
    startYear: 2026,
    version: 1,
    kind: 'publication',
    reason: 'The year.',
    by: 'Test',
    at: app.platform.now(),
    changes: [],
  })
  const stay = (rotationId: string, startOn: string, endOn: string) => ({
    institutionId,
    id: randomUUID(),
    startYear: 2026,
    appointmentId: appointments.trainee,
    programId,
    rotationId,
    startOn,
    endOn,
    fromVersion: 1,
  })
  await db
    .insert(recordAssignment)
    .values([
      stay('mri', '2026-11-01', '2026-11-30'),
      stay('ct', '2026-12-01', '2026-12-31'),
      stay('mri', '2027-03-01', '2027-03-31'),
    ])
}, 60_000)
afterAll(() => app.close())

const mine = (as: WorldKey | null = 'trainee') => app.call(contract.getMyGoals, as, {})
const confirm = (fingerprint: string, rotationId = 'mri', as: WorldKey = 'trainee') =>
  app.call(contract.confirmMyGoals, as, {
    body: { appointmentId: app.world.appointments.trainee, rotationId, fingerprint },
  })
const desk = (as: WorldKey = 'coordinator') => app.call(contract.listGoals, as, { query: {} })
const remind = (as: WorldKey = 'coordinator') =>
  app.call(contract.remindOfGoals, as, { params: { programId: app.world.programId } })
const tasks = async (as: WorldKey) =>
  ((await (await app.request('get', '/api/home', { as })).json()) as { tasks: { kind: string; sentence: string }[] })
    .tasks

it('shows a trainee what to read now and what comes later', async () => {
  const { answer } = await mine()
  expect(answer.stays.map(({ rotationId, state }) => [rotationId, state])).toEqual([
    ['mri', 'open'],
    ['ct', 'nothing'],
    ['mri', 'later'],
  ])
  expect(answer.stays[0]).toMatchObject({ goals: ['Read a knee.'], objectives: ['Protocol a study.'], level: 'PGY-6' })
  expect((await tasks('trainee')).find(({ kind }) => kind === 'goals')?.sentence).toContain('MRI')
  expect((await mine(null)).status).toBe(401)
  expect((await mine('coordinator')).status).toBe(403)
})

it('tells the desk who has not read, and reminds', async () => {
  const [program] = (await desk()).answer.programs
  expect(program).toMatchObject({ stays: [{ personName: 'Test Trainee', state: 'open' }], without: ['CT'] })
  expect((await desk('otherCoordinator')).answer.programs.map(({ programName }) => programName)).toEqual([
    'Other Program',
  ])
  expect((await desk('trainee')).status).toBe(403)
  expect((await remind('otherCoordinator')).status).toBe(403)
  expect((await remind()).answer).toEqual({ reminded: 1 })
  expect((await tasks('coordinator')).find(({ kind }) => kind === 'goals-missing')?.sentence).toMatch(
    /^1 trainee has not/,
  )
})

it('keeps a confirmation of the very text, once', async () => {
  const [stay] = (await mine()).answer.stays
  expect((await confirm('another text')).status).toBe(409)
  expect((await confirm(stay?.fingerprint ?? '', 'ct')).status).toBe(409)
  expect((await confirm(stay?.fingerprint ?? '', 'mri', 'otherTrainee')).status).toBe(404)
  expect((await confirm(stay?.fingerprint ?? '')).answer).toEqual({ confirmedOn: '2026-11-18' })
  expect((await confirm(stay?.fingerprint ?? '')).answer).toEqual({ confirmedOn: '2026-11-18' })
  expect((await mine()).answer.stays.map(({ state }) => state)).toEqual(['confirmed', 'nothing', 'later'])
  expect((await desk()).answer.programs[0]?.stays[0]).toMatchObject({ state: 'confirmed', confirmedOn: '2026-11-18' })
  expect((await remind()).problem.detail).toContain('Everybody has read')
})
