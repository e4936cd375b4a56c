import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { addScheduleWorld } from '../../../testing/schedule-world.ts'
import * as pools from './contract.ts'
import {
  archiveCallSchedule,
  changeCallSchedule,
  createCallSchedule,
  getCallSchedule,
  publishCallSchedule,
} from './schedules-contract.ts'
import { usualSettings } from './settings.ts'

let app: TestApp
let poolId: string

beforeAll(async () => {
  app = await openTestApp()
  await addScheduleWorld(app)
  const { programId } = app.world
  const shift = { name: 'Night', code: 'N', startMinute: 1020, durationMinutes: 840, minPeople: 1, maxPeople: 1 }
  const body = {
    programId,
    sharedWith: [],
    name: 'Overnight',
    code: 'ON',
    kind: 'in-house' as const,
    siteId: 'main',
    timeZone: 'America/Chicago',
    tint: 3,
    settings: usualSettings,
    shifts: [
      {
        ...shift,
        weekdays: [0, 1, 2, 3, 4, 5, 6],
        onHolidays: 'as-weekday' as const,
        points: { weekday: 2, weekend: 3, holiday: 4 },
      },
    ],
  }
  poolId = (await app.call(pools.createPool, 'chief', { body })).answer.id
})
afterAll(() => app.close())

const listed = async (as: 'chief' | 'administrator') => (await app.call(pools.listPools, as, {})).answer

describe('holidays of the whole institution', () => {
  const days = [
    { onDay: '2026-12-25', name: 'Christmas Day', points: 1 },
    { onDay: '2027-01-01', name: 'New Year’s Day', points: 0 },
  ]
  it('are kept by the institution, and by no program', async () => {
    expect((await app.call(pools.createInstitutionHolidays, 'chief', { body: { days } })).status).toBe(403)
    expect((await app.call(pools.createInstitutionHolidays, 'director', { body: { days } })).status).toBe(403)
    const added = await app.call(pools.createInstitutionHolidays, 'administrator', { body: { days } })
    expect([added.status, added.answer.ids.length]).toEqual([201, 2])
    const [seen, chiefs] = [await listed('administrator'), await listed('chief')]
    expect([seen.mayKeepHolidays, chiefs.mayKeepHolidays]).toEqual([true, false])
    expect(seen.holidays.map(({ name, programId, mayEdit }) => [name, programId, mayEdit])).toEqual([
      ['Christmas Day', null, true],
      ['New Year’s Day', null, true],
    ])
    expect(chiefs.holidays.every(({ mayEdit }) => !mayEdit)).toBe(true)
    const params = { holidayId: added.answer.ids[0]! }
    expect((await app.call(pools.removeInstitutionHoliday, 'chief', { params })).status).toBe(403)
    expect((await app.call(pools.removeHoliday, 'chief', { params })).status).toBe(403)
    expect((await app.call(pools.removeInstitutionHoliday, 'administrator', { params })).status).toBe(200)
    expect((await app.call(pools.removeInstitutionHoliday, 'administrator', { params })).status).toBe(404)
    expect((await listed('chief')).holidays.map(({ name }) => name)).toEqual(['New Year’s Day'])
  })

  it('are added all or none, with a sentence', async () => {
    const again = await app.call(pools.createInstitutionHolidays, 'administrator', { body: { days } })
    expect([again.status, again.problem.detail]).toEqual([
      409,
      'Fri 1 Jan is a holiday already: New Year’s Day. Leave it out, or take it away first.',
    ])
    expect((await listed('chief')).holidays).toHaveLength(1)
    const twice = await app.call(pools.createInstitutionHolidays, 'administrator', {
      body: { days: [days[0]!, days[0]!] },
    })
    expect([twice.status, twice.problem.detail]).toEqual([422, 'Fri 25 Dec is named twice.'])
    const none = await app.call(pools.createInstitutionHolidays, 'administrator', { body: { days: [] } })
    expect(none.status).toBe(422)
  })
})

describe('privileges', () => {
  it('are given to trainees of one’s programs, from a day to another', async () => {
    const { trainees } = await listed('chief')
    expect(trainees.map(({ name }) => name)).toContain('Test Trainee')
    expect((await listed('administrator')).trainees).toEqual([])
    const personId = app.world.people.trainee.personId
    const body = { personId, name: 'Reads alone', startOn: '2026-12-01', endOn: '2026-11-01' }
    const wrong = await app.call(pools.grantPrivilege, 'chief', { body })
    expect([wrong.status, wrong.problem.detail]).toEqual([422, expect.stringContaining('last day')])
    const given = await app.call(pools.grantPrivilege, 'chief', { body: { ...body, endOn: null } })
    expect(given.status).toBe(201)
    expect((await listed('chief')).privileges).toMatchObject([{ personName: 'Test Trainee', grantedBy: 'Test Chief' }])
  })
})

describe('another program’s people', () => {
  it('put no pool or schedule away, and take no holiday or event', async () => {
    const { programId } = app.world
    const holiday = await app.call(pools.createHoliday, 'chief', {
      body: { programId, onDay: '2027-02-01', name: 'Founders’ Day', points: 0 },
    })
    const event = await app.call(pools.createEvent, 'chief', {
      body: { programId, name: 'Examination', startOn: '2027-03-01', endOn: '2027-03-02', levels: null },
    })
    const schedule = await app.call(createCallSchedule, 'chief', {
      body: { name: 'January', startOn: '2027-01-01', endOn: '2027-01-31', poolIds: [poolId], from: 'empty' },
    })
    for (const as of ['otherCoordinator', 'otherDirector'] as const) {
      const version = { expectedVersion: 0 }
      const asked = [
        await app.call(pools.archivePool, as, { params: { poolId }, body: version }),
        await app.call(pools.removeHoliday, as, { params: { holidayId: holiday.answer.id } }),
        await app.call(pools.removeEvent, as, { params: { eventId: event.answer.id } }),
        await app.call(archiveCallSchedule, as, { params: { scheduleId: schedule.answer.id }, body: version }),
      ]
      expect(asked.map(({ status }) => status)).toEqual([403, 403, 403, 403])
    }
    const page = await listed('chief')
    expect([page.pools.length, page.events.length]).toEqual([1, 1])
    expect(page.holidays.map(({ name }) => name)).toContain('Founders’ Day')
    const stale = await app.call(pools.archivePool, 'chief', { params: { poolId }, body: { expectedVersion: 5 } })
    expect(stale.status).toBe(409)
    const own = { params: { scheduleId: schedule.answer.id } }
    const old = await app.call(archiveCallSchedule, 'chief', { ...own, body: { expectedVersion: 5 } })
    expect(old.status).toBe(409)
    expect((await app.call(archiveCallSchedule, 'chief', { ...own, body: { expectedVersion: 0 } })).status).toBe(200)
  })
})

describe('a draft of several months', () => {
  it('is published month by month, and the rest stays a draft', async () => {
    const { id } = (
      await app.call(createCallSchedule, 'chief', {
        body: { name: 'Spring', startOn: '2027-03-01', endOn: '2027-04-30', poolIds: [poolId], from: 'empty' },
      })
    ).answer
    const shiftId = (await listed('chief')).pools[0]!.shifts[0]!.id
    const personId = app.world.people.trainee.personId
    const params = { scheduleId: id }
    await app.call(changeCallSchedule, 'chief', {
      params,
      body: {
        expectedVersion: 0,
        remove: [],
        add: ['2027-03-10', '2027-04-10'].map((onDay) => ({ poolId, shiftId, onDay, personId })),
        reasonCode: null,
        reason: '',
      },
    })
    const publish = (body: { acceptedShortfalls: number; throughOn: string }) =>
      app.call(publishCallSchedule, 'chief', {
        params,
        body: { expectedVersion: 1, acceptedViolations: 0, reason: 'March is ready.', ...body },
      })
    expect((await publish({ acceptedShortfalls: 30, throughOn: '2027-05-31' })).status).toBe(422)
    expect((await publish({ acceptedShortfalls: 59, throughOn: '2027-03-31' })).status).toBe(409)
    const published = await publish({ acceptedShortfalls: 30, throughOn: '2027-03-31' })
    expect([published.status, published.answer.notified]).toEqual([200, 1])
    expect((await publish({ acceptedShortfalls: 30, throughOn: '2027-03-31' })).status).toBe(409)
    const open = async (scheduleId: string) =>
      (await app.call(getCallSchedule, 'chief', { params: { scheduleId } })).answer
    const [march, rest] = [await open(published.answer.publishedId), await open(id)]
    expect([march.state, march.startOn, march.endOn, march.rows.map(({ onDay }) => onDay)]).toEqual([
      'published',
      '2027-03-01',
      '2027-03-31',
      ['2027-03-10'],
    ])
    expect([rest.state, rest.startOn, rest.endOn, rest.version, rest.rows.map(({ onDay }) => onDay)]).toEqual([
      'draft',
      '2027-04-01',
      '2027-04-30',
      2,
      ['2027-04-10'],
    ])
  })
})
