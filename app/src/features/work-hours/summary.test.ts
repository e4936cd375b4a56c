import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { addScheduleWorld } from '../../testing/schedule-world.ts'
import type { WorldKey } from '../../testing/world.ts'
import { recordAssignment, recordVersion, recordYear } from '../schedule/blocks/schema.ts'
import { getHourSummary, getOverview, getSettings, putSettings } from './oversight-contract.ts'
import { hourAccount, weekConfirmation } from './schema.ts'
import type { HourSettings } from './settings.ts'

let app: TestApp
let people: string[]

/** Three on MRI in November, one of whom was on CT before; two have confirmed everything. */
beforeAll(async () => {
  app = await openTestApp()
  const { fellows } = await addScheduleWorld(app)
  const { institutionId, programId, appointments, people: world } = app.world
  people = [world.trainee.personId, ...fellows.map(({ personId }) => personId)]
  const db = app.platform.database.drizzle
  await db.insert(recordYear).values({ institutionId, startYear: 2026, version: 1 })
  const published = { kind: 'publication' as const, at: new Date('2026-03-15T15:00:00Z'), by: 'Test', reason: 'Ready.' }
  await db.insert(recordVersion).values({ institutionId, startYear: 2026, version: 1, ...published, changes: [] })
  const stay = (appointmentId: string, rotationId: string, startOn: string, endOn: string) => ({
    institutionId,
    id: randomUUID(),
    startYear: 2026,
    appointmentId,
    programId,
    rotationId,
    startOn,
    endOn,
    fromVersion: 1,
  })
  await db
    .insert(recordAssignment)
    .values([
      stay(appointments.trainee, 'ct', '2026-10-01', '2026-10-31'),
      ...[appointments.trainee, ...fellows.map((fellow) => fellow.appointmentId)].map((id) =>
        stay(id, 'mri', '2026-11-01', '2026-11-30'),
      ),
    ])
  await db.insert(weekConfirmation).values(
    fellows.flatMap(({ personId }) =>
      ['2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09'].map((weekOn) => ({
        institutionId,
        id: randomUUID(),
        personId,
        weekOn,
        throughOn: new Date(Date.parse(weekOn) + 6 * 86_400_000).toISOString().slice(0, 10),
        confirmedAt: app.platform.now(),
      })),
    ),
  )
}, 60_000)
afterAll(() => app.close())

const seen = (as: WorldKey) => app.call(getHourSummary, as, { query: {} })
const tell = (personId: string, cause: string) =>
  app.platform.database.drizzle.insert(hourAccount).values({
    institutionId: app.world.institutionId,
    id: randomUUID(),
    personId,
    programId: app.world.programId,
    rotationId: 'mri',
    findingKey: `WH-24:${cause}`,
    ruleId: 'WH-24',
    startOn: '2026-11-03',
    endOn: '2026-11-04',
    sentence: 'Too long.',
    citation: 'Test',
    cause,
    help: '',
    note: 'Something personal.',
    toldAt: app.platform.now(),
  })
const set = async (some: Partial<HourSettings>) => {
  const params = { programId: app.world.programId }
  const { answer } = await app.call(getSettings, 'director', { params })
  const body = { expectedVersion: answer.version, settings: { ...answer.settings, ...some } }
  expect((await app.call(putSettings, 'director', { params, body })).status).toBe(200)
}
const yes = { value: true, source: 'Our policy', verified: true }

describe('what chiefs see of hours', () => {
  it('is who is late and each rotation, without figures that tell of one or two trainees', async () => {
    const { status, answer } = await seen('chief')
    expect(status).toBe(200)
    expect(answer.answer).toContain('1 trainee has a week to confirm')
    const [program, ...others] = answer.programs
    expect([others, program?.programName, program?.trainees]).toEqual([[], 'First Program', 3])
    expect(program?.late.map(({ personName, weeks }) => [personName, weeks.at(-1)])).toEqual([
      ['Test Trainee', '2026-11-09'],
    ])
    const rotation = (id: string) => program?.rotations.find(({ rotationId }) => rotationId === id)
    expect(rotation('ct')).toMatchObject({ trainees: 1, mean: null, violations: null })
    expect(rotation('mri')).toMatchObject({ trainees: 3, violations: 0, causes: [] })
    expect(JSON.stringify(answer)).not.toContain(people[0])
  })

  it('names causes once several trainees have told them', async () => {
    const causes = async () =>
      (await seen('chief')).answer.programs[0]?.rotations.find(({ rotationId }) => rotationId === 'mri')?.causes
    await tell(people[0]!, 'A colleague was away')
    await tell(people[1]!, 'A colleague was away')
    expect(await causes()).toBeNull()
    await tell(people[2]!, 'Paperwork after hours')
    expect(await causes()).toEqual([
      { cause: 'A colleague was away', count: 2 },
      { cause: 'Paperwork after hours', count: 1 },
    ])
    expect(JSON.stringify((await seen('chief')).answer)).not.toContain('Something personal')
  })

  it('is what the program’s setting says: nothing, this, or everything', async () => {
    expect((await seen('chief')).answer.openProgramIds).toEqual([])
    expect((await app.call(getOverview, 'chief', { query: {} })).status).toBe(403)
    await set({ chiefsSeeSummary: { ...yes, value: false } })
    const refused = await seen('chief')
    expect([refused.status, refused.problem.detail]).toEqual([403, expect.stringContaining('Its director can change')])
    expect((await seen('coordinator')).status).toBe(200)
    await set({ chiefsSeeSummary: yes, chiefsSeeHours: yes })
    expect((await seen('chief')).answer.openProgramIds).toEqual([app.world.programId])
    for (const as of ['trainee', 'otherTrainee', 'faculty'] as const)
      expect([as, (await seen(as)).status]).toEqual([as, 403])
    expect((await seen('otherCoordinator')).answer.programs.map(({ programName }) => programName)).toEqual([
      'Other Program',
    ])
    expect((await app.call(getHourSummary, null, { query: {} })).status).toBe(401)
  })
})
