import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { editDraft } from '../../../testing/draft-edits.ts'
import { addScheduleWorld } from '../../../testing/schedule-world.ts'
import type { WorldKey } from '../../../testing/world.ts'
import { createScenario } from '../scenarios/contract.ts'
import { getLeaveWhatIf } from './contract.ts'

let app: TestApp
let scenarioId: string
beforeAll(async () => {
  app = await openTestApp()
  await addScheduleWorld(app)
  const body = { name: 'Draft', startYear: 2026, programIds: [app.world.programId], from: 'empty' }
  scenarioId = (await app.call(createScenario, 'coordinator', { body })).answer.id
  const appointmentId = app.world.appointments.trainee
  const changes = [
    { appointmentId, rotationId: 'mri', startOn: '2026-12-01', endOn: '2027-03-31' },
    { appointmentId, rotationId: 'ct', startOn: '2027-04-01', endOn: '2027-06-30' },
  ]
  await editDraft(app, 'coordinator', scenarioId, changes)
}, 60_000)
afterAll(() => app.close())

const ask = (as: WorldKey | null, query: Partial<Record<string, string>> = {}, personId?: string) =>
  app.call(getLeaveWhatIf, as, {
    params: { personId: personId ?? app.world.people.trainee.personId },
    query: {
      kind: 'parental',
      startOn: '2027-03-01',
      endOn: '2027-04-25',
      countsTowardTraining: 'false',
      ...query,
    },
  })

describe('what a leave would do', () => {
  test('moves graduation by the days that do not count, and says which requirements come to be at risk', async () => {
    const { status, answer } = await ask('director', { scenarioId })
    expect(status).toBe(200)
    expect(answer.appointments).toMatchObject([
      { graduatesOn: '2027-06-30', wouldGraduateOn: '2027-08-25', budget: null },
    ])
    expect(answer.requirements.map(({ requirementId, after }) => [requirementId, after])).toContainEqual([
      'ct',
      'at-risk',
    ])
    expect(answer.coverage.map(({ label, kind }) => [label, kind])).toContainEqual(['Reading room', 'room'])
    expect(answer.sentences.join(' ')).toContain('instead of 30 Jun 2027')
  })

  test('of vacation moves nothing', async () => {
    const { answer } = await ask('coordinator', { scenarioId, kind: 'vacation', countsTowardTraining: 'true' })
    expect(answer.appointments[0]).toMatchObject({ graduatesOn: '2027-06-30', wouldGraduateOn: '2027-06-30' })
    expect(answer.requirements).toEqual([])
  })

  test('is for the trainee and for those who answer for the program', async () => {
    expect((await ask('trainee')).status).toBe(200)
    expect((await ask(null)).status).toBe(401)
    for (const as of ['finance', 'otherTrainee', 'otherCoordinator', 'otherDirector'] as const)
      expect((await ask(as)).status).toBe(403)
    expect((await ask('trainee', { scenarioId })).status).toBe(403)
    expect((await ask('foreignAdministrator')).status).toBe(403)
  })

  test('tells a chief who would be missed and when training would end, not what leave was taken before', async () => {
    const { status, answer } = await ask('chief', { scenarioId })
    expect(status).toBe(200)
    expect(answer.tellsBudget).toBe(false)
    expect(answer.appointments).toMatchObject([{ wouldGraduateOn: '2027-08-25', budget: null }])
    expect(answer.coverage.length).toBeGreaterThan(0)
    expect((await ask('director', { scenarioId })).answer.tellsBudget).toBe(true)
    expect((await ask('chief', {}, app.world.people.otherTrainee.personId)).status).toBe(403)
  })

  test('tells in a sentence what cannot be asked', async () => {
    expect((await ask('director', { endOn: '2027-02-01' })).problem.detail).toContain('before it starts')
    expect((await ask('director', { startOn: '2029-01-01', endOn: '2029-02-01' })).problem.detail).toContain(
      'no appointment',
    )
  })
})
