import { dayOf } from '@gradus/rules'
import { checkShiftSchedule } from '@gradus/solver'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { addScheduleWorld, type ScheduleWorld } from '../../../testing/schedule-world.ts'
import { getSolveRun } from '../scenarios/contract.ts'
import { proposeRepairs } from '../swaps/contract.ts'
import { createPool, listPools, type PoolBody, savePool } from './contract.ts'
import { callFacts } from './facts.ts'
import { callProblem } from './problem.ts'
import { callBook } from './problem-parts.ts'
import {
  callFairness,
  changeCallSchedule,
  createCallSchedule,
  getCallSchedule,
  publishCallSchedule,
  solveCallSchedule,
} from './schedules-contract.ts'
import { usualSettings } from './settings.ts'

let app: TestApp
let world: ScheduleWorld
const ids = { day: '', night: '', backup: '' }
const shiftIds = { day: '', night: '', backup: '' }
// Saturday to Sunday, a week.
const days = { startOn: '2026-12-05', endOn: '2026-12-13' }

const pool = (
  name: string,
  kind: PoolBody['kind'],
  startMinute: number,
  hours: number,
  weekdays: number[],
): PoolBody => ({
  programId: app.world.programId,
  sharedWith: [],
  name,
  code: name.slice(0, 3),
  kind,
  siteId: 'main',
  timeZone: 'America/Chicago',
  tint: 3,
  settings: usualSettings,
  shifts: [
    {
      name,
      code: name.slice(0, 1),
      startMinute,
      durationMinutes: hours * 60,
      weekdays,
      onHolidays: 'as-weekday',
      minPeople: 1,
      maxPeople: 1,
      points: { weekday: 1, weekend: 2, holiday: 3 },
    },
  ],
})

const shared = async (poolId: string, togetherWith: string[]) => {
  const found = (await app.call(listPools, 'chief', {})).answer.pools.find(({ id }) => id === poolId)!
  const { programIds: _ids, shifts, version, ...rest } = found
  const saved = await app.call(savePool, 'chief', {
    params: { poolId },
    body: {
      ...rest,
      sharedWith: [],
      shifts: shifts.map(({ archived: _archived, ...shift }) => shift),
      settings: { ...found.settings, togetherWith },
      expectedVersion: version,
    },
  })
  expect(saved.status).toBe(200)
}

beforeAll(async () => {
  app = await openTestApp({ work: true })
  world = await addScheduleWorld(app)
  const every = [0, 1, 2, 3, 4, 5, 6]
  const make = async (body: PoolBody) => (await app.call(createPool, 'chief', { body })).answer.id
  ids.day = await make(pool('Weekend day', 'weekend', 420, 10, [5, 6]))
  ids.night = await make(pool('Night', 'in-house', 1020, 14, [5]))
  ids.backup = await make(pool('Backup', 'backup', 420, 24, every))
  for (const one of (await app.call(listPools, 'chief', {})).answer.pools)
    for (const key of ['day', 'night', 'backup'] as const) if (ids[key] === one.id) shiftIds[key] = one.shifts[0]!.id
})
afterAll(() => app.close())

const draft = async (poolIds: string[]) =>
  (await app.call(createCallSchedule, 'chief', { body: { name: 'December', ...days, poolIds, from: 'empty' } })).answer
    .id
const call = (key: 'day' | 'night' | 'backup', onDay: string, personId: string) => ({
  poolId: ids[key],
  shiftId: shiftIds[key],
  onDay,
  personId,
})
const put = (scheduleId: string, expectedVersion: number, add: ReturnType<typeof call>[]) =>
  app.call(changeCallSchedule, 'chief', {
    params: { scheduleId },
    body: { expectedVersion, remove: [], add, reasonCode: null, reason: '' },
  })

it('refuses two calls at the same time until one is backup and the pools say so', async () => {
  const [bea] = world.fellows
  const id = await draft([ids.day, ids.night, ids.backup])
  const both = [call('day', '2026-12-05', bea!.personId), call('backup', '2026-12-05', bea!.personId)]
  const refused = await put(id, 0, both)
  expect([refused.status, refused.problem.detail]).toEqual([409, expect.stringContaining('cannot be in two places')])
  await shared(ids.backup, [ids.day, ids.night])
  await shared(ids.night, [ids.day])
  const kept = await put(id, 0, [...both, call('night', '2026-12-05', bea!.personId)])
  expect(kept.status).toBe(200)
  const violations = kept.answer.findings.filter(({ severity }) => severity === 'violation')
  expect(violations).toEqual([])
})

it('is solved with backup beside duty and a night after a day, checked, shared out, published and repaired', async () => {
  const poolIds = [ids.day, ids.night, ids.backup]
  const id = await draft(poolIds)
  // One person alone holds the whole of a Saturday, so the others' hands are free for the rest.
  const [bea, cy] = world.fellows
  const trainee = app.world.people.trainee.personId
  const saturday = (['day', 'night', 'backup'] as const).map((key) => call(key, '2026-12-05', bea!.personId))
  const first = await put(id, 0, saturday)
  const lock = await app.call(changeCallSchedule, 'chief', {
    params: { scheduleId: id },
    body: {
      expectedVersion: first.answer.version,
      remove: [],
      add: [],
      pin: { ids: first.answer.added.map((row) => row.id), pinned: true },
      reasonCode: null,
      reason: '',
    },
  })
  expect(lock.status).toBe(200)
  const start = await app.call(solveCallSchedule, 'chief', {
    params: { scheduleId: id },
    body: { expectedVersion: lock.answer.version, seconds: 3, seed: 7 },
  })
  const run = async () => (await app.call(getSolveRun, 'chief', { params: { runId: start.answer.id } })).answer
  await expect.poll(async () => (await run()).state, { timeout: 20_000 }).toBe('finished')
  expect((await run()).sentence).toContain('every rule is kept')
  const solved = (await app.call(getCallSchedule, 'chief', { params: { scheduleId: id } })).answer
  expect(solved.shortfalls).toEqual([])
  expect(solved.findings.filter(({ severity }) => severity === 'violation')).toEqual([])
  expect(solved.rows).toHaveLength(4 + 2 + 9)

  // The independent checker, the solver's tiers and the rows say the same.
  const facts = await callFacts(app.platform, {
    institutionId: app.world.institutionId,
    poolIds,
    range: { startOn: dayOf(days.startOn), endOn: dayOf(days.endOn) },
  })
  const rows = solved.rows.map((row) => ({
    ...row,
    institutionId: facts.institutionId,
    scheduleId: id,
    startAt: new Date(row.startAt),
    endAt: new Date(row.endAt),
    layer: 0,
    publishedIn: null,
    replacedIn: null,
  }))
  const { problem, solution } = callProblem({ book: callBook(facts, { poolIds, rows }) })
  expect(checkShiftSchedule(problem, solution).violations).toEqual([])

  const fair = (await app.call(callFairness, 'chief', { query: { scheduleId: id } })).answer
  expect(fair.people.reduce((sum, { held }) => sum + held.points, 0)).toBe(2 * 4 + 2 * 2 + 4 * 2 + 5)
  const published = await app.call(publishCallSchedule, 'chief', {
    params: { scheduleId: id },
    body: { expectedVersion: solved.version, acceptedViolations: 0, acceptedShortfalls: 0, reason: 'Ready.' },
  })
  expect(published.status).toBe(200)

  // Bea is out on the Saturday: each of the three is given away by itself.
  const { answer } = await app.call(proposeRepairs, 'chief', {
    body: { personId: bea!.personId, fromAt: '2026-12-05T10:00:00Z', untilAt: '2026-12-06T14:00:00Z' },
  })
  expect(answer.calls).toHaveLength(3)
  const best = answer.repairs[0]!
  expect([best.violations, best.unfilled]).toEqual([[], []])
  const given = best.parts.flatMap(({ add }) => add).filter(({ onDay }) => onDay === '2026-12-05')
  expect(given.map(({ shiftId }) => shiftId).toSorted()).toEqual(Object.values(shiftIds).toSorted())
  expect(given.every(({ personId }) => [cy!.personId, trainee].includes(personId))).toBe(true)
})
