import { randomUUID } from 'node:crypto'
import { dayOf, isoOf } from '@gradus/rules'
import { checkShiftSchedule } from '@gradus/solver'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { addScheduleWorld, type ScheduleWorld } from '../../../testing/schedule-world.ts'
import { appointment, leave } from '../../people/schema.ts'
import { recordAssignment, recordVersion, recordYear } from '../blocks/schema.ts'
import { createHoliday, createPool } from './contract.ts'
import { callFacts } from './facts.ts'
import { fairPartsOf, ledgerOf } from './ledger.ts'
import { callProblem } from './problem.ts'
import { callBook, fairRule } from './problem-parts.ts'
import { callAssignment, callSchedule, callSchedulePool, callShift } from './schema.ts'
import { usualSettings } from './settings.ts'
import { assignmentsOfSchedule, scheduleById } from './store.ts'
import { shiftInstants } from './zones.ts'

let app: TestApp
let world: ScheduleWorld
let poolId: string
let shiftId: string

async function schedule(name: string, startOn: string, endOn: string, state: 'draft' | 'published', people: string[]) {
  const db = app.platform.database.drizzle
  const { institutionId } = app.world
  const id = randomUUID()
  const made = { createdBy: 'Test', createdAt: app.platform.now() }
  await db.insert(callSchedule).values({ institutionId, id, name, startOn, endOn, state, ...made })
  await db.insert(callSchedulePool).values({ institutionId, scheduleId: id, poolId })
  const rows = []
  for (let on = dayOf(startOn); on <= dayOf(endOn); on++)
    rows.push({
      institutionId,
      id: randomUUID(),
      scheduleId: id,
      poolId,
      shiftId,
      onDay: isoOf(on),
      personId: people[(on - dayOf(startOn)) % people.length]!,
      ...shiftInstants('America/Chicago', on, { startMinute: 1020, durationMinutes: 840 }),
      publishedIn: state === 'published' ? 1 : null,
    })
  await db.insert(callAssignment).values(rows)
  return id
}

beforeAll(async () => {
  app = await openTestApp()
  world = await addScheduleWorld(app)
  const { institutionId, programId, appointments } = app.world
  const db = app.platform.database.drizzle
  const [bea, cy] = world.fellows
  // Cy begins in the middle of December, Bea is away from the hospital for a while, and the trainee on leave.
  await db.update(appointment).set({ startOn: '2026-12-10' }).where(eq(appointment.id, cy!.appointmentId))
  await db.update(appointment).set({ startOn: '2025-07-01' }).where(eq(appointment.id, bea!.appointmentId))
  await db.update(appointment).set({ startOn: '2025-07-01' }).where(eq(appointment.id, appointments.trainee))
  const away = { institutionId, id: randomUUID(), personId: app.world.people.trainee.personId }
  await db
    .insert(leave)
    .values({ ...away, kind: 'vacation', startOn: '2026-12-21', endOn: '2026-12-25', countsTowardTraining: true })
  await db.insert(recordYear).values({ institutionId, startYear: 2026, version: 1 })
  const version = { institutionId, startYear: 2026, version: 1, by: 'Test', reason: 'The year.', changes: [] }
  await db.insert(recordVersion).values({ ...version, kind: 'publication', at: new Date('2026-03-15T15:00:00Z') })
  await db.insert(recordAssignment).values({
    institutionId,
    id: randomUUID(),
    startYear: 2026,
    appointmentId: bea!.appointmentId,
    programId,
    rotationId: 'county',
    startOn: '2026-12-01',
    endOn: '2026-12-12',
    fromVersion: 1,
  })
  const body = { programId, sharedWith: [], name: 'Overnight', code: 'ON', kind: 'in-house' as const, siteId: 'main' }
  const shift = { name: 'Night', code: 'N', startMinute: 1020, durationMinutes: 840, minPeople: 1, maxPeople: 1 }
  poolId = (
    await app.call(createPool, 'chief', {
      body: {
        ...body,
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
  const holiday = { programId, onDay: '2026-12-24', name: 'Christmas Eve', points: 3 }
  await app.call(createHoliday, 'chief', { body: holiday })
})
afterAll(() => app.close())

it('counts as the solver and its checker do, to the hundredth: part of a year, away, on leave, carried over', async () => {
  const { institutionId, people } = app.world
  const [bea, cy] = world.fellows.map(({ personId }) => personId)
  const trainee = people.trainee.personId
  await schedule('Last spring', '2026-04-01', '2026-05-20', 'published', [bea!, trainee, trainee])
  await schedule('November', '2026-11-01', '2026-11-30', 'published', [bea!, bea!, trainee])
  await schedule('January', '2027-01-01', '2027-01-10', 'published', [cy!, trainee])
  const id = await schedule('December', '2026-12-01', '2026-12-31', 'draft', [cy!, trainee, bea!])
  const found = (await scheduleById(app.platform.database.drizzle, institutionId, id))!
  const range = { startOn: dayOf('2026-12-01'), endOn: dayOf('2026-12-31') }
  const facts = await callFacts(app.platform, { institutionId, poolIds: [poolId], range })
  const rows = await assignmentsOfSchedule(app.platform.database.drizzle, found)
  const book = callBook(facts, { poolIds: [poolId], rows })
  const draft = { poolIds: [poolId], range, rows }
  const ledger = await ledgerOf(app.platform, { institutionId, poolIds: [poolId], on: range.startOn }, draft)
  expect([isoOf(ledger.range.startOn), isoOf(ledger.range.endOn)]).toEqual(['2026-11-01', '2027-01-10'])
  expect(ledger.carried.get(bea!)!.points).toBeLessThan(-1)

  // The whole of the draft, and a part of it as "why me?" looks at it.
  for (const window of [range, { startOn: range.startOn + 7, endOn: range.startOn + 20 }]) {
    const fair = await fairPartsOf(app.platform, book, window)
    const { problem, solution } = callProblem({ book, window, fair })
    const costs = checkShiftSchedule(problem, solution).costs.filter(({ ruleId }) => ruleId === fairRule(poolId))
    const expected = ledger.shares
      .map(({ personId, held, fair: share }) => {
        const carried = Math.round(100 * (ledger.carried.get(personId)?.points ?? 0))
        const hundredths = Math.floor(Math.abs(100 * (held.points - share!.points) + carried) + 1e-9)
        return [personId, Math.floor((hundredths * hundredths) / 100)] as const
      })
      .filter(([, points]) => points !== 0)
    expect(expected.length).toBe(3)
    expect(new Map(costs.map(({ personId, points }) => [personId, points]))).toEqual(new Map(expected))
  }
})
