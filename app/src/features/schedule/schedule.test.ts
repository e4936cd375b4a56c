import ICAL from 'ical.js'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, openTestApp } from '../../testing/app.ts'
import { editDraft } from '../../testing/draft-edits.ts'
import { addScheduleWorld, type ScheduleWorld } from '../../testing/schedule-world.ts'
import type { WorldKey } from '../../testing/world.ts'
import * as blocks from './blocks/contract.ts'
import * as scenarios from './scenarios/contract.ts'
import { getPreferences } from './scenarios/preferences/contract.ts'

let app: TestApp
let extra: ScheduleWorld
beforeAll(async () => {
  app = await openTestApp()
  extra = await addScheduleWorld(app)
}, 60_000)
afterAll(() => app.close())

const startYear = '2026'

const create = async (as: WorldKey = 'coordinator', programIds = [app.world.programId], from = 'empty') => {
  const { status, answer } = await app.call(scenarios.createScenario, as, {
    body: { name: 'Draft', startYear: 2026, programIds, from },
  })
  expect(status).toBe(201)
  return answer
}
const set = (
  rotationId: string | null,
  startOn: string,
  endOn: string,
  appointmentId = app.world.appointments.trainee,
) => ({
  appointmentId,
  rotationId,
  startOn,
  endOn,
})
const edit = (scenarioId: string, changes: ReturnType<typeof set>[], pinned = true) =>
  editDraft(app, 'coordinator', scenarioId, changes, pinned)
const recordVersion = async () =>
  (await app.call(blocks.getRecord, 'coordinator', { params: { startYear }, query: {} })).answer.version
const publish = async (scenarioId: string, as: WorldKey = 'director', more: object = {}) => {
  const { answer } = await app.call(scenarios.getScenario, 'coordinator', { params: { scenarioId } })
  return app.call(scenarios.publishScenario, as, {
    params: { scenarioId },
    body: {
      expectedVersion: answer.version,
      expectedRecordVersion: answer.recordVersion,
      reason: 'The year is ready.',
      acceptedViolations: answer.findings.filter(({ severity }) => severity === 'violation').length,
      ...more,
    },
  })
}
const fullYear = () => [
  set('mri', '2026-07-01', '2026-10-31'),
  set('ct', '2026-11-01', '2027-01-31'),
  set('ultrasound', '2027-02-01', '2027-03-31'),
  set('county', '2027-04-01', '2027-04-30'),
  set('elective', '2027-05-01', '2027-06-30'),
]

describe('drafts', () => {
  test('are edited by hand: a rotation in the middle of another splits it, and what is set is pinned', async () => {
    const { id } = await create()
    expect((await edit(id, [set('mri', '2026-07-01', '2026-09-30')], false)).version).toBe(1)
    expect((await edit(id, [set('ct', '2026-08-01', '2026-08-31')])).status).toBe(200)
    const { answer } = await app.call(scenarios.getScenario, 'chief', { params: { scenarioId: id } })
    expect(
      answer.assignments.map(({ rotationKey, startOn, endOn, pinned }) => [
        rotationKey.split(':')[1],
        startOn,
        endOn,
        pinned,
      ]),
    ).toEqual([
      ['mri', '2026-07-01', '2026-07-31', false],
      ['ct', '2026-08-01', '2026-08-31', true],
      ['mri', '2026-09-01', '2026-09-30', false],
    ])
    expect(answer.rows[0]?.periods).toHaveLength(12)
    expect(answer.weeks).toHaveLength(52)
    const reading = answer.coverage.find(({ kind }) => kind === 'room')
    expect(reading?.max).toBe(3)
    expect(reading?.high[0]).toBe(1)
  })

  test('refuse what cannot be stored, in sentences', async () => {
    const { id } = await create()
    const refused = await edit(id, [set('nothing', '2026-07-01', '2026-07-31')])
    expect([refused.status, refused.detail]).toEqual([
      422,
      'Test Trainee follows a version of First Program that has no rotation “nothing”.',
    ])
    expect((await edit(id, [set('mri', '2026-06-01', '2026-07-31')])).status).toBe(422)
    expect((await edit(id, [set('mri', '2026-07-01', '2026-07-31', app.world.appointments.otherTrainee)])).status).toBe(
      404,
    )
  })

  test('carry the day of the institution, whatever the clock says', async () => {
    const { id } = await create()
    app.setNow(new Date('2026-11-20T12:00:00Z'))
    const { answer } = await app.call(scenarios.getScenario, 'chief', { params: { scenarioId: id } })
    app.setNow(new Date('2026-11-18T15:00:00Z'))
    expect(answer.today).toBe('2026-11-18')
  })

  test('are copied and put away', async () => {
    const first = await create()
    await edit(first.id, fullYear())
    const copy = await create('chief', [app.world.programId], first.id)
    expect(copy.assignmentCount).toBe(5)
    const params = { scenarioId: first.id }
    expect(
      (await app.call(scenarios.archiveScenario, 'chief', { params, body: { expectedVersion: 1 } })).answer.version,
    ).toBe(2)
    expect((await edit(first.id, [set(null, '2026-07-01', '2026-07-31')])).status).toBe(409)
  })
})

describe('the record', () => {
  test('is published, amended, told and fed', async () => {
    const { id } = await create()
    await edit(id, fullYear())
    const wrongCount = await publish(id, 'director', { acceptedViolations: 99 })
    expect([wrongCount.status, wrongCount.problem.title]).toEqual([409, 'conflict'])
    const before = await recordVersion()
    const published = await publish(id)
    expect(published.answer).toEqual({ recordVersion: before + 1, notified: 1 })
    expect((await publish(id)).status).toBe(409)

    const { answer: wishes } = await app.call(getPreferences, 'trainee', {
      params: { personId: app.world.people.trainee.personId, startYear },
    })
    expect(wishes.published).toBe(true)
    const notices = await app.request('get', '/api/notifications', { as: 'trainee' })
    expect(((await notices.json()) as { items: { title: string }[] }).items[0]?.title).toBe(
      'Your schedule for 2026-27 is published',
    )

    const { answer: feed } = await app.call(blocks.createFeed, 'trainee', {
      body: { kind: 'person', personId: app.world.people.trainee.personId },
    })
    const path = new URL(feed.url).pathname
    const first = await app.request('get', path)
    const calendar = new ICAL.Component(ICAL.parse(await first.text()) as [])
    const events = (component: ICAL.Component) =>
      new Map(
        component.getAllSubcomponents('vevent').map((event) => [
          event.getFirstPropertyValue('summary') as string,
          {
            uid: event.getFirstPropertyValue('uid'),
            start: String(event.getFirstPropertyValue('dtstart')),
            end: String(event.getFirstPropertyValue('dtend')),
          },
        ]),
      )
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Schedule of Test Trainee')
    expect(events(calendar).get('MRI')).toMatchObject({ start: '2026-07-01', end: '2026-11-01' })
    const etag = first.headers.get('etag') ?? ''
    expect((await app.request('get', path, { headers: { 'if-none-match': etag } })).status).toBe(304)

    const amendment = (expectedVersion: number, changes = [set('elective', '2027-04-01', '2027-04-30')]) =>
      app.call(blocks.amend, 'chief', {
        params: { startYear },
        body: { expectedVersion, reason: 'County is closed.', changes },
      })
    const preview = await app.call(blocks.previewAmendment, 'chief', {
      params: { startYear },
      body: { changes: [set('elective', '2027-04-01', '2027-04-30')] },
    })
    expect(preview.answer.version).toBe(before + 1)
    expect(preview.answer.added.map(({ sentence }) => sentence).join(' ')).toContain('County')
    expect(await recordVersion()).toBe(before + 1)
    expect((await amendment(before)).status).toBe(409)
    expect((await amendment(before + 1)).answer.version).toBe(before + 2)
    expect((await amendment(before + 2)).status).toBe(422)

    const { answer: grid } = await app.call(blocks.getRecord, 'trainee', { params: { startYear }, query: {} })
    expect(grid.assignments.find(({ rotationKey }) => rotationKey.endsWith('elective'))).toMatchObject({
      startOn: '2027-04-01',
      endOn: '2027-06-30',
      amended: true,
    })
    expect(grid.abilities).toEqual({ edit: false, solve: false, publish: false, amend: false })
    const { answer: history } = await app.call(blocks.getHistory, 'trainee', { params: { startYear } })
    expect(history.entries[0]).toMatchObject({
      kind: 'amendment',
      by: 'Test Chief',
      reason: 'County is closed.',
      changes: [{ personName: 'Test Trainee', sentence: 'April 1–30, 2027: =Elective instead of County.' }],
    })
    const hidden = await app.call(blocks.getHistory, 'otherDirector', { params: { startYear } })
    expect(hidden.answer.entries).toEqual([])

    const second = new ICAL.Component(ICAL.parse(await (await app.request('get', path)).text()) as [])
    expect(events(second).get('MRI')?.uid).toBe(events(calendar).get('MRI')?.uid)
    expect(events(second).has('County')).toBe(false)
    const own = await app.call(blocks.listFeeds, 'trainee', {})
    await app.call(blocks.revokeFeed, 'trainee', { params: { feedId: own.answer.feeds[0]?.id ?? '' } })
    expect((await app.request('get', path)).status).toBe(404)

    const schedule = await app.call(blocks.getPersonSchedule, 'trainee', {
      params: { personId: app.world.people.trainee.personId },
      query: {},
    })
    expect(schedule.answer.current?.rotationName).toBe('CT')
    expect(schedule.answer.next?.rotationName).toBe('Ultrasound')
    const progress = await app.call(blocks.getProgress, 'director', {
      params: { personId: app.world.people.trainee.personId },
    })
    const [mine] = progress.answer.appointments
    expect(mine?.requirements.find(({ requirementId }) => requirementId === 'mri')).toMatchObject({
      status: 'met',
      done: 4,
    })
    expect(mine?.requirements.find(({ requirementId }) => requirementId === 'county')?.status).toBe('at-risk')
    expect(mine?.notMeasured).toEqual([{ title: 'A project', kind: 'research' }])
    const risk = await app.call(blocks.getRisk, 'director', { query: {} })
    expect(risk.answer.total).toBe(3)
    expect(risk.answer.trainees[0]?.status).not.toBe('met')
  })

  test('keeps what a publication does not change, and of two who publish at once the second is told', async () => {
    const first = await create('coordinator', [app.world.programId], 'record')
    const second = await create('coordinator', [app.world.programId], 'record')
    await edit(first.id, [set('mri', '2026-07-01', '2026-07-31', extra.fellows[0]?.appointmentId)])
    const version = await recordVersion()
    const ids = async () => {
      const { answer } = await app.call(blocks.getRecord, 'director', { params: { startYear }, query: {} })
      return answer.assignments
        .filter(({ appointmentId }) => appointmentId === app.world.appointments.trainee)
        .map((each) => each.id)
    }
    const before = await ids()
    const body = async (scenarioId: string) => {
      const { answer } = await app.call(scenarios.getScenario, 'director', { params: { scenarioId } })
      return {
        expectedVersion: answer.version,
        expectedRecordVersion: version,
        reason: '',
        acceptedViolations: answer.findings.filter(({ severity }) => severity === 'violation').length,
      }
    }
    const firstBody = await body(first.id)
    const secondBody = await body(second.id)
    const results = await Promise.all([
      app.call(scenarios.publishScenario, 'director', { params: { scenarioId: first.id }, body: firstBody }),
      app.call(scenarios.publishScenario, 'coordinator', { params: { scenarioId: second.id }, body: secondBody }),
    ])
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set([200, 409]))
    expect(await recordVersion()).toBe(version + 1)
    expect(await ids()).toEqual(before)
  })

  test('is exported; cells that look like formulas are defused', async () => {
    const query = { format: 'csv' as const }
    const csv = await app.request('get', '/api/schedule/years/2026/export?format=csv', { as: 'director' })
    expect(await csv.text()).toContain("'=Elective")
    const { answer } = await app.call(blocks.exportSchedule, 'director', {
      params: { startYear },
      query: { ...query, format: 'xlsx' },
    })
    const sheet = await readSheet(Buffer.from(await answer.arrayBuffer()))
    expect(sheet[0]?.slice(0, 3)).toEqual(['Name', 'Level', 'Jul 2026'])
    expect(sheet.some((row) => row[0] === 'Test Trainee' && row[2] === 'MRI')).toBe(true)
  })

  test('is fed by rotation to those who run the program', async () => {
    const body = { kind: 'rotation' as const, programId: app.world.programId, rotationId: 'mri' }
    expect((await app.call(blocks.createFeed, 'trainee', { body })).status).toBe(403)
    const { answer } = await app.call(blocks.createFeed, 'coordinator', { body })
    expect(answer.label).toBe('MRI, First')
    const text = await (await app.request('get', new URL(answer.url).pathname)).text()
    expect(text).toContain('SUMMARY:Test Trainee: MRI')
  })

  test('lists years', async () => {
    const { answer } = await app.call(blocks.listYears, 'trainee', {})
    expect(answer.current).toBe(2026)
    expect(answer.years.map(({ startYear: year }) => year)).toEqual([2027, 2026])
  })
})
