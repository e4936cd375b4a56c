import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { addScheduleWorld } from '../../testing/schedule-world.ts'
import type { WorldKey } from '../../testing/world.ts'
import { getHome } from '../home/contract.ts'
import { notification } from '../notifications/schema.ts'
import { type MarkStatus, saveTemplate } from '../onboarding/contract.ts'
import { amend } from '../schedule/blocks/contract.ts'
import { recordAssignment, recordVersion, recordYear } from '../schedule/blocks/schema.ts'
import * as contract from './contract.ts'

let app: TestApp
let templateId: string
const startYear = 2026
const personId = (key: WorldKey = 'trainee') => app.world.people[key].personId
const first = { rotationId: 'county', startOn: '2027-01-01', endOn: '2027-01-31' }

beforeAll(async () => {
  app = await openTestApp()
  await addScheduleWorld(app)
  const db = app.platform.database.drizzle
  const { institutionId, programId, appointments } = app.world
  await db.insert(recordYear).values({ institutionId, startYear, version: 1 })
  await db.insert(recordVersion).values({
    institutionId,
    startYear,
    version: 1,
    kind: 'publication',
    at: app.platform.now(),
    by: 'Coordinator',
    reason: '',
    changes: [],
  })
  const rows = [
    { rotationId: 'mri', startOn: '2026-11-01', endOn: '2026-12-31' },
    first,
    { rotationId: 'ct', startOn: '2027-02-01', endOn: '2027-06-30' },
  ]
  await db.insert(recordAssignment).values(
    rows.map((row) => ({
      ...row,
      institutionId,
      id: randomUUID(),
      startYear,
      appointmentId: appointments.trainee,
      programId,
      fromVersion: 1,
    })),
  )
  const step = (title: string, owner: 'trainee' | 'coordinator', dueDays: number | null) => ({
    title,
    guidance: '',
    owner,
    dueDays,
    documentKindId: null,
  })
  const saved = await app.call(saveTemplate, 'coordinator', {
    body: {
      programId,
      name: 'County hospital',
      kind: 'off-site',
      levels: [],
      siteIds: ['away'],
      rotationIds: [],
      horizonDays: 365,
      appliesFrom: '2026-07-01',
      leaveDays: 28,
      automatic: true,
      items: [step('Letter of agreement', 'coordinator', null), step('Find housing', 'trainee', -21)],
      expectedVersion: 0,
    },
  })
  templateId = saved.answer.id
}, 60_000)
afterAll(() => app.close())

const desk = async (as: WorldKey = 'coordinator') =>
  (await app.call(contract.deskStays, as, { query: {} })).answer.stays
const stay = async () => {
  const [only] = await desk()
  if (only === undefined) throw new Error('There is no stay.')
  return only
}
const keyOf = ({ appointmentId, rotationId, startOn }: contract.StayView) => ({ appointmentId, rotationId, startOn })
const mark = async (as: WorldKey | null, title: string, status: MarkStatus, expectedVersion?: number) => {
  const own = await stay()
  const step = own.steps.find((each) => each.title === title)
  return app.call(contract.markStay, as, {
    params: { personId: own.personId },
    body: {
      stay: keyOf(own),
      items: [{ itemId: step?.id ?? randomUUID(), expectedVersion: expectedVersion ?? step?.version ?? 0 }],
      status,
      note: null,
    },
  })
}
const change = async (as: WorldKey, more: { version?: number; owner?: WorldKey; note?: string; accept?: boolean }) => {
  const own = await stay()
  return app.call(contract.changeStay, as, {
    params: { personId: own.personId },
    body: {
      stay: keyOf(own),
      expectedVersion: more.version ?? own.version,
      ownerId: more.owner === undefined ? null : personId(more.owner),
      note: more.note ?? '',
      acceptDays: more.accept ?? false,
    },
  })
}

const amendWith = async (
  expectedVersion: number,
  changes: readonly { readonly rotationId: string; readonly startOn: string; readonly endOn: string }[],
) => {
  const { status, problem } = await app.call(amend, 'coordinator', {
    params: { startYear: String(startYear) },
    body: {
      expectedVersion,
      reason: 'The other hospital asked',
      changes: changes.map((each) => ({ appointmentId: app.world.appointments.trainee, ...each })),
    },
  })
  expect(status, JSON.stringify(problem)).toBe(200)
}

it('lists what the record has elsewhere, with agreement, lead time and the steps of its site', async () => {
  expect(templateId).toBeDefined()
  expect(await desk()).toMatchObject([
    {
      stayId: null,
      personName: 'Test Trainee',
      rotationName: 'County',
      siteName: 'County hospital',
      startOn: '2027-01-01',
      endOn: '2027-01-31',
      state: 'planned',
      leadTimeDays: 30,
      arrangeBy: '2026-12-02',
      agreement: { state: 'in-force' },
      steps: [
        { title: 'Letter of agreement', dueOn: '2026-12-02', status: 'open', owner: 'coordinator' },
        { title: 'Find housing', dueOn: '2026-12-11', status: 'open', owner: 'trainee' },
      ],
    },
  ])
  expect(await desk('otherCoordinator')).toEqual([])
})

it('keeps the stay with the first mark, and lets the trainee mark only their own steps', async () => {
  expect((await mark('trainee', 'Letter of agreement', 'done')).status).toBe(403)
  expect((await stay()).stayId).toBeNull()
  expect((await mark('coordinator', 'Letter of agreement', 'sent')).status).toBe(200)
  expect((await mark('trainee', 'Find housing', 'done')).status).toBe(200)
  expect((await mark('coordinator', 'Letter of agreement', 'done', 0)).status).toBe(409)
  const own = await app.call(contract.personStays, 'trainee', { params: { personId: personId() } })
  expect(own.answer.stays[0]?.steps.map(({ status, by }) => [status, by])).toEqual([
    ['sent', 'Test Coordinator'],
    ['done', 'Test Trainee'],
  ])
})

it('keeps who arranges it and a note, unless somebody was faster', async () => {
  expect((await change('coordinator', { owner: 'director', note: 'Ask Ms. Flint' })).status).toBe(200)
  expect((await change('coordinator', { version: 0 })).status).toBe(409)
  expect((await change('coordinator', { owner: 'faculty' })).status).toBe(422)
  expect((await change('trainee', {})).status).toBe(403)
  expect(await stay()).toMatchObject({ owner: { name: 'Test Director' }, note: 'Ask Ms. Flint', version: 1 })
  const own = await app.call(contract.personStays, 'trainee', { params: { personId: personId() } })
  expect(own.answer.stays[0]).toMatchObject({ owner: { name: 'Test Director' }, note: '' })
})

it('asks the trainee and the desk for what is due', async () => {
  const tasks = async (as: WorldKey) =>
    (await app.call(getHome, as, {})).answer.tasks.filter(({ kind }) => kind.startsWith('off-site'))
  expect(await tasks('coordinator')).toMatchObject([
    { sentence: '1 step for time at other sites is due within four weeks, for 1 trainee.', dueOn: '2026-12-02' },
  ])
  expect(await tasks('trainee')).toEqual([])
  const remind = (as: WorldKey, of = personId()) => app.call(contract.remindOfStays, as, { body: { personIds: [of] } })
  expect((await remind('coordinator')).status).toBe(409)
  expect((await mark('coordinator', 'Find housing', 'open')).status).toBe(200)
  expect((await remind('coordinator')).answer).toEqual({ reminded: 1 })
  const told = (await app.platform.database.drizzle.select().from(notification)).find(
    ({ kind }) => kind === 'off-site.due',
  )
  expect(told).toMatchObject({
    title: '1 step before your time at another site',
    detail: 'Find housing for County hospital (by 11 Dec 2026).',
  })
  expect((await tasks('trainee')).map(({ sentence }) => sentence)).toEqual(['Before County hospital: Find housing.'])
  expect((await remind('otherCoordinator')).status).toBe(404)
})

it('says that the record moved the stay, moves what is due, and takes note of it', async () => {
  await amendWith(1, [
    { rotationId: 'mri', startOn: '2027-01-01', endOn: '2027-01-31' },
    { rotationId: 'county', startOn: '2027-03-01', endOn: '2027-03-31' },
  ])
  expect(await stay()).toMatchObject({
    state: 'moved',
    startOn: '2027-03-01',
    before: { startOn: '2027-01-01', endOn: '2027-01-31' },
    steps: [{ dueOn: '2027-01-30', status: 'sent' }, { dueOn: '2027-02-08' }],
  })
  expect((await change('coordinator', { owner: 'director', note: 'Ask Ms. Flint', accept: true })).status).toBe(200)
  expect(await stay()).toMatchObject({ state: 'planned', before: null, note: 'Ask Ms. Flint' })
})

it('keeps what the record drops, and tells its history', async () => {
  await amendWith(2, [{ rotationId: 'mri', startOn: '2027-03-01', endOn: '2027-03-31' }])
  expect(await desk()).toMatchObject([{ state: 'dropped', startOn: '2027-03-01', steps: [{ status: 'sent' }, {}] }])
  const { stayId } = await stay()
  const history = (as: WorldKey) => app.call(contract.stayHistory, as, { params: { stayId: stayId ?? randomUUID() } })
  expect((await history('coordinator')).answer.events.map(({ sentence }) => sentence)).toEqual([
    'New days noted: 1 Mar 2027 to 31 Mar 2027',
    'Find housing: to do again',
    'Test Director arranges it. Note: Ask Ms. Flint',
    'Find housing: confirmed',
    'Letter of agreement: sent',
    'Begun to arrange: County, 1 Jan 2027 to 31 Jan 2027',
  ])
  expect((await history('trainee')).status).toBe(403)
  expect((await history('otherCoordinator')).status).toBe(403)
})

it('refuses everybody else', async () => {
  for (const as of ['otherTrainee', 'otherCoordinator', 'chief', 'faculty'] as const) {
    expect((await mark(as, 'Find housing', 'done')).status, as).toBe(403)
    expect((await change(as, { note: 'Not mine to write' })).status, as).toBe(403)
    expect((await app.call(contract.personStays, as, { params: { personId: personId() } })).status, as).toBe(403)
  }
  expect((await mark(null, 'Find housing', 'done')).status).toBe(401)
  const own = await stay()
  const foreign = await app.call(contract.markStay, 'coordinator', {
    params: { personId: own.personId },
    body: {
      stay: { ...keyOf(own), startOn: '2027-05-01' },
      items: [{ itemId: randomUUID(), expectedVersion: 0 }],
      status: 'done',
      note: null,
    },
  })
  expect(foreign.status).toBe(404)
})
