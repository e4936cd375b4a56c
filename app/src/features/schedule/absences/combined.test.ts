import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { addScheduleWorld } from '../../../testing/schedule-world.ts'
import type { WorldKey } from '../../../testing/world.ts'
import { listNotifications } from '../../notifications/contract.ts'
import { appointment, combination, combinationAgreement } from '../../people/schema.ts'
import { recordAssignment, recordVersion, recordYear } from '../blocks/schema.ts'
import * as absences from './contract.ts'
import { defaultSettings } from './settings.ts'

let app: TestApp
let personId: string

/** The faculty member of the small world is a fellow of both programs: in the first until 15 January, then in the other. */
beforeAll(async () => {
  app = await openTestApp()
  await addScheduleWorld(app)
  const { institutionId, programId, otherProgramId, people } = app.world
  personId = people.faculty.personId
  const db = app.platform.database.drizzle
  const now = app.platform.now()
  const combinationId = randomUUID()
  const proposedBy = people.director.personId
  await db.insert(combination).values({ institutionId, id: combinationId, personId, proposedBy, proposedAt: now })
  const sides = [programId, otherProgramId].map((id) => ({ id: randomUUID(), programId: id }))
  await db.insert(appointment).values(
    sides.map((side) => ({
      institutionId,
      ...side,
      personId,
      startOn: '2026-07-01',
      endOn: '2027-06-30',
      entryLevel: 'PGY-6',
      ftePercent: 50,
      combinationId,
    })),
  )
  await db.insert(combinationAgreement).values(
    sides.map((side) => ({
      institutionId,
      combinationId,
      programId: side.programId,
      agreedBy: proposedBy,
      agreedAt: now,
    })),
  )
  await db.insert(recordYear).values({ institutionId, startYear: 2026, version: 1 })
  const published = { kind: 'publication' as const, at: now, by: 'Test', reason: 'The year.' }
  await db.insert(recordVersion).values({ institutionId, startYear: 2026, version: 1, ...published, changes: [] })
  const stay = (at: number, startOn: string, endOn: string) => ({
    institutionId,
    id: randomUUID(),
    startYear: 2026,
    appointmentId: sides[at]!.id,
    programId: sides[at]!.programId,
    rotationId: 'mri',
    startOn,
    endOn,
    fromVersion: 1,
  })
  await db.insert(recordAssignment).values([stay(0, '2026-12-01', '2027-01-15'), stay(1, '2027-01-16', '2027-02-28')])
  for (const [as, id] of [
    ['coordinator', programId],
    ['otherCoordinator', otherProgramId],
  ] as const)
    await app.call(absences.putAbsencePolicy, as, {
      params: { programId: id },
      body: { expectedVersion: 0, settings: { ...defaultSettings, chain: ['coordinator'], noticeDays: 0 } },
    })
}, 60_000)
afterAll(() => app.close())

const days = (startOn: string, endOn: string) => ({
  personId,
  kindCode: 'vacation',
  startOn,
  endOn,
  part: 'days' as const,
})
const ask = async (startOn: string, endOn: string, over: object = {}) =>
  (await app.call(absences.askAbsence, 'coordinator', { body: { ...days(startOn, endOn), note: '', ...over } })).answer
const answer = (
  route: typeof absences.approveAbsence | typeof absences.objectToAbsence,
  as: WorldKey,
  requestId: string,
  expectedVersion: number,
  sentence = '',
) => app.call(route, as, { params: { requestId }, body: { expectedVersion, sentence } })
const waiting = async (as: WorldKey) => (await app.call(absences.absenceQueue, as, { query: {} })).answer.waiting
const told = async (as: WorldKey) =>
  (await app.call(listNotifications, as, {})).answer.items.map(({ title, detail }) => `${title}: ${detail}`)

describe('time away of a combined fellow', () => {
  test('is decided by the program that owns the days, whichever was named, and told to the other', async () => {
    const { id, parts } = await ask('2027-02-01', '2027-02-05', { programId: app.world.programId })
    expect(parts).toBe(1)
    const [mine] = await waiting('otherCoordinator')
    expect(mine).toMatchObject({ id, programName: 'Other Program', abilities: { decide: true, object: false } })
    const [beside] = await waiting('coordinator')
    expect(beside).toMatchObject({ id, abilities: { decide: false, object: true } })
    expect(await told('coordinator')).toContainEqual(
      'Test Faculty asks for time away: 1 Feb 2027 to 5 Feb 2027. Other Program decides, where these days are spent. If something speaks against it, object before.',
    )
    const refused = await answer(absences.approveAbsence, 'coordinator', id, 0)
    expect([refused.status, refused.problem.detail]).toEqual([403, expect.any(String)])
  })

  test('waits for a reason once the other program has objected', async () => {
    const [{ id } = { id: '' }] = await waiting('otherCoordinator')
    expect((await answer(absences.objectToAbsence, 'otherCoordinator', id, 0, 'No.')).status).toBe(403)
    expect((await answer(absences.objectToAbsence, 'chief', id, 3, 'Too few.')).status).toBe(409)
    expect((await answer(absences.objectToAbsence, 'coordinator', id, 0)).problem.detail).toContain('Say what speaks')
    expect(
      (await answer(absences.objectToAbsence, 'coordinator', id, 0, 'It is our examination week.')).answer,
    ).toEqual({
      version: 1,
    })
    expect(await told('otherCoordinator')).toContainEqual(
      'Test Coordinator objects to time away of Test Faculty: 1 Feb 2027 to 5 Feb 2027: It is our examination week.',
    )
    expect((await answer(absences.approveAbsence, 'otherCoordinator', id, 0)).status).toBe(409)
    const bare = await answer(absences.approveAbsence, 'otherCoordinator', id, 1)
    expect(bare.problem.detail).toBe(
      'Test Coordinator objects: It is our examination week. To approve it all the same, say why.',
    )
    const approved = await answer(absences.approveAbsence, 'otherCoordinator', id, 1, 'The examination can be moved.')
    expect(approved.answer).toMatchObject({ state: 'approved' })
    expect(await told('coordinator')).toContainEqual(
      'Test Faculty will be away: 1 Feb 2027 to 5 Feb 2027. Other Program has approved it.',
    )
    expect((await answer(absences.objectToAbsence, 'coordinator', id, 2, 'Late.')).status).toBe(409)
  })

  test('over the days of both is a request to each, in one go', async () => {
    const preview = await app.call(absences.previewAbsence, 'coordinator', { body: days('2027-01-13', '2027-01-19') })
    expect(preview.answer.remarks[0]?.sentence).toBe(
      'These days are spent in two programs, and each decides about its own: First Program about 13 Jan 2027 to 15 Jan 2027 and Other Program about 16 Jan 2027 to 19 Jan 2027.',
    )
    const { parts } = await ask('2027-01-13', '2027-01-19')
    expect(parts).toBe(2)
    const decidable = async (as: WorldKey) =>
      (await waiting(as)).filter(({ abilities }) => abilities.decide).map(({ startOn, endOn }) => [startOn, endOn])
    expect(await decidable('coordinator')).toEqual([['2027-01-13', '2027-01-15']])
    expect(await decidable('otherCoordinator')).toEqual([['2027-01-16', '2027-01-19']])
    expect((await app.call(absences.absenceQueue, 'otherTrainee', { query: {} })).status).toBe(403)
  })

  test('on days that nothing is published for goes to the program that was named', async () => {
    const { id } = await ask('2027-05-03', '2027-05-07', { programId: app.world.otherProgramId })
    const row = (await waiting('otherCoordinator')).find((request) => request.id === id)
    expect(row?.abilities.decide).toBe(true)
  })
})
