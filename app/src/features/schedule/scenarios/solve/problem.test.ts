import { dayOf, isoOf } from '@gradus/rules'
import { check, solve, validateProblem } from '@gradus/solver'
import { describe, expect, test } from 'vitest'
import { testDefinition } from '../../../../testing/schedule-world.ts'
import { followedOf } from '../../facts/followed.ts'
import type { Leave, Placement, Seat } from '../../facts/year-facts.ts'
import { draftedRows } from './drafted.ts'
import type { Plan, PlanPerson } from './plan.ts'
import { problemOf } from './problem.ts'
import { timelineOf } from './slots.ts'

const followed = (programId: string) =>
  followedOf(
    {
      id: `${programId}-version`,
      programId,
      effectiveOn: '2025-07-01',
      definition: testDefinition(programId, programId).definition,
    },
    '07-01',
  )
const seat = (id: string, startOn: string, endOn: string, more: Partial<Seat> = {}): Seat => ({
  id,
  personId: 'ada',
  personName: 'Ada Fellow',
  programId: 'first',
  startOn: dayOf(startOn),
  endOn: dayOf(endOn),
  entryLevel: 'PGY-6',
  ftePercent: 100,
  combined: false,
  followed: followed('first'),
  ...more,
})
const person = (seats: readonly Seat[], more: Partial<PlanPerson> = {}): PlanPerson => ({
  id: 'ada',
  name: 'Ada Fellow',
  seats,
  leaves: [],
  fixed: [],
  history: [],
  taken: [],
  sharesTime: false,
  wishes: [],
  ...more,
})
const leave = (startOn: string, endOn: string): Leave => ({
  id: 'leave',
  personId: 'ada',
  kind: 'parental',
  label: 'Parental leave',
  countsTowardTraining: false,
  removesFromSchedule: true,
  startOn: dayOf(startOn),
  endOn: dayOf(endOn),
})
const placement = (rotationId: string, startOn: string, endOn: string, more: Partial<Placement> = {}): Placement => ({
  id: `${rotationId}-${startOn}`,
  appointmentId: 'a',
  programId: 'first',
  rotationId,
  pinned: true,
  amended: false,
  arrangedOn: null,
  startOn: dayOf(startOn),
  endOn: dayOf(endOn),
  ...more,
})
const plan = (people: readonly PlanPerson[], more: Partial<Plan> = {}): Plan => ({
  year: { startOn: dayOf('2026-07-01'), endOn: dayOf('2027-06-30') },
  startsOn: '07-01',
  today: dayOf('2026-05-01'),
  people,
  rooms: [{ id: 'reading', label: 'Reading room', min: null, max: 3 }],
  loads: [],
  ...more,
})

async function solved(asked: Plan) {
  const planned = await problemOf(asked)
  expect(validateProblem(JSON.parse(JSON.stringify(planned.problem)))).toMatchObject({ ok: true })
  const result = solve(planned.problem, { seed: 3, maxIterations: 20_000 })
  expect(result.reasons.map(({ sentence }) => sentence)).toEqual([])
  expect(result.solution).not.toBeNull()
  const solution = result.solution ?? { assignments: {} }
  expect(check(planned.problem, solution).feasible).toBe(true)
  const rows = draftedRows(asked, planned, solution)
  return { planned, rows: rows.toSorted((a, b) => a.startOn - b.startOn) }
}
const days = (rows: readonly { startOn: number; endOn: number }[]): number =>
  rows.reduce((sum, row) => sum + row.endOn - row.startOn + 1, 0)

describe('slots', () => {
  test('are whole months for a whole year, in halves of a month', () => {
    const ada = person([seat('a', '2026-07-01', '2027-06-30')])
    const { slots, exact, ticksPerUnit } = timelineOf(ada, plan([ada]))
    expect([slots.length, exact, ticksPerUnit]).toEqual([12, true, 2])
  })

  test('are cut at an off-cycle start, and what comes after the year is kept apart', () => {
    const ada = person([seat('a', '2026-09-15', '2027-09-14')])
    const { slots, later, exact } = timelineOf(ada, plan([ada]))
    expect([isoOf(slots[0]?.startOn ?? 0), isoOf(slots[0]?.endOn ?? 0), slots.length]).toEqual([
      '2026-09-15',
      '2026-09-30',
      10,
    ])
    expect([later.length, exact]).toEqual([3, false])
  })

  test('are cut where a leave of absence begins and ends, and are away between', () => {
    const ada = person([seat('a', '2026-07-01', '2027-06-30')], { leaves: [leave('2026-10-10', '2026-11-20')] })
    const { slots } = timelineOf(ada, plan([ada]))
    const away = slots.filter((slot) => slot.away)
    expect([isoOf(away[0]?.startOn ?? 0), isoOf(away.at(-1)?.endOn ?? 0)]).toEqual(['2026-10-10', '2026-11-20'])
    expect(days(slots)).toBe(365)
  })
})

describe('a plan', () => {
  test('keeps what is fixed, also in the middle of a month, and fills every other day', async () => {
    const fixed = [placement('ct', '2026-08-10', '2026-08-20')]
    const { rows } = await solved(plan([person([seat('a', '2026-07-01', '2027-06-30')], { fixed })]))
    expect(rows.find(({ pinned }) => pinned)).toMatchObject({ id: 'ct-2026-08-10', rotationId: 'ct' })
    expect(days(rows)).toBe(365)
  })

  test('leaves to later years what they can hold, and no more', async () => {
    const { rows } = await solved(plan([person([seat('a', '2026-09-15', '2027-09-14')])]))
    expect(isoOf(rows[0]?.startOn ?? 0)).toBe('2026-09-15')
    expect(isoOf(rows.at(-1)?.endOn ?? 0)).toBe('2027-06-30')
    const elective = days(rows.filter(({ rotationId }) => rotationId === 'elective'))
    expect(elective).toBeLessThanOrEqual(62)
  })

  test('counts what was done in years before', async () => {
    const history = [placement('mri', '2026-01-01', '2026-04-30'), placement('ct', '2026-05-01', '2026-06-30')]
    const { rows } = await solved(plan([person([seat('a', '2026-01-01', '2026-12-31')], { history })]))
    expect(rows.some(({ rotationId }) => rotationId === 'mri')).toBe(false)
    expect(days(rows.filter(({ rotationId }) => rotationId === 'ct'))).toBeLessThanOrEqual(31)
  })

  test('says whose requirements do not fit any more, and comes as close as it can', async () => {
    const away = leave('2026-10-01', '2026-11-30')
    const { planned, rows } = await solved(plan([person([seat('a', '2026-07-01', '2027-06-30')], { leaves: [away] })]))
    expect(planned.notes).toHaveLength(1)
    expect(planned.notes[0]).toContain('Ada Fellow cannot meet every requirement in the time left')
    expect(days(rows)).toBe(365 - 61)
  })

  test('gives each day of a combined fellow to one program, and both programs their time', async () => {
    const both = [
      seat('a', '2026-07-01', '2028-06-30', { combined: true, ftePercent: 50 }),
      seat('b', '2026-07-01', '2028-06-30', {
        combined: true,
        ftePercent: 50,
        programId: 'other',
        followed: followed('other'),
      }),
    ]
    const two = { year: { startOn: dayOf('2026-07-01'), endOn: dayOf('2028-06-30') } }
    const { rows } = await solved(plan([person(both)], two))
    expect(days(rows)).toBe(731)
    const own = days(rows.filter(({ appointmentId }) => appointmentId === 'a'))
    expect(Math.abs(own - 365)).toBeLessThanOrEqual(6)
  })

  test('counts trainees of other programs in shared rooms', async () => {
    const load = { roomId: 'reading', startOn: dayOf('2026-07-01'), endOn: dayOf('2026-09-30') }
    const { rows } = await solved(
      plan([person([seat('a', '2026-07-01', '2027-06-30')])], { loads: [load, load, load] }),
    )
    const summer = rows.filter(({ startOn }) => startOn <= load.endOn)
    expect(summer.some(({ rotationId }) => rotationId === 'mri' || rotationId === 'ct')).toBe(false)
  })
})
