import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setTimeout as wait } from 'node:timers/promises'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { addScheduleWorld, type ScheduleWorld } from '../../../testing/schedule-world.ts'
import * as pools from './contract.ts'
import * as made from './schedules-contract.ts'
import * as now from './now-contract.ts'
import { usualSettings } from './settings.ts'

let app: TestApp
let world: ScheduleWorld
let poolId: string
let shiftId: string
/** Longer than an answer may be trusted without looking whether something changed. */
const settle = () => wait(600)

beforeAll(async () => {
  app = await openTestApp()
  world = await addScheduleWorld(app)
  // An institution in time, so that the hour of the test is the hour of the site.
  await app.platform.database.pool.query('update institution set fixed_today = null')
  poolId = (
    await app.call(pools.createPool, 'chief', {
      body: {
        programId: app.world.programId,
        sharedWith: [],
        name: 'Overnight',
        code: 'ON',
        kind: 'in-house',
        siteId: 'main',
        timeZone: 'America/Chicago',
        tint: 3,
        settings: usualSettings,
        shifts: [
          {
            name: 'Night',
            code: 'N',
            startMinute: 1020,
            durationMinutes: 840,
            weekdays: [0, 1, 2, 3, 4, 5, 6],
            onHolidays: 'as-weekday',
            minPeople: 1,
            maxPeople: 1,
            points: { weekday: 1, weekend: 1, holiday: 1 },
          },
        ],
      },
    })
  ).answer.id
  // Signed in now, so that the session holds when the clock is set back.
  await app.call(pools.listPools, 'trainee', {})
  shiftId = (await app.call(pools.listPools, 'chief', {})).answer.pools[0]!.shifts[0]!.id
  const [bea, cy] = world.fellows
  const on = (onDay: string, personId: string) => ({ poolId, shiftId, onDay, personId })
  const { id } = (
    await app.call(made.createCallSchedule, 'chief', {
      body: { name: 'Fall', startOn: '2026-10-30', endOn: '2026-11-20', poolIds: [poolId], from: 'empty' },
    })
  ).answer
  const days = ['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-18', '2026-11-19']
  const filled = await app.call(made.changeCallSchedule, 'chief', {
    params: { scheduleId: id },
    body: {
      expectedVersion: 0,
      remove: [],
      add: days.map((day, index) => on(day, index % 2 === 0 ? bea!.personId : cy!.personId)),
      reasonCode: null,
      reason: '',
    },
  })
  const { findings, shortfalls } = filled.answer
  const published = await app.call(made.publishCallSchedule, 'chief', {
    params: { scheduleId: id },
    body: {
      expectedVersion: 1,
      acceptedViolations: findings.filter(({ severity }) => severity === 'violation').length,
      acceptedShortfalls: shortfalls.length,
      reason: '',
    },
  })
  if (published.status !== 200) throw new Error(published.problem.detail)
})
afterAll(() => app.close())

const asOf = async (instant: string) => {
  app.setNow(new Date(instant))
  const { answer } = await app.call(now.callNow, 'trainee', {})
  const [pool] = answer.pools
  return {
    on: pool!.now.map(({ personName }) => personName),
    next: pool!.next.map(({ personName }) => personName),
    pool: pool!,
  }
}

describe('who is on call', () => {
  it('changes at the very minute, also in the night that has one hour more', async () => {
    // 31 October 17:00 in Chicago is 22:00 UTC; the clocks go back before 07:00, which is 13:00 UTC.
    expect((await asOf('2026-10-31T21:59:59.999Z')).on).toEqual([])
    expect((await asOf('2026-10-31T22:00:00.000Z')).on).toEqual(['Cy Fellow'])
    expect((await asOf('2026-11-01T12:30:00.000Z')).on).toEqual(['Cy Fellow'])
    expect((await asOf('2026-11-01T12:59:59.999Z')).on).toEqual(['Cy Fellow'])
    const after = await asOf('2026-11-01T13:00:00.000Z')
    expect([after.on, after.next]).toEqual([[], ['Bea Fellow']])
    expect(after.pool.changesAt).toBe('2026-11-01T23:00:00.000Z')
    expect(after.pool.past.map(({ personName }) => personName)).toEqual(['Bea Fellow', 'Cy Fellow'])
  })

  it('is known behind a key until the key is revoked', async () => {
    app.setNow(new Date('2026-11-19T01:00:00Z'))
    const key = await app.call(now.createCallKey, 'chief', { body: { poolId, label: 'Exchange' } })
    expect((await app.call(now.createCallKey, 'otherDirector', { body: { poolId, label: 'x' } })).status).toBe(403)
    const path = new URL(key.answer.jsonUrl).pathname
    const asked = await app.request('GET', path)
    expect(asked.status).toBe(200)
    expect(((await asked.json()) as now.PoolNow).now.map(({ personName }) => personName)).toEqual(['Cy Fellow'])
    const calendar = await app.request('GET', new URL(key.answer.calendarUrl).pathname)
    const text = await calendar.text()
    expect(text).toContain('SUMMARY:Cy Fellow: Night')
    expect(text).toContain('DTSTART:20261118T230000Z')
    const same = await app.request('GET', new URL(key.answer.calendarUrl).pathname, {
      headers: { 'if-none-match': calendar.headers.get('etag') ?? '' },
    })
    expect(same.status).toBe(304)
    expect(JSON.stringify((await app.call(now.listCallKeys, 'chief', {})).answer)).not.toContain(path.split('/')[2])
    expect((await app.call(now.listCallKeys, 'otherDirector', {})).answer.keys).toEqual([])
    const params = { keyId: key.answer.id }
    expect((await app.call(now.revokeCallKey, 'otherDirector', { params })).status).toBe(403)
    expect((await app.call(now.revokeCallKey, 'director', { params })).status).toBe(200)
    expect((await app.request('GET', path)).status).toBe(404)
    expect((await app.request('GET', `/call/${'x'.repeat(43)}/now.json`)).status).toBe(404)
  })

  it('follows a change of the record', async () => {
    app.setNow(new Date('2026-11-19T01:00:00Z'))
    await app.call(now.callNow, 'trainee', {})
    const { schedules } = (await app.call(made.listCallSchedules, 'chief', {})).answer
    const schedule = (await app.call(made.getCallSchedule, 'chief', { params: { scheduleId: schedules[0]!.id } }))
      .answer
    const row = schedule.rows.find(({ onDay }) => onDay === '2026-11-18')!
    const personId = app.world.people.trainee.personId
    const changed = await app.call(made.changeCallSchedule, 'chief', {
      params: { scheduleId: schedule.id },
      body: {
        expectedVersion: schedule.version,
        remove: [row.id],
        add: [{ poolId, shiftId, onDay: row.onDay, personId }],
        reasonCode: 'illness',
        reason: '',
      },
    })
    expect(changed.answer.notified).toBe(2)
    await settle()
    expect((await asOf('2026-11-19T01:00:00Z')).on).toEqual(['Test Trainee'])
    const mine = (await app.call(now.myCalls, 'trainee', {})).answer
    expect(mine.calls.map(({ onDay, shiftName }) => [onDay, shiftName])).toEqual([['2026-11-18', 'Night']])
    expect((await app.call(now.myCalls, 'otherTrainee', {})).answer.calls).toEqual([])
  })
})

describe('wishes about call', () => {
  it('are the person’s own, in days to come, and can be taken back', async () => {
    app.setNow(new Date('2026-11-19T01:00:00Z'))
    const personId = app.world.people.trainee.personId
    const body = {
      personId,
      poolId,
      startOn: '2026-12-01',
      endOn: '2026-12-02',
      wish: 'cannot' as const,
      note: 'Wedding',
    }
    const asked = await app.call(now.askForCall, 'trainee', { body })
    expect(asked.status).toBe(201)
    expect((await app.call(now.askForCall, 'otherTrainee', { body })).status).toBe(403)
    expect(
      (await app.call(now.askForCall, 'trainee', { body: { ...body, startOn: '2026-01-01', endOn: '2026-01-02' } }))
        .problem.detail,
    ).toBe('These days are over.')
    expect((await app.call(now.askForCall, 'trainee', { body: { ...body, endOn: '2027-05-01' } })).status).toBe(422)
    const { id } = (
      await app.call(made.createCallSchedule, 'chief', {
        body: { name: 'December', startOn: '2026-12-01', endOn: '2026-12-05', poolIds: [poolId], from: 'empty' },
      })
    ).answer
    const { candidates } = (
      await app.call(made.callCandidates, 'chief', {
        params: { scheduleId: id },
        query: { shiftId, onDay: '2026-12-01' },
      })
    ).answer
    expect(candidates.at(-1)).toMatchObject({
      name: 'Test Trainee',
      status: 'barred',
      reason: 'said that this day is impossible',
    })
    const params = { requestId: asked.answer.id }
    expect((await app.call(now.withdrawCallRequest, 'otherTrainee', { params })).status).toBe(403)
    expect((await app.call(now.withdrawCallRequest, 'trainee', { params })).status).toBe(200)
    expect((await app.call(now.myCalls, 'trainee', {})).answer.requests).toEqual([])
  })
})
