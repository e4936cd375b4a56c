import { inArray } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { editDraft } from '../../testing/draft-edits.ts'
import { newcomer, rolloverOf } from '../../testing/rollover-world.ts'
import { addScheduleWorld } from '../../testing/schedule-world.ts'
import type { WorldKey } from '../../testing/world.ts'
import { listAudit } from '../audit/contract.ts'
import * as people from '../people/contract.ts'
import { appointment, combination, combinationAgreement } from '../people/schema.ts'
import { createHoliday, listPools } from '../schedule/calls/contract.ts'
import { getScenario, listScenarios } from '../schedule/scenarios/contract.ts'
import { listWishes } from '../schedule/scenarios/preferences/contract.ts'
import * as rollover from './contract.ts'

let app: TestApp
let world: ReturnType<typeof rolloverOf>

const leave = (givenName: string, startOn: string, endOn: string) =>
  app.call(people.addLeave, 'coordinator', {
    params: { personId: world.named.get(givenName)!.personId },
    body: { kind: 'parental', startOn, endOn, countsTowardTraining: false },
  })

const appointElsewhere = async (personId: string, days: { startOn: string; endOn: string; ftePercent: number }) => {
  const { answer } = await app.call(people.createAppointment, 'otherCoordinator', {
    params: { personId },
    body: {
      programId: app.world.otherProgramId,
      entryLevel: 'PGY-6',
      priorTraining: [],
      curriculumEffectiveOn: null,
      ...days,
    },
  })
  return answer.id
}

/** Both programs have agreed, as their definitions would have to allow. */
const combine = async (personId: string) => {
  const { institutionId, programId, otherProgramId } = app.world
  const other = await appointElsewhere(personId, { startOn: '2026-07-01', endOn: '2028-06-30', ftePercent: 50 })
  const db = app.platform.database.drizzle
  const combinationId = randomUUID()
  const [proposedBy, at] = [app.world.people.director.personId, app.platform.now()]
  await db.insert(combination).values({ institutionId, id: combinationId, personId, proposedBy, proposedAt: at })
  await db.insert(combinationAgreement).values(
    [programId, otherProgramId].map((id) => ({
      institutionId,
      combinationId,
      programId: id,
      agreedBy: proposedBy,
      agreedAt: at,
    })),
  )
  const ids = [world.named.get('Combined')!.appointmentId, other]
  await db.update(appointment).set({ combinationId }).where(inArray(appointment.id, ids))
}

beforeAll(async () => {
  app = await openTestApp()
  world = rolloverOf(app)
  await addScheduleWorld(app)
  await world.enter('Late')
  await leave('Late', '2026-10-05', '2026-11-29')
  await world.enter('Offcycle', { startOn: '2026-10-01', endOn: '2027-09-30' })
  await world.enter('Parttime', { startOn: '2025-07-01', endOn: '2027-06-30', ftePercent: 50 })
  await leave('Parttime', '2026-02-02', '2026-02-15')
  await world.enter('Early')
  await combine(await world.enter('Combined', { ftePercent: 50 }))
  await appointElsewhere(await world.enter('Mover'), { startOn: '2027-07-03', endOn: '2028-07-02', ftePercent: 100 })
  await app.call(createHoliday, 'coordinator', {
    body: { programId: app.world.programId, onDay: '2026-11-26', name: 'Thanksgiving', points: 1 },
  })
}, 60_000)
afterAll(() => app.close())

describe('where everybody is', () => {
  test('with what is usual and why: leave, off-cycle, part-time, combined', async () => {
    expect(await world.placeOf('Late')).toMatchObject({ reckonedOn: '2027-08-25', usual: { choice: 'extend' } })
    expect(await world.placeOf('Offcycle')).toMatchObject({
      where: 'finishes-within',
      marks: ['Off-cycle'],
      usual: { choice: 'keep' },
      reason: 'Stays at PGY-6. Finishes on 30 Sep 2027.',
    })
    const partTime = await world.placeOf('Parttime')
    expect(partTime).toMatchObject({ marks: ['Part-time, 50 %'], usual: { choice: 'undecided' } })
    expect(partTime.reason).toContain('a part-time plan must say')
    expect(await world.placeOf('Combined')).toMatchObject({
      where: 'moves',
      marks: ['Combined with Other Program'],
      reason: 'Ends here on 30 Jun 2027 and goes on with Other Program until 30 Jun 2028.',
    })
    expect((await world.placeOf('Mover')).reason).toBe(
      'Moves to Other Program on 3 Jul 2027, after 2 days with no appointment.',
    )
    expect(await world.placeOf('Early')).toMatchObject({ where: 'finishes', usual: { choice: 'keep' } })
  })

  test('warns of requirements that those who finish do not reach', async () => {
    const { outstanding } = await world.placeOf('Early')
    expect(outstanding.map(({ title }) => title)).toContain('MRI')
  })

  test('is for the coordinator and the director of the program alone', async () => {
    const ask = async (as: WorldKey) => (await app.call(rollover.getRollover, as, { params: world.paramsOf() })).status
    expect(await ask('director')).toBe(200)
    for (const key of ['otherCoordinator', 'otherDirector', 'trainee', 'chief', 'dio'] as const)
      expect(await ask(key)).toBe(403)
    expect((await world.decide('Late', { choice: 'keep' }, 0, 'otherCoordinator')).status).toBe(403)
    const { year, plan } = (await app.call(rollover.getRollover, 'director', { params: world.paramsOf() })).answer
    const days = { startOn: '2027-07-01', endOn: '2028-06-30' }
    const entry = { givenName: 'Nova', familyName: 'Example', email: null, level: 'PGY-6', ...days, ftePercent: 100 }
    const params = world.paramsOf()
    const refused = [
      app.call(rollover.decideYear, 'otherCoordinator', {
        params,
        body: { expectedVersion: year.version, decision: year.decision },
      }),
      app.call(rollover.putIncoming, 'otherCoordinator', {
        params,
        body: { entries: [{ expectedVersion: 0, entry }] },
      }),
      app.call(rollover.readIncoming, 'otherCoordinator', { params, body: { text: 'Nova Example' } }),
      app.call(rollover.applyRollover, 'otherCoordinator', {
        params,
        body: { expectedVersion: 0, fingerprint: plan?.fingerprint ?? '' },
      }),
    ]
    expect((await Promise.all(refused)).map(({ status }) => status)).toEqual([403, 403, 403, 403])
  })

  test('asks for a year that is near', async () => {
    const { status, problem } = await app.call(rollover.getRollover, 'coordinator', { params: world.paramsOf('2040') })
    expect(status).toBe(422)
    expect(problem.detail).toContain('too far away')
  })
})

describe('decisions', () => {
  test('are kept as they are made, and nobody overwrites another’s', async () => {
    expect((await world.decide('Early', { choice: 'end', endOn: '2027-05-31' })).status).toBe(200)
    expect(await world.placeOf('Early')).toMatchObject({
      version: 1,
      decidedBy: 'Test Coordinator',
      endOn: '2027-06-30',
    })
    const second = await world.decide('Early', { choice: 'keep' }, 0, 'director')
    expect(second.status).toBe(409)
    expect(second.problem.detail).toBe(
      'Test Coordinator decided about Early Example meanwhile. Look at it as it is now, then decide again.',
    )
    expect((await world.decide('Offcycle', { choice: 'keep' }, 0, 'director')).status).toBe(200)
    expect((await world.endOf('Early')).endOn).toBe('2027-06-30')
  })

  test('about somebody of another program are refused', async () => {
    const { status } = await app.call(rollover.decidePeople, 'coordinator', {
      params: world.paramsOf(),
      body: {
        decisions: [
          { appointmentId: app.world.appointments.otherTrainee, expectedVersion: 0, decision: { choice: 'keep' } },
        ],
      },
    })
    expect(status).toBe(404)
  })

  test('that would make more than full time are named before anything is written', async () => {
    expect((await world.decide('Mover', { choice: 'end', endOn: '2027-07-31' })).status).toBe(200)
    expect((await world.look()).plan?.problems).toMatchObject([
      {
        path: `person:${world.named.get('Mover')!.appointmentId}`,
        sentence: expect.stringContaining(
          'Mover Example: From 3 Jul 2027 to 31 Jul 2027 this makes 200 % of full time',
        ),
      },
    ])
    expect((await world.decide('Mover', { choice: 'keep' }, 1)).status).toBe(200)
  })

  test('take a pasted list, with or without a header, and say what cannot be read', async () => {
    const read = (text: string) =>
      app.call(rollover.readIncoming, 'coordinator', { params: world.paramsOf(), body: { text } })
    const plain = await read('Nia Newcomer\tnia.newcomer@example.org\nOle Newcomer\tnot-an-address')
    expect(plain.answer.entries).toMatchObject([newcomer('Nia')])
    expect(plain.answer.problems).toEqual([{ row: 2, sentence: 'E-mail: “not-an-address” is not an e-mail address.' }])
    const headed = await read('Last name,First name,Start date,FTE\nNewcomer,Pat,9/1/2027,50%')
    expect(headed.answer.entries).toMatchObject([
      { givenName: 'Pat', startOn: '2027-09-01', endOn: '2028-08-31', ftePercent: 50, email: null },
    ])
    expect((await read('  ')).status).toBe(422)
  })

  test('about who comes are checked before anything is written', async () => {
    await world.add(newcomer('Nia'), newcomer('Odd', { level: 'PGY-9', startOn: '2029-07-01', endOn: '2030-06-30' }))
    const { plan, incoming, positions } = await world.look()
    expect(positions).toMatchObject({ approved: null, filled: 1 })
    expect(plan?.problems.map(({ sentence }) => sentence)).toEqual([
      'Odd Newcomer: First Program has no level “PGY-9”; it has PGY-6.',
      'Odd Newcomer: They begin on 1 Jul 2029, which is not in 2027-28.',
    ])
    const refused = await world.apply()
    expect(refused.status).toBe(422)
    expect(refused.problem.detail).toContain('Nothing was written.')
    const odd = incoming.find(({ givenName }) => givenName === 'Odd')!
    const dropped = await app.call(rollover.putIncoming, 'coordinator', {
      params: world.paramsOf(),
      body: { entries: [{ id: odd.id, expectedVersion: 1, entry: null }] },
    })
    expect(dropped.status).toBe(200)
    expect((await world.look()).plan?.problems).toEqual([])
  })
})

describe('a rollover', () => {
  let rolloverId: string

  test('is not applied as somebody did not read it', async () => {
    const { version: expectedVersion } = await world.look()
    const body = { expectedVersion, fingerprint: 'another' }
    expect((await app.call(rollover.applyRollover, 'coordinator', { params: world.paramsOf(), body })).status).toBe(409)
  })

  test('writes exactly what its preview says, each change with its id in the audit log', async () => {
    const { plan } = await world.look()
    expect(plan?.undecided).toEqual(['Parttime Example'])
    const { status, answer } = await world.apply()
    expect(status).toBe(200)
    rolloverId = answer.rolloverId
    expect(await world.endOf('Late')).toMatchObject({ endOn: '2027-08-25' })
    expect(await world.endOf('Early')).toMatchObject({ endOn: '2027-05-31' })
    const { applied } = await world.look()
    expect(applied?.changes.map(({ sentence }) => sentence)).toEqual(plan?.changes.map(({ sentence }) => sentence))
    expect(applied?.changes.every(({ obstacle }) => obstacle === null)).toBe(true)
    expect(plan?.changes.map(({ kind }) => kind)).toEqual(['end', 'end', 'incoming', 'draft', 'wishes', 'holiday'])
    const found = await app.call(people.getPeople, 'coordinator', { query: { search: 'Nia' } })
    expect(found.answer.items[0]?.programs).toMatchObject([{ startOn: '2027-07-01', endOn: '2028-06-30' }])
    const { answer: drafts } = await app.call(listScenarios, 'coordinator', { query: { startYear: '2027' } })
    expect(drafts.scenarios).toMatchObject([{ name: 'First 2027-28', status: 'draft' }])
    const pools = await app.call(listPools, 'coordinator', {})
    expect(pools.answer.holidays).toContainEqual(expect.objectContaining({ onDay: '2027-11-25', name: 'Thanksgiving' }))
    const events = await app.call(listAudit, 'administrator', { query: { limit: '100' } })
    const marked = events.answer.items.filter(({ after }) => JSON.stringify(after ?? '').includes(rolloverId))
    expect(marked.length).toBeGreaterThanOrEqual(plan?.changes.length ?? 0)
  })

  test('is applied once, and then decides no more', async () => {
    const again = await world.apply()
    expect(again.status).toBe(409)
    expect(again.problem.detail).toContain('Test Coordinator has rolled over into 2027-28 already.')
    expect((await world.decide('Late', { choice: 'keep' })).status).toBe(409)
  })

  test('is taken back by nobody of another program', async () => {
    const body = { expectedVersion: 0, rest: false }
    const params = { rolloverId }
    expect((await app.call(rollover.takeRolloverBack, 'otherCoordinator', { params, body })).status).toBe(403)
    expect((await app.call(rollover.takeRolloverBack, 'foreignAdministrator', { params, body })).status).toBe(403)
    expect((await app.call(rollover.takeRolloverBack, 'coordinator', { params, body })).status).toBe(409)
  })

  test('names what stands in the way, and takes back the rest only when asked', async () => {
    const late = await world.endOf('Late')
    const { id: _id, ...fields } = { ...late, id: '' }
    const edited = await app.call(people.editAppointment, 'director', {
      params: { appointmentId: late.id },
      body: {
        startOn: fields.startOn,
        endOn: '2027-09-01',
        entryLevel: fields.entryLevel,
        ftePercent: 100,
        priorTraining: [],
        curriculumEffectiveOn: null,
        expectedVersion: late.version,
      },
    })
    expect(edited.status).toBe(200)
    const { version: expectedVersion } = await world.look()
    const take = (rest: boolean) =>
      app.call(rollover.takeRolloverBack, 'director', { params: { rolloverId }, body: { expectedVersion, rest } })
    const refused = await take(false)
    expect(refused.status).toBe(409)
    expect(refused.problem.detail).toContain(
      'The appointment of Late Example was changed since: it ends on 1 Sep 2027.',
    )
    expect((await world.endOf('Early')).endOn).toBe('2027-05-31')
    expect((await take(true)).answer).toEqual({ takenBack: 5, kept: 1 })
    expect((await world.endOf('Early')).endOn).toBe('2027-06-30')
    expect((await world.endOf('Late')).endOn).toBe('2027-09-01')
    const { applied, earlier } = await world.look()
    expect(applied).toBeNull()
    expect(earlier[0]).toMatchObject({
      takenBackBy: 'Test Director',
      kept: [{ because: expect.stringContaining('Late') }],
    })
    const found = await app.call(people.getPeople, 'coordinator', { query: { search: 'Nia' } })
    expect(found.answer.items).toEqual([])
    const { answer: drafts } = await app.call(listScenarios, 'coordinator', { query: { startYear: '2027' } })
    expect(drafts.scenarios).toMatchObject([{ status: 'archived' }])
    const wishes = await app.call(listWishes, 'coordinator', { params: { startYear: '2027' }, query: {} })
    expect(wishes.answer.programs.find(({ programId }) => programId === app.world.programId)?.dueOn ?? null).toBeNull()
    expect((await take(true)).status).toBe(409)
  })

  test('begins anew after that, and is not taken back while somebody works on its draft', async () => {
    expect((await world.decide('Late', { choice: 'keep' })).status).toBe(200)
    const { status, answer } = await world.apply('director')
    expect(status).toBe(200)
    const { answer: drafts } = await app.call(listScenarios, 'coordinator', { query: { startYear: '2027' } })
    const draft = drafts.scenarios.find((each) => each.status === 'draft')!
    await editDraft(app, 'coordinator', draft.id, [
      {
        appointmentId: world.named.get('Offcycle')!.appointmentId,
        rotationId: 'mri',
        startOn: '2027-07-01',
        endOn: '2027-07-31',
      },
    ])
    const { version: expectedVersion, applied } = await world.look()
    expect(applied?.changes.filter(({ obstacle }) => obstacle !== null)).toMatchObject([
      { obstacle: 'Somebody worked on “First 2027-28” since.' },
    ])
    const params = { rolloverId: answer.rolloverId }
    const body = { expectedVersion, rest: true }
    expect((await app.call(rollover.takeRolloverBack, 'coordinator', { params, body })).answer.kept).toBe(1)
    expect((await app.call(getScenario, 'coordinator', { params: { scenarioId: draft.id } })).status).toBe(200)
  })
})
