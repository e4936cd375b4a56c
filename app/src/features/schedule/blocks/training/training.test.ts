import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../../testing/app.ts'
import { addScheduleWorld } from '../../../../testing/schedule-world.ts'
import type { WorldKey } from '../../../../testing/world.ts'
import { appointment } from '../../../people/schema.ts'
import { editCells } from '../../scenarios/cells-contract.ts'
import { createScenario, getScenario, publishScenario } from '../../scenarios/contract.ts'
import { getGridZoom, keepGridZoom } from '../../scenarios/views-contract.ts'
import { getTraining } from './contract.ts'

let app: TestApp
let draftId: string
const earlier = randomUUID()

const drafted = async (startYear: number, programId: string, appointmentId: string, rotationId: string) => {
  const { answer } = await app.call(
    createScenario,
    programId === app.world.programId ? 'coordinator' : 'otherCoordinator',
    {
      body: { name: `Draft of ${startYear}`, startYear, programIds: [programId], from: 'empty' },
    },
  )
  const days = { startOn: `${startYear}-08-01`, endOn: `${startYear}-09-30` }
  const cell = { appointmentId, ...days, was: [], now: [{ rotationId, pinned: true, ...days }] }
  const edit = await app.call(editCells, programId === app.world.programId ? 'coordinator' : 'otherCoordinator', {
    params: { scenarioId: answer.id },
    body: { cells: [{ ...cell, joinsBefore: false, joinsAfter: false }] },
  })
  if (edit.status !== 200) throw new Error(edit.problem.detail)
  return answer.id
}

beforeAll(async () => {
  app = await openTestApp()
  await addScheduleWorld(app)
  const { institutionId, programId, otherProgramId, people, appointments } = app.world
  const db = app.platform.database.drizzle
  // The trainee has two years here, and had one in the other program before.
  await db.update(appointment).set({ endOn: '2028-06-30' }).where(eq(appointment.id, appointments.trainee))
  await db.insert(appointment).values({
    institutionId,
    id: earlier,
    personId: people.trainee.personId,
    programId: otherProgramId,
    startOn: '2025-07-01',
    endOn: '2026-06-30',
    entryLevel: 'PGY-6',
  })
  const before = await drafted(2025, otherProgramId, earlier, 'ct')
  const seen = (await app.call(getScenario, 'otherDirector', { params: { scenarioId: before } })).answer
  const published = await app.call(publishScenario, 'otherDirector', {
    params: { scenarioId: before },
    body: {
      expectedVersion: seen.version,
      expectedRecordVersion: seen.recordVersion,
      reason: 'The year is ready.',
      acceptedViolations: seen.findings.filter(({ severity }) => severity === 'violation').length,
    },
  })
  if (published.status !== 200) throw new Error(published.problem.detail)
  draftId = await drafted(2027, programId, appointments.trainee, 'mri')
}, 60_000)
afterAll(() => app.close())

const ask = (as: WorldKey | null, query: { programId?: string } = {}) =>
  app.call(getTraining, as, { params: { startYear: '2026' }, query })

describe('the whole training of the trainees of a year', () => {
  test('has other years as published, in whichever program, and as drafted where nothing is', async () => {
    const { status, answer } = await ask('dio')
    expect(status).toBe(200)
    expect(
      answer.years.map(({ label, isPublished, drafts }) => [label, isPublished, drafts.map(({ id }) => id)]),
    ).toEqual([
      ['2025-26', true, []],
      ['2026-27', true, []],
      ['2027-28', false, [draftId]],
    ])
    const mine = answer.assignments.filter(({ appointmentId }) => appointmentId === app.world.appointments.trainee)
    expect(mine.map(({ rotationKey, startOn, draftId: from }) => [rotationKey.split(':')[1], startOn, from])).toEqual([
      ['ct', '2025-08-01', null],
      ['mri', '2027-08-01', draftId],
    ])
    const row = answer.rows.find(({ appointmentId }) => appointmentId === app.world.appointments.trainee)
    expect(row).toMatchObject({ startOn: '2025-07-01', endOn: '2028-06-30' })
    // Twelve months of three years, told once for everybody who follows them.
    expect(answer.calendars.map((periods) => periods.length)).toEqual([36])
  })

  test('keeps other programs from those who do not read them, and drafts from trainees', async () => {
    const coordinator = (await ask('coordinator')).answer
    expect(coordinator.assignments.map(({ draftId: from }) => from)).toEqual([draftId])
    expect(coordinator.years[0]?.label).toBe('2026-27')
    const trainee = (await ask('trainee')).answer
    expect(trainee.assignments).toEqual([])
  })

  test('is for those who read the schedule', async () => {
    expect((await ask(null)).status).toBe(401)
    expect((await ask('finance')).status).toBe(403)
    expect((await ask('otherCoordinator', { programId: app.world.programId })).status).toBe(403)
    expect((await ask('foreignAdministrator')).answer.rows).toEqual([])
  })
})

describe('the zoom of a person', () => {
  test('is kept for that person alone', async () => {
    expect((await app.call(getGridZoom, 'chief', {})).answer.zoom).toBeNull()
    expect((await app.call(keepGridZoom, 'chief', { body: { zoom: 'training' } })).status).toBe(200)
    expect((await app.call(keepGridZoom, 'chief', { body: { zoom: 'years' } })).answer.zoom).toBe('years')
    expect((await app.call(getGridZoom, 'chief', {})).answer.zoom).toBe('years')
    expect((await app.call(getGridZoom, 'coordinator', {})).answer.zoom).toBeNull()
    expect((await app.call(getGridZoom, null, {})).status).toBe(401)
  })
})
