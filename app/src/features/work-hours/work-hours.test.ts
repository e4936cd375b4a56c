import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { addScheduleWorld } from '../../testing/schedule-world.ts'
import type { WorldKey } from '../../testing/world.ts'
import { listNotifications } from '../notifications/contract.ts'
import { leave } from '../people/schema.ts'
import { recordAssignment, recordVersion, recordYear } from '../schedule/blocks/schema.ts'
import {
  addPeriod,
  changePeriod,
  confirmWeek,
  correctPeriod,
  dismissDraft,
  getThisWeek,
  getWeek,
  type PeriodFields,
  previewPeriod,
  reopenWeek,
  startTimer,
  stopTimer,
  tellAbout,
  type WeekView,
  withdrawPeriod,
} from './contract.ts'
import {
  closeTold,
  getOverview,
  getPersonHours,
  getReport,
  getSettings,
  listTold,
  putSettings,
} from './oversight-contract.ts'

// Wednesday 18 November 2026 stands still; the clock of the day moves.
const morning = new Date('2026-11-18T15:00:00Z')
const lastWeek = '2026-11-09'
const thisWeek = '2026-11-16'

let app: TestApp
/** Each test has a trainee of its own week: entries of one stay out of the way of another. */
beforeAll(async () => {
  app = await openTestApp()
  await addScheduleWorld(app)
  const { institutionId, programId, otherProgramId, appointments } = app.world
  const db = app.platform.database.drizzle
  await db.insert(recordYear).values({ institutionId, startYear: 2026, version: 1 })
  await db.insert(recordVersion).values({
    institutionId,
    startYear: 2026,
    version: 1,
    kind: 'publication',
    at: new Date('2026-03-15T15:00:00Z'),
    by: 'Test',
    reason: 'The year.',
    changes: [],
  })
  const stay = (appointmentId: string, program: string, rotationId: string, startOn: string, endOn: string) => ({
    institutionId,
    id: randomUUID(),
    startYear: 2026,
    appointmentId,
    programId: program,
    rotationId,
    startOn,
    endOn,
    fromVersion: 1,
  })
  await db
    .insert(recordAssignment)
    .values([
      stay(appointments.trainee, programId, 'ct', '2026-10-01', '2026-10-31'),
      stay(appointments.trainee, programId, 'mri', '2026-11-01', '2026-11-30'),
      stay(appointments.otherTrainee, otherProgramId, 'ct', '2026-11-01', '2026-11-30'),
    ])
  await db.insert(leave).values({
    institutionId,
    id: randomUUID(),
    personId: app.world.people.trainee.personId,
    kind: 'vacation',
    startOn: '2026-11-12',
    endOn: '2026-11-13',
    countsTowardTraining: true,
  })
})
beforeEach(() => app.setNow(morning))
afterAll(() => app.close())

const week = async (weekOn: string, as: WorldKey = 'trainee', personId?: string): Promise<WeekView> => {
  const { answer, status, problem } = await app.call(getWeek, as, {
    params: { weekOn },
    query: personId === undefined ? {} : { personId },
  })
  expect([problem.detail, status]).toEqual([undefined, 200])
  return answer
}
const lines = (view: WeekView) =>
  view.days.flatMap(({ lines: own }) =>
    own.filter(({ withdrawn }) => !withdrawn).map(({ on, start, end }) => `${on} ${start}-${end}`),
  )
const period = (on: string, start: string, end: string, more: Partial<PeriodFields> = {}): PeriodFields => ({
  kind: 'assignment',
  on,
  start,
  end,
  endsDaysLater: end <= start ? 1 : 0,
  extension: null,
  stayReason: null,
  ...more,
})
const add = (fields: PeriodFields, draftKey: string | null = null, as: WorldKey = 'trainee') =>
  app.call(addPeriod, as, { body: { ...fields, draftKey } })

describe('a week', () => {
  it('is drafted from the published rotation, without leave and weekends', async () => {
    const view = await week(lastWeek)
    expect(lines(view)).toEqual(['2026-11-09 07:00-17:00', '2026-11-10 07:00-17:00', '2026-11-11 07:00-17:00'])
    expect(view.days.map((day) => day.leave)).toEqual([null, null, null, 'Vacation', 'Vacation', null, null])
    expect(view.days[0]?.rotation).toBe('MRI')
    expect([view.state, view.mayConfirmThroughOn, view.minutes]).toEqual(['open', '2026-11-15', 1800])
  })

  it('of today is confirmed as far as it has gone', async () => {
    const { answer } = await app.call(getThisWeek, 'trainee', {})
    expect([answer.weekOn, answer.mayConfirmThroughOn]).toEqual([thisWeek, '2026-11-17'])
    app.setNow(new Date('2026-11-18T23:30:00Z'))
    expect((await week(thisWeek)).mayConfirmThroughOn).toBe('2026-11-18')
  })

  it('is confirmed as it was seen, and not otherwise', async () => {
    const on = '2026-11-02'
    const { seen } = await week(on)
    await add(period('2026-11-07', '10:00', '12:00', { kind: 'education' }))
    const params = { weekOn: on }
    const late = await app.call(confirmWeek, 'trainee', { params, body: { seen } })
    expect([late.status, late.problem.title]).toEqual([409, 'stale'])
    const now = await week(on)
    expect((await app.call(confirmWeek, 'trainee', { params, body: { seen: now.seen } })).answer).toEqual({
      throughOn: '2026-11-08',
    })
    const after = await week(on)
    expect([after.state, after.mayConfirmThroughOn, after.minutes]).toEqual(['confirmed', null, 5 * 600 + 120])
    expect(after.days[0]?.lines[0]?.versions.map(({ source }) => source)).toEqual(['drafted'])
    const again = await app.call(confirmWeek, 'trainee', { params, body: { seen: after.seen } })
    expect([again.status, again.problem.detail]).toEqual([409, 'There is nothing to confirm in this week yet.'])
  })

  it('is named by its Monday', async () => {
    const { status, problem } = await app.call(getWeek, 'trainee', { params: { weekOn: '2026-11-10' }, query: {} })
    expect([status, problem.detail]).toEqual([422, 'A week is named by its Monday; 2026-11-10 is another day.'])
  })
})

describe('an entry', () => {
  it('keeps every version with author and reason', async () => {
    const { answer } = await add(period('2026-11-09', '06:30', '18:00'), 'day:2026-11-09')
    const params = { entryId: answer.entryId }
    const body = { ...period('2026-11-09', '06:30', '19:00'), expectedVersion: 2, reason: 'Sign-out took longer.' }
    expect((await app.call(changePeriod, 'trainee', { params, body })).answer).toEqual({ version: 3 })
    const stale = await app.call(changePeriod, 'trainee', { params, body })
    expect([stale.status, stale.problem.current]).toEqual([
      409,
      { version: 3, period: '06:30 to 19:00, scheduled work' },
    ])
    const line = (await week(lastWeek)).days[0]?.lines[0]
    expect(line?.versions.map(({ source, words, reason }) => [source, words, reason])).toEqual([
      ['drafted', '07:00 to 17:00, scheduled work', ''],
      ['corrected', '06:30 to 18:00, scheduled work', ''],
      ['corrected', '06:30 to 19:00, scheduled work', 'Sign-out took longer.'],
    ])
  })

  it('is never overwritten or removed in the database', async () => {
    const { pool } = app.platform.database
    for (const statement of ['UPDATE work_period SET reason = reason', 'DELETE FROM work_period'])
      await expect(pool.query(statement)).rejects.toThrow('append-only')
    await expect(pool.query('UPDATE week_confirmation SET through_on = through_on')).rejects.toThrow('append-only')
  })

  it('may not overlap with another or with the schedule', async () => {
    const { problem, status } = await add(period('2026-11-10', '16:00', '20:00', { kind: 'home-call-remote' }))
    expect([status, problem.detail]).toEqual([
      422,
      'This overlaps with scheduled work scheduled from 07:00 to 17:00 on 10 Nov 2026; change that line if it was different.',
    ])
    await add(period('2026-11-14', '08:00', '12:00'))
    const second = await add(period('2026-11-14', '11:30', '13:00'))
    expect(second.problem.detail).toMatch(/^This overlaps with scheduled work logged from 08:00 to 12:00/)
    expect((await add(period('2026-11-14', '12:00', '13:00'))).status).toBe(201)
  })

  it('is refused with a sentence where it cannot be', async () => {
    const ask = async (fields: PeriodFields) => (await add(fields)).problem.detail
    expect(await ask(period('2026-11-19', '07:00', '17:00'))).toBe(
      'This has not begun yet; hours are logged once they are worked.',
    )
    expect(await ask(period('2026-11-15', '10:00', '09:00', { endsDaysLater: 0 }))).toMatch(
      /^This ends before it starts/,
    )
    expect(await ask(period('2026-11-15', '10:00', '12:00', { extension: 'voluntary-stay' }))).toBe(
      'Say for what you chose to stay.',
    )
    expect((await add({ ...period('2026-11-15', '10:00', '12:00'), start: '25:00' })).status).toBe(422)
  })

  it('that was planned and not worked stays readable', async () => {
    const body = { draftKey: 'day:2026-11-16', on: '2026-11-16' }
    expect((await app.call(dismissDraft, 'trainee', { body })).status).toBe(200)
    expect((await app.call(dismissDraft, 'trainee', { body })).status).toBe(409)
    const day = (await week(thisWeek)).days[0]
    expect(day?.lines.map(({ withdrawn, versions }) => [withdrawn, versions.length])).toEqual([[true, 2]])
  })

  it('is taken out and stays readable', async () => {
    const { answer } = await add(period('2026-11-08', '20:00', '21:00', { kind: 'home-call-remote' }))
    const params = { entryId: answer.entryId }
    const body = { expectedVersion: 1, reason: 'Another day.' }
    expect((await app.call(withdrawPeriod, 'otherTrainee', { params, body })).status).toBe(404)
    expect((await app.call(withdrawPeriod, 'trainee', { params, body })).answer).toEqual({ version: 2 })
    const [line] = (await week('2026-11-02')).days[6]?.lines ?? []
    expect([line?.withdrawn, line?.versions.length]).toEqual([true, 2])
  })

  it('of one moment is made once, however often it is sent', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => add(period('2026-11-15', '18:00', '19:00', { kind: 'education' }))),
    )
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, ...Array<number>(7).fill(422)])
  })
})

describe('a correction by the program', () => {
  it('needs a reason, is told to the trainee and seen in the entry', async () => {
    const { personId } = app.world.people.trainee
    const { answer } = await add(period('2026-11-17', '06:00', '17:00'), 'day:2026-11-17')
    const params = { personId, entryId: answer.entryId }
    const body = { ...period('2026-11-17', '06:30', '17:00'), expectedVersion: 2, reason: '' }
    expect((await app.call(correctPeriod, 'coordinator', { params, body })).status).toBe(422)
    const told = { ...body, reason: 'The badge says 06:30.' }
    expect((await app.call(correctPeriod, 'otherCoordinator', { params, body: told })).status).toBe(403)
    expect((await app.call(correctPeriod, 'coordinator', { params, body: told })).status).toBe(200)
    const versions = (await week(thisWeek)).days[1]?.lines[0]?.versions
    expect(versions?.at(-1)).toMatchObject({ own: false, reason: 'The badge says 06:30.' })
    const notices = await app.call(listNotifications, 'trainee', {})
    expect(JSON.stringify(notices.answer)).toContain('The badge says 06:30.')
  })
})

describe('a locked week', () => {
  it('is opened again by the program alone, with a reason', async () => {
    const { personId } = app.world.people.trainee
    const locked = '2026-11-02'
    const fields = period('2026-11-07', '14:00', '15:00', { kind: 'education' })
    const refused = await add(period('2026-10-26', '18:00', '19:00'))
    expect([refused.status, refused.problem.detail]).toEqual([
      409,
      'The week of 26 Oct 2026 locked after 11 Nov 2026. Your coordinator or program director can open it again.',
    ])
    const params = { personId, weekOn: '2026-10-26' }
    const body = { reason: 'The trainee was ill.' }
    expect((await app.call(reopenWeek, 'trainee', { params, body })).status).toBe(403)
    expect((await app.call(reopenWeek, 'otherDirector', { params, body })).status).toBe(403)
    expect((await app.call(reopenWeek, 'director', { params, body })).answer).toEqual({ untilOn: '2026-11-25' })
    expect((await app.call(reopenWeek, 'director', { params: { personId, weekOn: locked }, body })).status).toBe(409)
    expect((await week('2026-10-26')).state).toBe('reopened')
    expect((await add(period('2026-10-26', '18:00', '19:00'))).status).toBe(201)
    expect((await add(fields)).status).toBe(201)
  })
})

describe('the timer', () => {
  it('runs once, is stopped once, and answers the line of the schedule it covers', async () => {
    app.setNow(new Date('2026-11-18T12:50:00Z'))
    const { answer, status } = await app.call(startTimer, 'trainee', { body: { kind: 'assignment' } })
    expect(status).toBe(201)
    expect((await app.call(startTimer, 'trainee', { body: { kind: 'assignment' } })).status).toBe(409)
    app.setNow(new Date('2026-11-18T23:20:00Z'))
    expect((await week(thisWeek)).timer).toMatchObject({ minutes: 630, kind: 'assignment' })
    const params = { timerId: answer.id }
    const stops = await Promise.all([1, 2].map(() => app.call(stopTimer, 'trainee', { params, body: { keep: true } })))
    expect(stops.map((one) => one.status).sort((a, b) => a - b)).toEqual([200, 409])
    const day = (await week(thisWeek)).days[2]
    expect(day?.lines.map(({ start, end }) => `${start}-${end}`)).toEqual(['06:50-17:20'])
    expect(day?.lines[0]?.versions.map(({ source }) => source)).toEqual(['drafted', 'timer'])
  })
})

describe('the rules', () => {
  it('say at once what an entry would break, and until when to rest', async () => {
    app.setNow(new Date('2026-11-18T23:30:00Z'))
    const body = {
      ...period('2026-11-13', '06:00', '10:00', { kind: 'in-house-call', endsDaysLater: 1 }),
      entryId: null,
      draftKey: null,
    }
    const { answer } = await app.call(previewPeriod, 'trainee', { body })
    expect(answer.minutes).toBe(28 * 60)
    expect(answer.introduced.map(({ severity }) => severity)).toContain('violation')
  })

  it('let a trainee tell about a violation, and the director close it', async () => {
    await add(period('2026-11-12', '06:00', '10:30', { kind: 'in-house-call', endsDaysLater: 1 }))
    const view = await week(lastWeek)
    const broken = view.findings.find(({ severity, planned }) => severity === 'violation' && !planned)
    expect(broken).toMatchObject({ ruleId: expect.stringMatching(/^WH-/), told: null })
    const body = {
      findingKey: broken?.key ?? '',
      weekOn: lastWeek,
      cause: 'A colleague was away',
      help: 'Cover.',
      note: '',
    }
    expect((await app.call(tellAbout, 'trainee', { body: { ...body, findingKey: 'WH-80:never' } })).status).toBe(409)
    expect((await app.call(tellAbout, 'trainee', { body })).status).toBe(201)
    expect((await app.call(tellAbout, 'trainee', { body })).status).toBe(409)
    const listed = async (as: WorldKey) => (await app.call(listTold, as, { query: {} })).answer.told
    expect((await listed('trainee')).map(({ mayClose }) => mayClose)).toEqual([false])
    expect(await listed('otherDirector')).toEqual([])
    expect(await listed('chief')).toEqual([])
    const [told] = await listed('director')
    expect(told).toMatchObject({ cause: 'A colleague was away', mayClose: true, rotationName: 'MRI' })
    const params = { violationId: told?.id ?? '' }
    const close = { expectedVersion: 0, action: 'A second reader covers Mondays.' }
    expect((await app.call(closeTold, 'otherDirector', { params, body: close })).status).toBe(403)
    expect((await app.call(closeTold, 'coordinator', { params, body: close })).status).toBe(403)
    expect((await app.call(closeTold, 'director', { params, body: close })).answer).toEqual({ version: 1 })
    expect((await app.call(closeTold, 'director', { params, body: close })).status).toBe(409)
    expect((await week(lastWeek)).findings.find(({ key }) => key === broken?.key)?.told).toMatchObject({
      closed: true,
      action: 'A second reader covers Mondays.',
    })
  })
})

describe('the overview', () => {
  const seen = (as: WorldKey, programId?: string) =>
    app.call(getOverview, as, { query: programId === undefined ? {} : { programId } })

  it('shows each role its own programs', async () => {
    const programs = async (as: WorldKey) => (await seen(as)).answer.programs.map(({ programId }) => programId)
    const { programId, otherProgramId } = app.world
    expect(await programs('coordinator')).toEqual([programId])
    expect(await programs('otherDirector')).toEqual([otherProgramId])
    expect((await programs('dio')).sort()).toEqual([programId, otherProgramId].sort())
    expect((await seen('coordinator', otherProgramId)).status).toBe(403)
    expect((await seen('finance')).status).toBe(403)
    expect((await seen('trainee')).status).toBe(403)
  })

  it('names violations by rule, rotation and cause, and who has not confirmed', async () => {
    const { answer } = await seen('director')
    const own = answer.trainees.find(({ personName }) => personName === 'Test Trainee')
    expect(own?.violations).toBeGreaterThan(0)
    expect(own?.unconfirmedWeeks).toContain(lastWeek)
    expect(answer.answer).toMatch(/^A rule was broken by 1 of 3 trainees/)
    expect(answer.rotations.find(({ rotationId }) => rotationId === 'mri')?.causes).toEqual([
      { cause: 'A colleague was away', count: 1 },
    ])
    expect(answer.clauses[0]?.violations).toBeGreaterThan(0)
  })

  it('hides others’ hours from chiefs until the program says otherwise', async () => {
    const { programId, people } = app.world
    expect((await seen('chief')).status).toBe(403)
    const { personId } = people.trainee
    const person = () => app.call(getPersonHours, 'chief', { params: { personId }, query: {} })
    expect((await person()).status).toBe(403)
    const read = await app.call(getSettings, 'director', { params: { programId } })
    const { settings, version } = read.answer
    const body = {
      expectedVersion: version,
      settings: { ...settings, chiefsSeeHours: { value: true, source: 'Our policy', verified: true } },
    }
    const params = { programId }
    expect((await app.call(putSettings, 'otherDirector', { params, body })).status).toBe(403)
    expect((await app.call(putSettings, 'director', { params, body })).answer).toEqual({ version: 1 })
    expect((await app.call(putSettings, 'director', { params, body })).status).toBe(409)
    expect((await seen('chief')).status).toBe(200)
    expect((await person()).status).toBe(200)
    expect((await week(thisWeek, 'chief', personId)).abilities).toEqual({ log: false, correct: false })
  })

  it('is a CSV and a tagged PDF', async () => {
    const csv = await app.call(getReport, 'director', { query: { format: 'csv' } })
    expect(await csv.answer.text()).toContain('Test Trainee')
    const pdf = await app.call(getReport, 'director', { query: { format: 'pdf' } })
    const text = Buffer.from(await pdf.answer.arrayBuffer()).toString('latin1')
    expect([text.slice(0, 8), text.includes('/MarkInfo'), text.includes('/StructTreeRoot')]).toEqual([
      '%PDF-1.7',
      true,
      true,
    ])
    expect((await app.call(getReport, 'otherTrainee', { query: { format: 'csv' } })).status).toBe(403)
  })
})
