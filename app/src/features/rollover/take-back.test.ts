import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { editDraft } from '../../testing/draft-edits.ts'
import { newcomer, rolloverOf } from '../../testing/rollover-world.ts'
import { addScheduleWorld } from '../../testing/schedule-world.ts'
import * as people from '../people/contract.ts'
import { listScenarios, publishScenario } from '../schedule/scenarios/contract.ts'
import * as rollover from './contract.ts'

let app: TestApp
let world: ReturnType<typeof rolloverOf>

beforeAll(async () => {
  app = await openTestApp()
  world = rolloverOf(app)
  await addScheduleWorld(app)
  await world.enter('Offcycle', { startOn: '2026-10-01', endOn: '2027-09-30' })
}, 60_000)
afterAll(() => app.close())

test('a rollover appoints somebody known by e-mail, and two who apply at once come one after the other', async () => {
  const { programId, otherProgramId } = app.world
  const known = app.world.people.otherTrainee
  expect((await world.add(newcomer('Known', { email: known.email }))).status).toBe(200)
  expect((await world.add(newcomer('Doc'))).status).toBe(200)
  const { plan, version: expectedVersion } = await world.look()
  expect(plan?.changes.map(({ sentence }) => sentence)).toContain(
    'Test OtherTrainee, whom the institution knows by this e-mail, is appointed at PGY-6 from 1 Jul 2027 to 30 Jun 2028.',
  )
  const body = { expectedVersion, fingerprint: plan?.fingerprint ?? '' }
  const both = await Promise.all(
    (['coordinator', 'director'] as const).map((key) =>
      app.call(rollover.applyRollover, key, { params: world.paramsOf(), body }),
    ),
  )
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  const params = { personId: known.personId }
  const { answer } = await app.call(people.getPerson, 'administrator', { params })
  expect(answer.appointments.map((row) => row.programId).toSorted()).toEqual([programId, otherProgramId].toSorted())
})

test('taking back keeps who is published by now, and about whom somebody did something', async () => {
  const { answer: drafts } = await app.call(listScenarios, 'coordinator', { query: { startYear: '2027' } })
  const draft = drafts.scenarios.find((each) => each.status === 'draft')!
  const params = { scenarioId: draft.id }
  const known = (await world.look()).people.find(({ personName }) => personName === 'Test OtherTrainee')!
  const days = { rotationId: 'mri', startOn: '2027-07-01', endOn: '2027-07-31' }
  const { findings, version } = await editDraft(app, 'coordinator', draft.id, [
    { appointmentId: known.appointmentId, ...days },
    { appointmentId: world.named.get('Offcycle')!.appointmentId, ...days },
  ])
  const acceptedViolations = findings.filter(({ severity }) => severity === 'violation').length
  const published = await app.call(publishScenario, 'director', {
    params,
    body: { expectedVersion: version, expectedRecordVersion: 0, reason: 'Ready.', acceptedViolations },
  })
  expect(published.status).toBe(200)
  const { answer: found } = await app.call(people.getPeople, 'coordinator', { query: { search: 'Doc Newcomer' } })
  const doc = found.items[0]!
  const renamed = await app.call(people.editPerson, 'coordinator', {
    params: { personId: doc.id },
    body: { givenName: 'Doctor', familyName: 'Newcomer', email: doc.email, staffNumber: null, expectedVersion: 0 },
  })
  expect(renamed.status).toBe(200)
  const { applied } = await world.look()
  const obstacles = applied?.changes.flatMap(({ obstacle }) => obstacle ?? []) ?? []
  expect(obstacles).toContain('Test OtherTrainee is on the published schedule until 31 Jul 2027.')
  expect(obstacles).toContain('The page of Doctor Newcomer was changed since.')
})

test('a rollover does not end somebody before their published schedule does', async () => {
  const place = await world.placeOf('Offcycle')
  expect(place.publishedUntil).toBe('2027-07-31')
  const { version: expectedVersion, applied } = await world.look()
  const params = { rolloverId: applied?.rolloverId ?? '' }
  const body = { expectedVersion, rest: true }
  expect((await app.call(rollover.takeRolloverBack, 'coordinator', { params, body })).status).toBe(200)
  expect((await world.decide('Offcycle', { choice: 'end', endOn: '2027-06-30' })).status).toBe(200)
  expect((await world.look()).plan?.problems.map(({ sentence }) => sentence)).toEqual([
    'Offcycle Example is on the published schedule until 31 Jul 2027, so they cannot end on 30 Jun 2027. Amend the schedule first, or choose a later day.',
  ])
})
