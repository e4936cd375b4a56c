import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { addScheduleWorld } from '../../testing/schedule-world.ts'
import type { WorldKey } from '../../testing/world.ts'
import * as absences from '../schedule/absences/contract.ts'
import { defaultSettings } from '../schedule/absences/settings.ts'
import { recordAssignment, recordVersion, recordYear } from '../schedule/blocks/schema.ts'
import { addPeriod, getWeek } from './contract.ts'
import { getPermit, getPersonHours, getSettings, putPermit, putSettings } from './oversight-contract.ts'

let app: TestApp
let personId: string
const weekOn = '2026-11-16'

beforeAll(async () => {
  app = await openTestApp()
  await addScheduleWorld(app)
  const { institutionId, programId, appointments, people } = app.world
  personId = people.trainee.personId
  const db = app.platform.database.drizzle
  await db.insert(recordYear).values({ institutionId, startYear: 2026, version: 1 })
  const published = { kind: 'publication' as const, at: new Date('2026-03-15T15:00:00Z'), by: 'Test', reason: 'Ready.' }
  await db.insert(recordVersion).values({ institutionId, startYear: 2026, version: 1, ...published, changes: [] })
  await db.insert(recordAssignment).values({
    institutionId,
    id: randomUUID(),
    startYear: 2026,
    appointmentId: appointments.trainee,
    programId,
    rotationId: 'mri',
    startOn: '2026-11-01',
    endOn: '2026-11-30',
    fromVersion: 1,
  })
  const params = { programId }
  const { answer } = await app.call(getSettings, 'coordinator', { params })
  await app.call(putSettings, 'coordinator', {
    params,
    body: { expectedVersion: 0, settings: { ...answer.settings, keptSince: '2026-11-01' } },
  })
  await app.call(absences.putAbsencePolicy, 'coordinator', {
    params,
    body: { expectedVersion: 0, settings: { ...defaultSettings, chain: ['coordinator'], boardBudget: true } },
  })
}, 60_000)
afterAll(() => app.close())

const at = (on: string) => ({ personId, kindCode: 'vacation', startOn: on, endOn: on })
const takeAway = async (wanted: object) => {
  const { answer } = await app.call(absences.askAbsence, 'trainee', {
    body: { ...at('2026-11-16'), part: 'morning' as const, note: '', ...wanted },
  })
  const params = { requestId: answer.id }
  await app.call(absences.approveAbsence, 'coordinator', { params, body: { expectedVersion: 0, sentence: '' } })
  return answer.id
}
const week = async (as: WorldKey = 'trainee') =>
  (await app.call(getWeek, as, { params: { weekOn }, query: as === 'trainee' ? {} : { personId } })).answer
const lines = async () =>
  (await week()).days.flatMap((day) => day.lines.map(({ on, start, end }) => `${on.slice(8)} ${start}-${end}`))
const hours = async () =>
  (
    await app.call(getPersonHours, 'director', {
      params: { personId },
      query: { startOn: '2026-11-01', endOn: '2026-11-30' },
    })
  ).answer
const maxHours = async () => (await hours()).windows[0]?.maxHours

describe('half days and hours away', () => {
  it('leave the draft of the day, and the averages, by their part of a working day', async () => {
    expect(await lines()).toEqual(['16', '17', '18', '19', '20'].map((on) => `${on} 07:00-17:00`))
    // 80 hours in each 7 of 30 days
    expect(await maxHours()).toBe(342.9)
    await takeAway({ part: 'morning' })
    await takeAway({ ...at('2026-11-17'), part: 'hours', startMinute: 13 * 60, endMinute: 15 * 60 })
    const afternoon = await takeAway({ ...at('2026-11-19'), part: 'afternoon' })
    expect(await lines()).toEqual([
      '16 12:00-17:00',
      '17 07:00-13:00',
      '17 15:00-17:00',
      '18 07:00-17:00',
      '19 07:00-12:00',
      '20 07:00-17:00',
    ])
    // 30 days less a half, two of eight hours, and a half: 28.75 days
    expect(await maxHours()).toBe(328.6)
    expect((await week()).days.map(({ leave }) => leave).slice(0, 4)).toEqual([
      'Vacation, the morning',
      'Vacation, 13:00 to 15:00',
      null,
      'Vacation, the afternoon',
    ])
    const params = { requestId: afternoon }
    await app.call(absences.withdrawAbsence, 'trainee', { params, body: { expectedVersion: 1, sentence: '' } })
    expect(await maxHours()).toBe(334.3)
  })

  it('count as fractions of the allowance and of the board’s budget', async () => {
    const { answer } = await app.call(absences.myAbsences, 'trainee', { params: { personId } })
    const vacation = answer.programs[0]?.balances.find(({ kindCode }) => kindCode === 'vacation')
    expect(vacation).toMatchObject({ approvedDays: 0.75, leftDays: 19.25 })
    const preview = await app.call(absences.previewAbsence, 'trainee', {
      body: { ...at('2026-11-20'), part: 'afternoon' },
    })
    expect(preview.answer.board).toMatchObject({ usedBefore: 0.75, usedAfter: 1.25 })
  })

  it('warn of work that is logged in them, which is counted nowhere', async () => {
    const { status } = await app.call(addPeriod, 'trainee', {
      body: {
        kind: 'assignment',
        on: '2026-11-16',
        start: '07:00',
        end: '10:00',
        endsDaysLater: 0,
        extension: null,
        stayReason: null,
        draftKey: null,
      },
    })
    expect(status).toBe(201)
    const found = (await week()).findings.find(({ ruleId }) => ruleId === 'LEAVE-WORK')
    // From eight to ten: an hour before the morning off was worked and counts.
    expect(found).toMatchObject({ severity: 'warning', measured: 2 })
  })
})

describe('who may moonlight', () => {
  const read = (as: WorldKey, id = personId) => app.call(getPermit, as, { params: { personId: id } })
  const put = (as: WorldKey, expectedVersion: number, over: object = {}) =>
    app.call(putPermit, as, {
      params: { personId },
      body: { expectedVersion, visa: 'J-1', moonlighting: null, source: 'Visa office, 1 July 2026', ...over },
    })
  const warnings = async () => (await week()).findings.filter(({ ruleId }) => ruleId === 'WH-ML').map((f) => f.sentence)

  it('follows the visa of the trainee, and the program’s own word before it', async () => {
    await app.call(addPeriod, 'trainee', {
      body: {
        kind: 'moonlighting-internal',
        on: '2026-11-14',
        start: '09:00',
        end: '13:00',
        endsDaysLater: 0,
        extension: null,
        stayReason: null,
        draftKey: null,
      },
    })
    const lastWeek = async () =>
      (await app.call(getWeek, 'trainee', { params: { weekOn: '2026-11-09' }, query: {} })).answer.findings
        .filter(({ ruleId }) => ruleId === 'WH-ML')
        .map(({ severity, sentence }) => `${severity}: ${sentence}`)
    expect(await lastWeek()).toEqual([])
    expect((await put('coordinator', 0)).answer).toEqual({ version: 1 })
    expect(await lastWeek()).toEqual([expect.stringMatching(/^warning: .* a J-1 visa is taken not to allow it/)])
    await put('director', 1, { moonlighting: 'internal', source: 'Letter of the director' })
    expect(await lastWeek()).toEqual([])
    await put('director', 2, { moonlighting: 'none' })
    expect(await lastWeek()).toEqual([expect.stringContaining('the program has not allowed it')])
    expect(await warnings()).toEqual([])
  })

  it('is known to the trainee and to who runs the program, and changed by these with their source', async () => {
    expect((await read('trainee')).answer).toMatchObject({
      visa: 'J-1',
      moonlighting: 'none',
      version: 3,
      mayEdit: false,
    })
    expect((await read('coordinator')).answer.mayEdit).toBe(true)
    expect((await read('dio')).answer.mayEdit).toBe(false)
    for (const as of ['chief', 'otherTrainee', 'otherCoordinator', 'otherDirector'] as const)
      expect([as, (await read(as)).status]).toEqual([as, 403])
    for (const as of ['trainee', 'chief', 'otherCoordinator', 'dio'] as const)
      expect([as, (await put(as, 3)).status]).toEqual([as, 403])
    const stale = await put('coordinator', 1)
    expect([stale.status, stale.problem.title]).toEqual([409, 'stale'])
    expect((await put('coordinator', 3, { source: ' ' })).problem.detail).toContain('Say who decided this')
  })
})
