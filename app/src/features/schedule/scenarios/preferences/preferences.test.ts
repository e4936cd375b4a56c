import { randomUUID } from 'node:crypto'
import { dayOf } from '@gradus/rules'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../../testing/app.ts'
import { editDraft } from '../../../../testing/draft-edits.ts'
import { addScheduleWorld, type ScheduleWorld } from '../../../../testing/schedule-world.ts'
import type { WorldKey } from '../../../../testing/world.ts'
import { appointment } from '../../../people/schema.ts'
import * as scenarios from '../contract.ts'
import { preference, type WeekWish, type Wish } from '../schema.ts'
import * as contract from './contract.ts'
import { wishesForSolver } from './for-solver.ts'
import { outcomeOf, scoreOf } from './satisfaction.ts'

let app: TestApp
let extra: ScheduleWorld
beforeAll(async () => {
  app = await openTestApp()
  extra = await addScheduleWorld(app)
  const { institutionId, programId, people } = app.world
  // The trainee stays a second year, which nobody has scheduled yet.
  await app.platform.database.drizzle.insert(appointment).values({
    institutionId,
    id: randomUUID(),
    personId: people.trainee.personId,
    programId,
    startOn: '2027-07-01',
    endOn: '2028-06-30',
    entryLevel: 'PGY-6',
  })
}, 60_000)
afterAll(() => app.close())

const startYear = '2027'
const params = () => ({ personId: app.world.people.trainee.personId, startYear })
const wish = (rotationId: string, rank = 1): Wish => ({
  programId: app.world.programId,
  rotationId,
  startOn: null,
  endOn: null,
  rank,
})
const put = (
  version: number,
  wishes: Wish[],
  more: { weeks?: WeekWish[]; reason?: string } = {},
  as: WorldKey = 'trainee',
) => app.call(contract.putPreferences, as, { params: params(), body: { version, wishes, ...more } })
const get = (as: WorldKey = 'trainee') => app.call(contract.getPreferences, as, { params: params() })
const list = (as: WorldKey = 'coordinator', year = startYear) =>
  app.call(contract.listWishes, as, { params: { startYear: year }, query: {} })
const deadline = (dueOn: string | null, expectedVersion: number, as: WorldKey = 'coordinator') =>
  app.call(contract.putDeadline, as, {
    params: { programId: app.world.programId, startYear },
    body: { expectedVersion, dueOn },
  })
const remind = (as: WorldKey = 'coordinator') =>
  app.call(contract.remindOfWishes, as, { params: { programId: app.world.programId, startYear } })

describe('wishes', () => {
  test('wait for an answer, and the desk sees who is silent and reminds them once a day', async () => {
    expect((await list()).answer.programs[0]).toMatchObject({
      dueOn: null,
      mayManage: true,
      trainees: [{ personName: 'Test Trainee', answered: false }],
    })
    expect((await list('chief')).answer.programs[0]?.mayManage).toBe(false)
    expect((await list('otherCoordinator')).answer.programs.map(({ programName }) => programName)).toEqual([
      'Other Program',
    ])
    expect((await list('trainee')).status).toBe(403)
    expect((await remind('otherCoordinator')).status).toBe(403)
    expect((await remind()).answer).toEqual({ reminded: 1 })
    expect((await remind('director')).problem.detail).toContain('reminded today')
    expect((await deadline('2026-12-01', 0)).answer).toEqual({ version: 1, notified: 1 })
    expect((await deadline('2026-12-15', 0)).status).toBe(409)
    expect((await deadline('2026-12-15', 1, 'otherCoordinator')).status).toBe(403)
    expect((await deadline('2026-02-30', 1)).status).toBe(422)
    const home = (await (await app.request('get', '/api/home', { as: 'trainee' })).json()) as {
      tasks: { kind: string; dueOn: string }[]
    }
    expect(home.tasks.find(({ kind }) => kind === 'wishes')?.dueOn).toBe('2026-12-01')
  })

  test('are set by the trainee, with versions, for rotations and weeks that exist', async () => {
    const { institutionId, people } = app.world
    const stored = { institutionId, personId: people.trainee.personId, startYear: 2027, wishes: [wish('county')] }
    await app.platform.database.drizzle.insert(preference).values(stored)
    expect((await put(0, [wish('mri'), wish('ct', -3)])).answer.version).toBe(1)
    const stale = await put(0, [])
    expect(stale.status).toBe(409)
    expect(stale.problem.current).toMatchObject({ version: 1 })
    expect((await put(1, [wish('unknown')])).status).toBe(422)
    expect((await put(1, [wish('ultrasound')], {}, 'otherTrainee')).status).toBe(403)
    const week = { startOn: '2027-12-20', endOn: '2027-12-26', kind: 'off' as const }
    expect(
      (await put(1, [wish('mri')], { weeks: [{ ...week, startOn: '2026-01-01', endOn: '2026-01-02' }] })).status,
    ).toBe(422)
    expect((await put(1, [wish('mri'), wish('ct', -3)], { weeks: [week] })).answer.weeks).toEqual([week])
    // Weeks left out stay.
    expect((await put(2, [wish('mri'), wish('ct', -3)])).answer.weeks).toEqual([week])
    const { answer } = await get('chief')
    expect(answer.wishes).toHaveLength(2)
    expect(answer).toMatchObject({ label: '2027-28', startOn: '2027-07-01', dueOn: '2026-12-01', closed: null })
    expect(answer.programs[0]?.rotations.map(({ rotationId }) => rotationId)).toEqual([
      'mri',
      'ct',
      'ultrasound',
      'county',
      'elective',
    ])
    expect(answer.programs[0]?.periods).toHaveLength(12)
    expect((await list()).answer.programs[0]?.trainees[0]).toMatchObject({
      answered: true,
      weeksOff: 1,
      wanted: [{ code: 'MRI' }],
    })
    expect((await remind()).problem.detail).toContain('Everybody has answered')
  })

  test('close for the trainee after the last day; the desk still enters them, with a reason', async () => {
    expect((await deadline('2026-11-17', 1)).answer.version).toBe(2)
    expect((await get()).answer.closed).toBe('past-due')
    const late = await put(3, [])
    expect(late.status).toBe(409)
    expect(late.problem.detail).toContain('taken until 17 Nov 2026')
    expect((await get('coordinator')).answer).toMatchObject({ closed: null, needsReason: true })
    const silent = await put(3, [wish('ct')], {}, 'coordinator')
    expect(silent.status).toBe(422)
    expect((await put(3, [wish('ct')], { reason: 'Told by telephone.' }, 'coordinator')).answer.version).toBe(4)
    expect((await get()).answer.enteredReason).toBe('Told by telephone.')
    expect((await put(4, [wish('ct')], { reason: 'x' }, 'otherCoordinator')).status).toBe(403)
  })

  test('are refused once the year is published, and told fairly afterwards', async () => {
    const { programId, institutionId } = app.world
    const drafted = await app.call(scenarios.createScenario, 'coordinator', {
      body: { name: 'This year', startYear: 2026, programIds: [programId], from: 'empty' },
    })
    const scenarioId = drafted.answer.id
    const [first, second] = extra.fellows
    await app.platform.database.drizzle.insert(preference).values([
      {
        institutionId,
        personId: first!.personId,
        startYear: 2026,
        wishes: [wish('mri'), wish('county', -1)],
        version: 1,
      },
    ])
    const put2026 = (personId: string, as: WorldKey, more = {}) =>
      app.call(contract.putPreferences, as, {
        params: { personId, startYear: '2026' },
        body: { version: 0, wishes: [], ...more },
      })
    expect((await put2026(second!.personId, 'coordinator', { reason: 'None.' })).status).toBe(200)
    const { appointmentId } = first!
    await editDraft(app, 'coordinator', scenarioId, [
      { appointmentId, rotationId: 'mri', startOn: '2026-12-01', endOn: '2026-12-31' },
      { appointmentId: second!.appointmentId, rotationId: 'ct', startOn: '2026-12-01', endOn: '2026-12-31' },
    ])
    const { answer: draft } = await app.call(scenarios.getScenario, 'coordinator', { params: { scenarioId } })
    const published = await app.call(scenarios.publishScenario, 'director', {
      params: { scenarioId },
      body: {
        expectedVersion: draft.version,
        expectedRecordVersion: draft.recordVersion,
        reason: 'The year begins.',
        acceptedViolations: draft.findings.filter(({ severity }) => severity === 'violation').length,
      },
    })
    expect(published.status, published.problem.detail).toBe(200)
    const late = await app.call(contract.putPreferences, 'coordinator', {
      params: { personId: first!.personId, startYear: '2026' },
      body: { version: 1, wishes: [], reason: 'Late.' },
    })
    expect(late.status).toBe(409)
    expect(late.problem.detail).toContain('is published')

    const told = (as: WorldKey) => app.call(contract.getSatisfaction, as, { params: { startYear: '2026' }, query: {} })
    const [desk] = (await told('coordinator')).answer.programs
    expect(desk).toMatchObject({
      names: true,
      answered: 2,
      ranks: [
        { rank: 1, met: 1 },
        { rank: -1, met: 1 },
      ],
    })
    expect(desk?.people.map(({ score }) => score)).toEqual([100, null])
    const [own] = (await told('trainee')).answer.programs
    // Two answers could be told apart without a name.
    expect(own).toMatchObject({ names: false, ranks: null, people: [] })
    expect((await told('finance')).status).toBe(403)
  })
})

describe('what came true', () => {
  const year = { startOn: dayOf('2026-07-01'), endOn: dayOf('2027-06-30') }
  const stay = (startOn: string, endOn: string, rotationId = 'mri') => ({
    id: startOn,
    appointmentId: 'a',
    programId: 'p',
    rotationId,
    pinned: false,
    amended: false,
    arrangedOn: null,
    startOn: dayOf(startOn),
    endOn: dayOf(endOn),
  })
  const october = { programId: 'p', rotationId: 'mri', startOn: '2026-10-01', endOn: '2026-10-31', rank: 1 }
  test('depends on the days of the wish', () => {
    expect(outcomeOf({ ...october, startOn: null, endOn: null }, [stay('2027-01-01', '2027-01-07')], year)).toBe('met')
    expect(outcomeOf(october, [stay('2026-10-01', '2026-10-28')], year)).toBe('met')
    expect(outcomeOf(october, [stay('2026-10-20', '2026-11-28')], year)).toBe('partly')
    expect(outcomeOf(october, [stay('2026-11-01', '2026-11-28')], year)).toBe('not-met')
    expect(outcomeOf({ ...october, rank: -1 }, [stay('2026-11-01', '2026-11-28')], year)).toBe('met')
    expect(outcomeOf({ ...october, rank: -1 }, [stay('2026-10-01', '2026-10-31')], year)).toBe('not-met')
    expect(
      scoreOf([
        { rank: 1, outcome: 'met' },
        { rank: 5, outcome: 'not-met' },
      ]),
    ).toBe(83)
    expect(scoreOf([])).toBeNull()
  })

  test('a week off keeps clear of rotations that take no vacation', () => {
    const rotations = [{ id: 'night', noLeave: true }, { id: 'mri' }]
    const seats = [{ personId: 'x', programId: 'p', followed: { definition: { rotations } } }] as never
    const weeks = [{ startOn: '2026-12-21', endOn: '2026-12-27', kind: 'off' as const }]
    expect(wishesForSolver([{ personId: 'x', wishes: [october], weeks }], seats).get('x')).toEqual([
      october,
      { programId: 'p', rotationId: 'night', startOn: '2026-12-21', endOn: '2026-12-27', rank: -2 },
    ])
  })
})
