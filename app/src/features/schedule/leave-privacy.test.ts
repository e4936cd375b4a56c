import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { editDraft } from '../../testing/draft-edits.ts'
import { addScheduleWorld } from '../../testing/schedule-world.ts'
import type { WorldKey } from '../../testing/world.ts'
import { addLeave } from '../people/contract.ts'
import * as blocks from './blocks/contract.ts'
import * as scenarios from './scenarios/contract.ts'

let app: TestApp
let traineeId: string
let colleague: { readonly personId: string; readonly appointmentId: string }
const params = { startYear: '2026' }

/** The trainee is on parental leave and a colleague on medical leave, both during a rotation that is published. */
beforeAll(async () => {
  app = await openTestApp()
  const { fellows } = await addScheduleWorld(app)
  const { people, appointments, programId } = app.world
  traineeId = people.trainee.personId
  colleague = fellows[0]!
  const away = { startOn: '2026-09-01', endOn: '2026-09-20', countsTowardTraining: false }
  for (const [personId, kind] of [
    [traineeId, 'parental'],
    [colleague.personId, 'medical'],
  ] as const)
    await app.call(addLeave, 'coordinator', { params: { personId }, body: { kind, ...away } })
  const draft = await app.call(scenarios.createScenario, 'coordinator', {
    body: { name: 'Draft', startYear: 2026, programIds: [programId], from: 'empty' },
  })
  const scenarioId = draft.answer.id
  const changes = [appointments.trainee, colleague.appointmentId].map((appointmentId) => ({
    appointmentId,
    rotationId: 'ultrasound',
    startOn: '2026-09-01',
    endOn: '2026-10-31',
  }))
  const { findings } = await editDraft(app, 'coordinator', scenarioId, changes)
  await app.call(scenarios.publishScenario, 'director', {
    params: { scenarioId },
    body: {
      expectedVersion: 1,
      expectedRecordVersion: 0,
      reason: 'The year is ready.',
      acceptedViolations: findings.filter(({ severity }) => severity === 'violation').length,
    },
  })
}, 60_000)
afterAll(() => app.close())

const record = async (as: WorldKey) => (await app.call(blocks.getRecord, as, { params, query: {} })).answer
const leaveOf = ({ leaves }: blocks.ScheduleView, personId: string) => leaves.find((row) => row.personId === personId)
const conflicts = (findings: readonly blocks.FindingView[], personId: string) =>
  findings.filter((row) => row.ruleId === 'leave-conflict' && row.personId === personId).map(({ sentence }) => sentence)
const names = /medical/i

describe('why a colleague is away', () => {
  test('is not told to a trainee, who sees their own leave with its kind', async () => {
    const view = await record('trainee')
    expect(leaveOf(view, traineeId)).toMatchObject({ kind: 'parental', countsTowardTraining: false })
    expect(leaveOf(view, colleague.personId)).toMatchObject({ kind: 'away', countsTowardTraining: null })
    expect(conflicts(view.findings, traineeId)[0]).toContain('is away (Parental leave), ')
    expect(conflicts(view.findings, colleague.personId)[0]).toContain('is away, ')
    expect(JSON.stringify(view)).not.toMatch(names)
  })

  test.each(['faculty', 'chief'] as const)('is not told to %s, in no form of the schedule', async (as) => {
    const view = await record(as)
    expect(view.leaves.map(({ kind }) => kind)).toEqual(['away', 'away'])
    expect(JSON.stringify(view)).not.toMatch(names)
    const file = await app.call(blocks.exportSchedule, as, { params, query: { format: 'csv' } })
    const lines = await file.answer.text()
    expect(lines).toContain('Ultrasound')
    expect(lines).not.toMatch(names)
  })

  test('is not told to a chief by drafts, edits and amendments', async () => {
    const appointmentId = colleague.appointmentId
    const change = { appointmentId, rotationId: 'ct', startOn: '2026-09-01', endOn: '2026-09-30' }
    const draft = await app.call(scenarios.createScenario, 'chief', {
      body: { name: 'Copy', startYear: 2026, programIds: [app.world.programId], from: 'record' },
    })
    const scenarioId = draft.answer.id
    const view = await app.call(scenarios.getScenario, 'chief', { params: { scenarioId } })
    const edited = await editDraft(app, 'chief', scenarioId, [change])
    const amended = await app.call(blocks.amend, 'chief', {
      params,
      body: { expectedVersion: 1, reason: 'Ultrasound is full.', changes: [change] },
    })
    for (const answer of [view.answer, edited, amended.answer]) {
      expect(conflicts(answer.findings, colleague.personId)[0]).toContain('is away, ')
      expect(JSON.stringify(answer)).not.toMatch(names)
    }
  })

  test('is not told by a calendar', async () => {
    const { answer } = await app.call(blocks.createFeed, 'chief', {
      body: { kind: 'rotation', programId: app.world.programId, rotationId: 'ultrasound' },
    })
    const calendar = await (await app.request('get', new URL(answer.url).pathname)).text()
    expect(calendar).toContain('Ultrasound')
    expect(calendar).not.toMatch(names)
  })

  test.each(['coordinator', 'director', 'dio', 'administrator'] as const)('is told to %s', async (as) => {
    const view = await record(as)
    expect(leaveOf(view, colleague.personId)).toMatchObject({ kind: 'medical', countsTowardTraining: false })
    expect(conflicts(view.findings, colleague.personId)[0]).toContain('is away (Medical leave), ')
  })

  test('is told to nobody but them on the page of one person', async () => {
    const ask = (as: WorldKey, personId: string) =>
      app.call(blocks.getPersonSchedule, as, { params: { personId }, query: {} })
    expect((await ask('trainee', traineeId)).answer.leaves[0]?.kind).toBe('parental')
    expect((await ask('trainee', colleague.personId)).status).toBe(403)
    expect((await ask('chief', colleague.personId)).status).toBe(403)
  })
})
