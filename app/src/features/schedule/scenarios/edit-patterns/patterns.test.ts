import { dayOf } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../../testing/app.ts'
import { addScheduleWorld } from '../../../../testing/schedule-world.ts'
import { editCells } from '../cells-contract.ts'
import { createScenario } from '../contract.ts'
import { getEditPatterns } from './contract.ts'
import { type Changed, patternsOf } from './patterns.ts'

const change = (over: Partial<Changed>): Changed => ({
  id: randomUUID(),
  programId: 'p',
  personId: 'ada',
  startOn: '2027-03-01',
  endOn: '2027-03-01',
  from: 'Night float',
  to: null,
  kind: 'rest',
  againstRules: false,
  ...over,
})

describe('patterns of changes by hand', () => {
  test('name the circumstance that most changes share', () => {
    const away = new Map([['ada', [{ startOn: dayOf('2027-02-22'), endOn: dayOf('2027-02-28') }]]])
    expect(
      patternsOf([change({}), change({}), change({ personId: 'bea' })], away).map(({ sentence }) => sentence),
    ).toEqual(['Moved off Night float 3 times, mostly in the week after time away: rest or wellbeing.'])
    const mondays = patternsOf([change({}), change({ startOn: '2027-05-03', endOn: '2027-05-03' })], new Map())
    expect(mondays[0]?.sentence).toBe('Moved off Night float 2 times, mostly on Mondays: rest or wellbeing.')
    const weeks = [change({ endOn: '2027-03-28' }), change({ endOn: '2027-03-14', againstRules: true })]
    expect(patternsOf(weeks, new Map())[0]?.sentence).toBe(
      'Moved off Night float 2 times, mostly in March: rest or wellbeing. 1 was against a rule.',
    )
  })

  test('are none where nothing comes again', () => {
    expect(patternsOf([change({}), change({ kind: 'site' }), change({ from: 'MRI' })], new Map())).toEqual([])
  })
})

describe('the page of reasons', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await openTestApp()
    await addScheduleWorld(app)
  }, 60_000)
  afterAll(() => app.close())
  const params = { startYear: '2026' }

  test('tells what was changed and why, to those who may see drafts', async () => {
    const body = { name: 'Draft', startYear: 2026, programIds: [app.world.programId], from: 'empty' }
    const scenarioId = (await app.call(createScenario, 'coordinator', { body })).answer.id
    const cells = ['2026-12', '2027-01'].map((month) => ({
      appointmentId: app.world.appointments.trainee,
      startOn: `${month}-01`,
      endOn: `${month}-28`,
      was: [],
      now: [{ rotationId: 'ct', startOn: `${month}-01`, endOn: `${month}-28`, pinned: true }],
      joinsBefore: true,
      joinsAfter: true,
      reason: { id: randomUUID(), kind: 'education' as const, note: 'Boards are near', againstRules: false },
    }))
    expect((await app.call(editCells, 'coordinator', { params: { scenarioId }, body: { cells } })).status).toBe(200)
    const { status, answer } = await app.call(getEditPatterns, 'chief', { params, query: {} })
    expect(status).toBe(200)
    expect(answer.patterns).toMatchObject([{ count: 2, sentence: 'Put on CT 2 times: better for their training.' }])
    expect(answer.reasons).toHaveLength(2)
    expect(answer.reasons[0]).toMatchObject({ personName: 'Test Trainee', to: 'CT', note: 'Boards are near' })
    // One is undone, with its reason; the same comes back when it is done again. Nobody else's is taken back.
    const send = (as: 'coordinator' | 'chief', cell: object) =>
      app.call(editCells, as, { params: { scenarioId }, body: { cells: [cell as never] } })
    const counted = async () => (await app.call(getEditPatterns, 'chief', { params, query: {} })).answer.reasons.length
    const [first] = cells
    const { reason, was, now, ...days } = first!
    const undone = { ...days, was: now, now: was, withdraws: [reason.id] }
    expect((await send('chief', undone)).status).toBe(200)
    expect(await counted()).toBe(2)
    expect((await send('coordinator', first!)).status).toBe(200)
    expect((await send('coordinator', undone)).status).toBe(200)
    expect(await counted()).toBe(1)
    expect((await send('coordinator', first!)).status).toBe(200)
    expect(await counted()).toBe(2)
    const other = await app.call(getEditPatterns, 'otherDirector', { params, query: {} })
    expect(other.answer.reasons).toEqual([])
    expect((await app.call(getEditPatterns, 'trainee', { params, query: {} })).status).toBe(403)
    const named = { params, query: { programId: app.world.programId } }
    expect((await app.call(getEditPatterns, 'otherDirector', named)).status).toBe(403)
  })
})
