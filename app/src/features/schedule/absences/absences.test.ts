import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { editDraft } from '../../../testing/draft-edits.ts'
import { addScheduleWorld } from '../../../testing/schedule-world.ts'
import type { WorldKey } from '../../../testing/world.ts'
import { actorOfPerson } from '../../accounts/index.ts'
import { listNotifications } from '../../notifications/contract.ts'
import { getPerson } from '../../people/contract.ts'
import * as scenarios from '../scenarios/contract.ts'
import * as absences from './contract.ts'
import { type AbsenceSettings, defaultSettings } from './settings.ts'
import { approveAbsenceTap } from './taps.ts'

let app: TestApp
let personId: string
let fellowId: string
let chain: AbsenceSettings['chain'] = ['coordinator', 'director']
let policyVersion = 0

/** The trainee and a colleague are on MRI from November to January, in a room for three. */
beforeAll(async () => {
  app = await openTestApp()
  const { fellows } = await addScheduleWorld(app)
  personId = app.world.people.trainee.personId
  fellowId = fellows[0]!.personId
  const { answer: draft } = await app.call(scenarios.createScenario, 'coordinator', {
    body: { name: 'Draft', startYear: 2026, programIds: [app.world.programId], from: 'empty' },
  })
  const params = { scenarioId: draft.id }
  const changes = [app.world.appointments.trainee, fellows[0]!.appointmentId].map((appointmentId) => ({
    appointmentId,
    rotationId: 'mri',
    startOn: '2026-11-01',
    endOn: '2027-01-31',
  }))
  const { findings } = await editDraft(app, 'coordinator', params.scenarioId, changes)
  const acceptedViolations = findings.filter(({ severity }) => severity === 'violation').length
  await app.call(scenarios.publishScenario, 'director', {
    params,
    body: { expectedVersion: 1, expectedRecordVersion: 0, reason: 'The year is ready.', acceptedViolations },
  })
}, 60_000)
afterAll(() => app.close())

const week = { kindCode: 'vacation', startOn: '2027-01-11', endOn: '2027-01-15', part: 'days' as const }
const wanted = (over: object = {}) => ({ personId, ...week, note: '', ...over })

const setPolicy = async (over: Partial<AbsenceSettings>) => {
  const settings = { ...defaultSettings, chain, ...over }
  const params = { programId: app.world.programId }
  const { status, answer } = await app.call(absences.putAbsencePolicy, 'coordinator', {
    params,
    body: { expectedVersion: policyVersion, settings },
  })
  expect(status).toBe(200)
  policyVersion = answer.version
}
beforeEach(async () => {
  chain = ['coordinator', 'director']
  await setPolicy({})
})

const ask = async (over: object = {}, as: WorldKey = 'trainee') => {
  const response = await app.call(absences.askAbsence, as, { body: wanted(over) })
  return { ...response, id: response.answer.id }
}
const decide = (
  route: typeof absences.approveAbsence | typeof absences.declineAbsence | typeof absences.withdrawAbsence,
  as: WorldKey,
  requestId: string,
  expectedVersion: number,
  sentence = '',
) => app.call(route, as, { params: { requestId }, body: { expectedVersion, sentence } })
const mine = async () => (await app.call(absences.myAbsences, 'trainee', { params: { personId } })).answer
const balanceOf = async (code: string) => (await mine()).programs[0]?.balances.find(({ kindCode }) => kindCode === code)
const leaves = async () => (await app.call(getPerson, 'coordinator', { params: { personId } })).answer.leaves
const titles = async (as: WorldKey) =>
  (await app.call(listNotifications, as, {})).answer.items.map(({ title, detail }) => `${title} ${detail}`)

describe('a request', () => {
  test('goes through the chain in order, is entered as leave with the last approval, and can be cancelled', async () => {
    const { id, status } = await ask()
    expect(status).toBe(201)
    expect(await balanceOf('vacation')).toMatchObject({ pendingDays: 5, approvedDays: 0, leftDays: 15 })
    expect((await decide(absences.approveAbsence, 'director', id, 0)).status).toBe(403)
    const first = await decide(absences.approveAbsence, 'coordinator', id, 0)
    expect(first.answer).toEqual({ state: 'pending', waitsFor: 'director', version: 1 })
    expect(await leaves()).toEqual([])
    expect((await decide(absences.approveAbsence, 'director', id, 0)).status).toBe(409)
    const last = await decide(absences.approveAbsence, 'director', id, 1)
    expect(last.answer).toMatchObject({ state: 'approved', waitsFor: null })
    expect(await leaves()).toMatchObject([{ kind: 'vacation', startOn: week.startOn, endOn: week.endOn }])
    expect(await balanceOf('vacation')).toMatchObject({ pendingDays: 0, approvedDays: 5, leftDays: 15 })
    expect((await titles('trainee')).join()).toContain('Your time away is approved')
    const { answer } = await decide(absences.withdrawAbsence, 'trainee', id, 2)
    expect(answer.state).toBe('cancelled')
    expect(await leaves()).toEqual([])
    expect(await balanceOf('vacation')).toMatchObject({ approvedDays: 0, leftDays: 20 })
  })

  test('is declined with a sentence, which the person reads', async () => {
    const { id } = await ask()
    const bare = await decide(absences.declineAbsence, 'coordinator', id, 0)
    expect(bare.status).toBe(422)
    expect(bare.problem.detail).toContain('Say why')
    const { answer } = await decide(absences.declineAbsence, 'coordinator', id, 0, 'MRI would stand empty.')
    expect(answer.state).toBe('declined')
    expect((await titles('trainee')).join()).toContain('MRI would stand empty.')
    const request = (await mine()).requests.find((row) => row.id === id)
    expect(request?.decisions).toMatchObject([{ decision: 'declined', role: 'coordinator' }])
    expect((await decide(absences.approveAbsence, 'coordinator', id, 1)).status).toBe(409)
  })

  test('is withdrawn by whoever asked, and by nobody of another program', async () => {
    const { id } = await ask()
    expect((await decide(absences.withdrawAbsence, 'otherTrainee', id, 0)).status).toBe(403)
    expect((await decide(absences.withdrawAbsence, 'otherDirector', id, 0)).status).toBe(403)
    expect((await decide(absences.withdrawAbsence, 'trainee', id, 0)).answer.state).toBe('withdrawn')
  })

  test('may be for half a day or hours, which stay out of the leaves', async () => {
    const half = { startOn: '2027-01-20', endOn: '2027-01-20' }
    const { id } = await ask({ ...half, kindCode: 'interview', part: 'morning' })
    await decide(absences.approveAbsence, 'coordinator', id, 0)
    await decide(absences.approveAbsence, 'director', id, 1)
    expect(await balanceOf('interview')).toMatchObject({ approvedDays: 0.5 })
    const hours = await ask({ ...half, part: 'hours', startMinute: 13 * 60, endMinute: 15 * 60 })
    expect(hours.status).toBe(201)
    expect(await balanceOf('vacation')).toMatchObject({ pendingDays: 0.25 })
    const clash = await ask({ ...half, part: 'hours', startMinute: 14 * 60, endMinute: 16 * 60 })
    expect(clash.problem.detail).toContain('request already')
    expect((await ask({ ...half, part: 'hours', startMinute: 900, endMinute: 800 })).problem.detail).toContain('before')
    expect((await ask({ startOn: '2027-01-23', endOn: '2027-01-23', part: 'morning' })).problem.detail).toContain(
      'no working day',
    )
    expect(await leaves()).toEqual([])
    await decide(absences.withdrawAbsence, 'trainee', hours.id, 0)
    await decide(absences.withdrawAbsence, 'trainee', id, 2)
  })

  test('that makes no sense is refused with a sentence', async () => {
    const cases: [object, string][] = [
      [{ startOn: '2027-01-15', endOn: '2027-01-11' }, 'before the first'],
      [{ startOn: '2028-01-15', endOn: '2028-01-16' }, 'no appointment'],
      [{ kindCode: 'holiday' }, 'no such kind'],
      [{ endOn: '2027-01-16', part: 'morning' }, 'of one day'],
      [{ endOn: '2027-07-09', startOn: '2027-06-28' }, 'appointment ends'],
    ]
    for (const [over, sentence] of cases) {
      const { status, problem } = await ask(over)
      expect([status, problem.detail]).toEqual([422, expect.stringContaining(sentence)])
    }
  })

  test('of a chief is not decided by that chief', async () => {
    chain = ['chief']
    await setPolicy({})
    const { id } = await ask()
    expect((await decide(absences.approveAbsence, 'chief', id, 0)).answer.state).toBe('approved')
    await decide(absences.withdrawAbsence, 'trainee', id, 1)
  })
})

describe('what time away would do', () => {
  const preview = async (over: object = {}, as: WorldKey = 'trainee') =>
    (await app.call(absences.previewAbsence, as, { body: { personId, ...week, ...over } })).answer

  test('is told before it is asked for: allowance, coverage, others away', async () => {
    const { id } = await ask({ personId: fellowId }, 'coordinator')
    const effect = await preview()
    expect(effect).toMatchObject({ takesDays: 5, board: null, calls: [] })
    expect(effect.balance).toMatchObject({ allowanceDays: 20, leftDays: 20 })
    expect(effect.coverage[0]).toMatchObject({ label: 'MRI', left: 1, short: false })
    expect(effect.othersAway).toMatchObject([{ personName: 'Bea Fellow', state: 'pending' }])
    expect(effect.graduation).toMatchObject({ fromOn: '2027-06-30', toOn: '2027-06-30' })
    await decide(absences.withdrawAbsence, 'coordinator', id, 0)
  })

  test('includes a later end of training where the leave does not count', async () => {
    const effect = await preview({ kindCode: 'parental', startOn: '2027-01-04', endOn: '2027-01-31' })
    expect(effect.graduation).toMatchObject({ fromOn: '2027-06-30', toOn: '2027-07-28' })
    expect(effect.graduation?.sentence).toContain('instead of')
  })

  test('says when little notice is given, and is stored nowhere', async () => {
    const effect = await preview({ startOn: '2026-11-23', endOn: '2026-11-24' })
    expect(effect.remarks).toEqual([{ firm: false, sentence: expect.stringContaining('30 days of notice') }])
    expect((await mine()).requests.filter(({ state }) => state === 'pending')).toEqual([])
  })

  test('is not for other trainees', async () => {
    for (const as of ['otherTrainee', 'otherCoordinator'] as const)
      expect((await app.call(absences.previewAbsence, as, { body: { personId, ...week } })).status).toBe(403)
  })
})

describe('what the program decided', () => {
  test('holds: blackouts and limits refuse, and approvers may differ with a reason', async () => {
    const blackout = { name: 'In-training examination', startOn: '2027-01-13', endOn: '2027-01-13', rotationId: null }
    await setPolicy({ blackouts: [{ ...blackout, firm: true }] })
    expect((await ask()).problem.detail).toContain('In-training examination')
    expect((await ask({ kindCode: 'medical' })).status).toBe(201)
    const [open] = (await mine()).requests.filter(({ state }) => state === 'pending')
    await decide(absences.withdrawAbsence, 'trainee', open!.id, 0)
    await setPolicy({ limits: [{ rotationId: 'mri', level: null, most: 1, firm: true }] })
    const first = await ask({ personId: fellowId }, 'coordinator')
    expect((await ask()).problem.detail).toContain('At most 1 trainee may be away at once on MRI')
    await setPolicy({ limits: [{ rotationId: null, level: 'PGY-6', most: 1, firm: true }] })
    expect((await ask()).problem.detail).toContain('At most 1 trainee at PGY-6 may be away at once in the program')
    await setPolicy({ limits: [{ rotationId: null, level: 'PGY-5', most: 1, firm: true }] })
    const second = await ask()
    await setPolicy({ limits: [{ rotationId: null, level: null, most: 1, firm: true }] })
    const bare = await decide(absences.approveAbsence, 'coordinator', second.id, 0)
    expect(bare.problem.detail).toContain('To approve it all the same')
    expect((await decide(absences.approveAbsence, 'coordinator', second.id, 0, 'Both agreed.')).status).toBe(200)
    await decide(absences.withdrawAbsence, 'trainee', second.id, 1)
    await decide(absences.withdrawAbsence, 'coordinator', first.id, 0)
  })

  test('is changed by the desk of the program, not over somebody else’s change', async () => {
    const params = { programId: app.world.programId }
    const put = (as: WorldKey, expectedVersion: number, over: object = {}) =>
      app.call(absences.putAbsencePolicy, as, {
        params,
        body: { expectedVersion, settings: { ...defaultSettings, ...over } },
      })
    expect((await put('coordinator', policyVersion - 1)).status).toBe(409)
    expect((await put('otherDirector', policyVersion)).status).toBe(403)
    expect((await put('coordinator', policyVersion, { chain: [] })).status).toBe(422)
    expect((await app.call(absences.getAbsencePolicy, 'otherCoordinator', { params })).status).toBe(403)
    const { answer } = await app.call(absences.getAbsencePolicy, 'director', { params })
    expect(answer).toMatchObject({ own: true, version: policyVersion })
    expect(answer.rotations.map(({ id }) => id)).toContain('mri')
  })
})

describe('illness', () => {
  test('is reported from now on, without approval, and the desk is told at once', async () => {
    const body = { personId, kindCode: 'sick', note: 'Fever' }
    expect((await app.call(absences.callIn, 'otherTrainee', { body })).status).toBe(403)
    const vacation = await app.call(absences.callIn, 'trainee', { body: { ...body, kindCode: 'vacation' } })
    expect(vacation.problem.detail).toContain('cannot be reported')
    const { status, answer } = await app.call(absences.callIn, 'trainee', { body })
    expect(status).toBe(201)
    expect(answer).toMatchObject({ startOn: '2026-11-18', endOn: '2026-11-18', calls: [] })
    expect(await leaves()).toMatchObject([{ kind: 'medical', startOn: '2026-11-18' }])
    for (const as of ['chief', 'coordinator'] as const) {
      const told = (await titles(as)).join()
      expect(told).toContain('Test Trainee is out from now on')
      expect(told).not.toMatch(/sick|fever/i)
    }
    expect((await app.call(absences.callIn, 'trainee', { body })).problem.detail).toContain('leave already')
    await decide(absences.withdrawAbsence, 'trainee', answer.id, 0)
  })
})

describe('why somebody is away', () => {
  test('is told to those who may read the person’s page and to nobody else', async () => {
    chain = ['chief', 'coordinator']
    await setPolicy({})
    const { id } = await ask({ kindCode: 'medical', note: 'An operation' })
    const params = { requestId: id }
    const toChief = await app.call(absences.getAbsence, 'chief', { params })
    expect(toChief.answer.request).toMatchObject({ kindName: null, note: null, takesDays: null })
    expect(toChief.answer.effect).toMatchObject({ balance: null, board: null, graduation: null, entitlement: null })
    expect(toChief.answer.effect.coverage).toHaveLength(1)
    const queue = await app.call(absences.absenceQueue, 'chief', { query: {} })
    expect(JSON.stringify([toChief.answer, queue.answer])).not.toMatch(/medical|operation/i)
    expect((await titles('chief')).join()).not.toMatch(/medical|operation/i)
    const query = { startOn: '2027-01-01', endOn: '2027-01-31' }
    for (const as of ['chief', 'faculty', 'trainee'] as const) {
      const { answer } = await app.call(absences.absenceCalendar, as, { query })
      const row = answer.programs[0]?.people.find((each) => each.personId === personId)
      expect(row?.away[0]).toMatchObject({ kindName: as === 'trainee' ? 'Medical leave' : null, state: 'pending' })
    }
    const toCoordinator = await app.call(absences.getAbsence, 'coordinator', { params })
    expect(toCoordinator.answer.request).toMatchObject({ kindName: 'Medical leave', note: 'An operation' })
    expect((await app.call(absences.getAbsence, 'otherCoordinator', { params })).status).toBe(403)
    expect((await app.call(absences.absenceQueue, 'otherCoordinator', { query: {} })).answer.waiting).toEqual([])
    const elsewhere = await app.call(absences.absenceCalendar, 'otherTrainee', { query })
    expect(JSON.stringify(elsewhere.answer)).not.toContain(personId)
    await decide(absences.withdrawAbsence, 'trainee', id, 0)
  })

  test('can be approved from a message, by whoever may at that moment and once', async () => {
    const { id } = await ask({ startOn: '2027-02-08', endOn: '2027-02-12' })
    const tapAs = async (key: WorldKey) => {
      const { institutionId, people } = app.world
      const actor = (await actorOfPerson(app.platform, institutionId, people[key].personId))!
      const who = { institutionId, personId: actor.personId, name: actor.name, requestId: 'tap' }
      return { actor, who, data: { requestId: id } }
    }
    const first = await tapAs('coordinator')
    expect(await approveAbsenceTap.describe(app.platform, first)).toMatchObject({
      title: 'Test Trainee asks for time away',
      over: null,
    })
    await expect(approveAbsenceTap.run(app.platform, await tapAs('director'))).rejects.toThrow('waits for')
    await expect(approveAbsenceTap.run(app.platform, await tapAs('faculty'))).rejects.toThrow('do not include')
    expect(await approveAbsenceTap.run(app.platform, first)).toContain('now waits for the')
    expect((await approveAbsenceTap.describe(app.platform, first)).over).toContain('decided already')
    expect(await approveAbsenceTap.run(app.platform, await tapAs('director'))).toBe('It is approved.')
    await decide(absences.withdrawAbsence, 'coordinator', id, 2)
  })

  test('two decisions at once make one', async () => {
    const { id } = await ask({ startOn: '2027-02-01', endOn: '2027-02-05' })
    const both = await Promise.all([
      decide(absences.approveAbsence, 'coordinator', id, 0),
      decide(absences.declineAbsence, 'coordinator', id, 0, 'No.'),
    ])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const request = (await mine()).requests.find((each) => each.id === id)
    expect(request?.decisions).toHaveLength(1)
    if (request?.state === 'pending') await decide(absences.withdrawAbsence, 'trainee', id, 1)
  })
})
