import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, openTestApp } from '../../../testing/app.ts'
import { editDraft } from '../../../testing/draft-edits.ts'
import { addScheduleWorld } from '../../../testing/schedule-world.ts'
import { getPerson, editPerson } from '../../people/contract.ts'
import { createScenario } from '../scenarios/contract.ts'
import { scenarioOrThrow, wantedOf } from '../scenarios/service.ts'
import { keptYear } from './kept.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
  await addScheduleWorld(app)
}, 60_000)
afterAll(() => app.close())

const draft = async (): Promise<string> => {
  const body = { name: 'Draft', startYear: 2026, programIds: [app.world.programId], from: 'empty' }
  return (await app.call(createScenario, 'coordinator', { body })).answer.id
}
const ofDraft = async (id: string) => {
  const db = app.platform.database.drizzle
  return keptYear(db, wantedOf(await scenarioOrThrow(db, app.world.institutionId, id), null, app.platform.now()))
}
const ofRecord = () =>
  keptYear(app.platform.database.drizzle, {
    institutionId: app.world.institutionId,
    startYear: 2026,
    programIds: null,
    source: { kind: 'record' },
    now: app.platform.now(),
  })

test('an edit of a draft changes that draft and nothing else that is kept', async () => {
  const [edited, other] = [await draft(), await draft()]
  const before = [await ofRecord(), await ofDraft(other), await ofDraft(edited)]
  const day = { startOn: '2026-12-01', endOn: '2026-12-31' }
  const changes = [{ appointmentId: app.world.appointments.trainee, rotationId: 'mri', ...day }]
  expect((await editDraft(app, 'coordinator', edited, changes)).status).toBe(200)
  const after = [await ofRecord(), await ofDraft(other), await ofDraft(edited)]
  expect(after.map((year, index) => year === before[index])).toEqual([true, true, false])
  expect(after[2]?.placements).toHaveLength(1)
})

test('a name is read again, an address is not', async () => {
  const { personId } = app.world.people.trainee
  const change = async (fields: { givenName?: string; staffNumber?: string }) => {
    const { answer } = await app.call(getPerson, 'coordinator', { params: { personId } })
    const { givenName, familyName, email, staffNumber, version } = answer
    const body = { givenName, familyName, email, staffNumber, ...fields, expectedVersion: version }
    expect((await app.call(editPerson, 'coordinator', { params: { personId }, body })).status).toBe(200)
    return ofRecord()
  }
  const before = await ofRecord()
  expect(await change({ staffNumber: 'K7' })).toBe(before)
  const renamed = await change({ givenName: 'Renamed' })
  expect(renamed).not.toBe(before)
  expect(renamed.seats.map(({ personName }) => personName).join()).toContain('Renamed')
})
