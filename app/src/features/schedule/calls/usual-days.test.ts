import { randomUUID } from 'node:crypto'
import { dayOf, isoOf } from '@gradus/rules'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { addScheduleWorld } from '../../../testing/schedule-world.ts'
import { getSettings, putSettings } from '../../work-hours/oversight-contract.ts'
import { recordAssignment, recordVersion, recordYear } from '../blocks/schema.ts'
import { createHoliday, createPool } from './contract.ts'
import { callFacts } from './facts.ts'
import { plannedHours } from './hours.ts'
import { callProblem } from './problem.ts'
import { callBook } from './problem-parts.ts'
import { callCandidates, changeCallSchedule, createCallSchedule } from './schedules-contract.ts'
import { usualSettings } from './settings.ts'
import { callShift } from './schema.ts'
import { shiftInstants } from './zones.ts'

let app: TestApp
let poolId: string
let shiftId: string
const range = { startOn: dayOf('2026-11-02'), endOn: dayOf('2026-11-29') }

beforeAll(async () => {
  app = await openTestApp()
  await addScheduleWorld(app)
  const { institutionId, programId, appointments } = app.world
  const db = app.platform.database.drizzle
  await db.insert(recordYear).values({ institutionId, startYear: 2026, version: 1 })
  const at = new Date('2026-03-15T15:00:00Z')
  const version = { institutionId, startYear: 2026, version: 1, at, by: 'Test', reason: 'The year.', changes: [] }
  await db.insert(recordVersion).values({ ...version, kind: 'publication' })
  await db.insert(recordAssignment).values({
    institutionId,
    id: randomUUID(),
    startYear: 2026,
    appointmentId: appointments.trainee,
    programId,
    rotationId: 'mri',
    startOn: '2026-10-01',
    endOn: '2026-12-31',
    fromVersion: 1,
  })
  const shift = { name: 'Night', code: 'N', startMinute: 1020, durationMinutes: 840, minPeople: 1, maxPeople: 1 }
  const pool = { programId, sharedWith: [], name: 'Overnight', code: 'ON', kind: 'in-house' as const, siteId: 'main' }
  poolId = (
    await app.call(createPool, 'chief', {
      body: {
        ...pool,
        timeZone: 'America/Chicago',
        tint: 3,
        settings: usualSettings,
        shifts: [
          {
            ...shift,
            weekdays: [0, 1, 2, 3, 4, 5, 6],
            onHolidays: 'as-weekday',
            points: { weekday: 2, weekend: 3, holiday: 4 },
          },
        ],
      },
    })
  ).answer.id
  shiftId = (await db.select().from(callShift))[0]!.id
})
afterAll(() => app.close())

const trainee = () => app.world.people.trainee.personId
const facts = () => callFacts(app.platform, { institutionId: app.world.institutionId, poolIds: [poolId], range })
const clock = (minute: number) =>
  new Date(minute * 60_000).toLocaleString('sv-SE', { timeZone: 'America/Chicago' }).slice(5, 16)

async function planned(nightOn: string): Promise<string[]> {
  const known = await facts()
  const times = shiftInstants('America/Chicago', dayOf(nightOn), { startMinute: 1020, durationMinutes: 840 })
  const night = { id: 'night', poolId, shiftId, onDay: nightOn, ...times }
  const { periods } = plannedHours(known, known.people.get(trainee())!, [night], range)
  return periods
    .map(({ startAt, endAt }) => `${clock(startAt)} to ${clock(endAt)}`)
    .filter((words) => words >= '11-02' && words < '11-08')
}

const daytime = async () => {
  const known = await facts()
  const { problem } = callProblem({ book: callBook(known, { poolIds: [poolId], rows: [] }) })
  return problem.people.find(({ id }) => id === trainee())!.stints![0]!.daytime
}

it('reckons with the usual days of the log of hours: the assumed ones, then what the program sets for a rotation', async () => {
  await app.call(createHoliday, 'chief', {
    body: { programId: app.world.programId, onDay: '2026-11-05', name: 'Founders’ Day', points: 0 },
  })
  expect((await planned('2026-11-03')).toSorted()).toEqual([
    '11-02 07:00 to 11-02 17:00',
    '11-03 07:00 to 11-03 17:00',
    '11-03 17:00 to 11-04 07:00',
    '11-06 07:00 to 11-06 17:00',
  ])
  expect(await daytime()).toMatchObject({
    weekdays: [0, 1, 2, 3, 4],
    startMinute: 420,
    endMinute: 1020,
    notOn: [3],
    notAfter: { marks: ['frees-next-day'] },
  })

  const params = { programId: app.world.programId }
  const { settings, version } = (await app.call(getSettings, 'director', { params })).answer
  const marked = { source: 'Our policy', verified: true }
  const long = { kind: 'assignment' as const, weekdays: [1, 2, 3, 4, 5, 6], startMinute: 360, endMinute: 1260 }
  const saved = await app.call(putSettings, 'director', {
    params,
    body: {
      expectedVersion: version,
      settings: {
        ...settings,
        rotationDays: [{ rotationId: 'mri', value: long, ...marked }],
        freeAfterCall: { value: false, ...marked },
      },
    },
  })
  expect(saved.status).toBe(200)
  // The night takes its hours out of the days on both sides.
  expect((await planned('2026-11-03')).toSorted()).toEqual([
    '11-02 06:00 to 11-02 21:00',
    '11-03 06:00 to 11-03 17:00',
    '11-03 17:00 to 11-04 07:00',
    '11-04 07:00 to 11-04 21:00',
    '11-06 06:00 to 11-06 21:00',
    '11-07 06:00 to 11-07 21:00',
  ])
  const after = await daytime()
  expect(after).toMatchObject({ weekdays: [0, 1, 2, 3, 4, 5], startMinute: 360, endMinute: 1260 })
  expect(after?.notAfter).toBeUndefined()
})

it('says so in the checks of a draft, and of who could take a call', async () => {
  const days = { startOn: isoOf(range.startOn), endOn: isoOf(range.endOn) }
  const scheduleId = (
    await app.call(createCallSchedule, 'chief', {
      body: { name: 'November', ...days, poolIds: [poolId], from: 'empty' },
    })
  ).answer.id
  const { answer } = await app.call(callCandidates, 'chief', {
    params: { scheduleId },
    query: { shiftId, onDay: '2026-11-10' },
  })
  const candidate = answer.candidates.find(({ personId }) => personId === trainee())!
  expect(candidate.status).toBe('breaks')
  expect(candidate.reason).toMatch(/80 hours|24 hours/)
  const put = await app.call(changeCallSchedule, 'chief', {
    params: { scheduleId },
    body: {
      expectedVersion: 0,
      remove: [],
      add: [{ poolId, shiftId, onDay: '2026-11-10', personId: trainee() }],
      reasonCode: null,
      reason: '',
    },
  })
  const violations = put.answer.findings.filter(({ severity }) => severity === 'violation')
  expect(violations.map(({ sentence }) => sentence).join(' ')).toMatch(/80 hours/)
})
