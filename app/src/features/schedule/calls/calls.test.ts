import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { addScheduleWorld, type ScheduleWorld } from '../../../testing/schedule-world.ts'
import { getSolveRun } from '../scenarios/contract.ts'
import * as pools from './contract.ts'
import * as made from './schedules-contract.ts'
import { usualSettings } from './settings.ts'

let app: TestApp
let world: ScheduleWorld
let poolId: string
let shiftId: string
const day = { startOn: '2026-12-01', endOn: '2026-12-15' }

const poolBody = () => ({
  programId: app.world.programId,
  sharedWith: [],
  name: 'Overnight',
  code: 'ON',
  kind: 'in-house' as const,
  siteId: 'main',
  timeZone: 'America/Chicago',
  tint: 3,
  settings: { ...usualSettings, spacingDays: 3 },
  shifts: [
    {
      name: 'Night',
      code: 'N',
      startMinute: 1020,
      durationMinutes: 840,
      weekdays: [0, 1, 2, 3, 4, 5, 6],
      onHolidays: 'as-weekday' as const,
      minPeople: 1,
      maxPeople: 1,
      points: { weekday: 2, weekend: 3, holiday: 4 },
    },
  ],
})

beforeAll(async () => {
  app = await openTestApp({ work: true })
  world = await addScheduleWorld(app)
  poolId = (await app.call(pools.createPool, 'chief', { body: poolBody() })).answer.id
  const page = (await app.call(pools.listPools, 'trainee', {})).answer
  shiftId = page.pools[0]!.shifts[0]!.id
})
afterAll(() => app.close())

const open = (scheduleId: string, as: 'chief' | 'trainee' = 'chief') =>
  app.call(made.getCallSchedule, as, { params: { scheduleId } })
const create = async (range = day, from: 'empty' | 'record' = 'empty') =>
  (
    await app.call(made.createCallSchedule, 'chief', {
      body: { name: 'Call of December', ...range, poolIds: [poolId], from },
    })
  ).answer.id
const change = (
  scheduleId: string,
  expectedVersion: number,
  body: Partial<Parameters<typeof app.call<typeof made.changeCallSchedule>>[2]['body']>,
) =>
  app.call(made.changeCallSchedule, 'chief', {
    params: { scheduleId },
    body: { expectedVersion, remove: [], add: [], reasonCode: null, reason: '', ...body },
  })

describe('pools of call', () => {
  it('are set up by those who make call, seen by their program, and by nobody else', async () => {
    expect((await app.call(pools.listPools, 'trainee', {})).answer.pools).toHaveLength(1)
    expect((await app.call(pools.listPools, 'otherTrainee', {})).answer.pools).toEqual([])
    expect((await app.call(pools.createPool, 'otherCoordinator', { body: poolBody() })).status).toBe(403)
    const params = { poolId }
    const other = { params, body: { ...poolBody(), expectedVersion: 0 } }
    expect((await app.call(pools.savePool, 'otherCoordinator', other)).status).toBe(403)
  })

  it('say what is wrong, and what is stale', async () => {
    const [shift] = poolBody().shifts
    const never = await app.call(pools.createPool, 'chief', {
      body: { ...poolBody(), code: 'X', shifts: [{ ...shift!, weekdays: [] }] },
    })
    expect(never.status).toBe(422)
    expect(never.problem.detail).toBe('Night runs on no day at all.')
    const zone = await app.call(pools.createPool, 'chief', { body: { ...poolBody(), code: 'X', timeZone: 'Nowhere' } })
    expect(zone.problem.detail).toContain('not a time zone')
    const shifts = [{ ...shift!, id: shiftId }]
    const saved = await app.call(pools.savePool, 'director', {
      params: { poolId },
      body: { ...poolBody(), shifts, name: 'Overnight call', expectedVersion: 0 },
    })
    expect(saved.answer).toEqual({ version: 1 })
    const stale = await app.call(pools.savePool, 'coordinator', {
      params: { poolId },
      body: { ...poolBody(), shifts, expectedVersion: 0 },
    })
    expect(stale.status).toBe(409)
  })

  it('have holidays, events and privileges', async () => {
    const { programId } = app.world
    const holiday = { programId, onDay: '2026-12-25', name: 'Christmas Day', points: 2 }
    expect((await app.call(pools.createHoliday, 'chief', { body: holiday })).status).toBe(201)
    expect((await app.call(pools.createHoliday, 'chief', { body: holiday })).status).toBe(409)
    const event = { programId, name: 'Core examination', startOn: '2027-06-01', endOn: '2027-06-03', levels: null }
    const { id } = (await app.call(pools.createEvent, 'chief', { body: event })).answer
    expect((await app.call(pools.removeEvent, 'otherDirector', { params: { eventId: id } })).status).toBe(403)
    expect((await app.call(pools.removeEvent, 'director', { params: { eventId: id } })).status).toBe(200)
    const body = { personId: app.world.people.trainee.personId, name: 'alone', startOn: '2026-07-01', endOn: null }
    expect((await app.call(pools.grantPrivilege, 'otherDirector', { body })).status).toBe(403)
    const granted = (await app.call(pools.grantPrivilege, 'chief', { body })).answer
    const page = (await app.call(pools.listPools, 'chief', {})).answer
    expect(page.privileges.map(({ name, personName }) => [name, personName])).toEqual([['alone', 'Test Trainee']])
    expect((await app.call(pools.listPools, 'trainee', {})).answer.privileges).toEqual([])
    const params = { privilegeId: granted.id }
    expect((await app.call(pools.revokePrivilege, 'chief', { params })).status).toBe(200)
  })
})

describe('a call schedule', () => {
  it('is a draft for those who make it, and nobody else', async () => {
    const id = await create()
    expect((await open(id)).answer.people.map(({ name }) => name)).toEqual(['Bea Fellow', 'Cy Fellow', 'Test Trainee'])
    expect((await open(id, 'trainee')).status).toBe(404)
    const other = { params: { scheduleId: id } }
    expect((await app.call(made.getCallSchedule, 'otherDirector', other)).status).toBe(403)
    expect(
      (await app.call(made.whyCall, 'otherTrainee', { ...other, query: { personId: id, onDay: '2026-12-01' } })).status,
    ).toBe(403)
  })

  it('tells what a change breaks, who could do it instead, and takes no stale change', async () => {
    const id = await create()
    const [bea, cy] = world.fellows
    const add = (onDay: string, personId: string) => ({ poolId, shiftId, onDay, personId })
    const first = await change(id, 0, { add: [add('2026-12-01', bea!.personId)] })
    expect(first.answer.introduced).toEqual([])
    const second = await change(id, 1, { add: [add('2026-12-02', bea!.personId)] })
    expect(second.answer.introduced.map(({ sentence }) => sentence).join(' ')).toContain('every 3 days at most')
    expect((await change(id, 1, { add: [add('2026-12-03', bea!.personId)] })).status).toBe(409)
    const { answer } = await app.call(made.callCandidates, 'chief', {
      params: { scheduleId: id },
      query: { shiftId, onDay: '2026-12-03' },
    })
    expect(answer.candidates.map(({ name, status }) => [name, status])).toEqual([
      ['Cy Fellow', 'free'],
      ['Test Trainee', 'free'],
      ['Bea Fellow', 'breaks'],
    ])
    const twice = await change(id, 2, { add: [add('2026-12-01', bea!.personId)] })
    expect(twice.status).toBe(409)
    expect(twice.problem.detail).toContain('cannot be in two places')
    const undone = await change(id, 2, {
      remove: second.answer.added.map((row) => row.id),
      add: [add('2026-12-02', cy!.personId)],
    })
    expect(undone.answer.findings).toEqual([])
    expect(undone.answer.shortfalls).toHaveLength(13)
    const outside = await change(id, 3, { add: [add('2026-12-16', cy!.personId)] })
    expect(outside.status).toBe(422)
  })

  it('is solved, asks the reason of an edit, is published, and says why', async () => {
    const id = await create()
    const start = await app.call(made.solveCallSchedule, 'chief', {
      params: { scheduleId: id },
      body: { expectedVersion: 0, seconds: 2, seed: 5 },
    })
    expect(start.status).toBe(202)
    await expect
      .poll(async () => (await app.call(getSolveRun, 'chief', { params: { runId: start.answer.id } })).answer.state, {
        timeout: 20_000,
      })
      .toBe('finished')
    const run = (await app.call(getSolveRun, 'chief', { params: { runId: start.answer.id } })).answer
    expect(run.sentence).toContain('Every shift is filled and every rule is kept.')
    expect(run.softNames).toEqual(['Coverage', 'Fairness', 'Wishes', 'Shape'])
    const solved = (await open(id)).answer
    expect(solved.rows).toHaveLength(15)
    expect(solved.findings.filter(({ severity }) => severity === 'violation')).toEqual([])
    expect(solved.shortfalls).toEqual([])

    const [row] = solved.rows
    const other = solved.people.find((one) => one.id !== row!.personId)!
    const swap = { remove: [row!.id], add: [{ poolId, shiftId, onDay: row!.onDay, personId: other.id }] }
    const silent = await change(id, solved.version, swap)
    expect(silent.status).toBe(422)
    expect(silent.problem.detail).toContain('Say why')
    const told = await change(id, solved.version, { ...swap, reasonCode: 'request', reason: 'A birthday' })
    expect(told.status).toBe(200)
    const back = await change(id, told.answer.version, {
      remove: told.answer.added.map((one) => one.id),
      add: [{ poolId, shiftId, onDay: row!.onDay, personId: row!.personId }],
      reasonCode: 'mistake',
    })
    expect(back.answer.findings).toEqual([])
    const reasons = (await app.call(made.callReasonPatterns, 'chief', {})).answer
    expect(
      reasons.reasons
        .map(({ code, times }) => [code, times])
        .toSorted(([a], [b]) => String(a).localeCompare(String(b))),
    ).toEqual([
      ['mistake', 1],
      ['request', 1],
    ])

    const publish = (expectedVersion: number, acceptedViolations = 0) =>
      app.call(made.publishCallSchedule, 'chief', {
        params: { scheduleId: id },
        body: { expectedVersion, acceptedViolations, acceptedShortfalls: 0, reason: 'December is ready.' },
      })
    expect((await publish(back.answer.version, 3)).status).toBe(409)
    expect((await publish(0)).status).toBe(409)
    const published = await publish(back.answer.version)
    expect(published.answer.notified).toBe(3)
    const seen = await open(id, 'trainee')
    expect(seen.answer.rows).toHaveLength(15)
    expect(seen.answer.findings).toEqual([])
    expect((await app.call(made.listCallSchedules, 'trainee', {})).answer.schedules.map((one) => one.id)).toEqual([id])

    const mine = seen.answer.rows[6]!
    const why = await app.call(made.whyCall, 'trainee', {
      params: { scheduleId: id },
      query: { personId: mine.personId, onDay: mine.onDay },
    })
    expect(why.answer.sentence).toContain('on Night')
    expect(why.answer.sentence).not.toMatch(/day \d/)
    expect(why.answer.others.length).toBeGreaterThan(0)
    const fair = (await app.call(made.callFairness, 'trainee', { query: { scheduleId: id } })).answer
    expect(fair.people).toHaveLength(3)
    const whole = (of: (one: (typeof fair.people)[number]) => number) =>
      fair.people.reduce((sum, one) => sum + of(one), 0)
    expect(whole(({ held }) => held.nights)).toBe(15)
    expect(Math.abs(whole(({ fair: share }) => share!.nights) - 15)).toBeLessThan(0.2)
    const history = (await app.call(made.callHistory, 'trainee', { params: { scheduleId: id } })).answer
    expect(history.changes.map(({ cause }) => cause)).toEqual(['publish', 'edit', 'edit', 'solve'])

    // The days anew: what stays the same is told to nobody.
    const again = await create(day, 'record')
    const copy = (await open(again)).answer
    expect(copy.rows).toHaveLength(15)
    const second = await app.call(made.publishCallSchedule, 'chief', {
      params: { scheduleId: again },
      body: { expectedVersion: 0, acceptedViolations: 0, acceptedShortfalls: 0, reason: 'Once more.' },
    })
    expect(second.answer.notified).toBe(0)
    expect((await open(id)).answer.rows).toEqual([])
    expect((await open(again)).answer.rows).toHaveLength(15)
  })
})
