import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { fellowshipFile } from '../../testing/fellowship.ts'
import type { WorldKey } from '../../testing/world.ts'
import { importDefinition as importProgram } from '../programs/contract.ts'
import * as contract from './contract.ts'
import { activeAppointments } from './index.ts'
import { person } from './schema.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
  for (const slug of ['first-program', 'other-program'])
    await app.call(importProgram, 'administrator', { query: { commit: 'true' }, body: fellowshipFile(slug, true) })
  await app.call(importProgram, 'administrator', { query: { commit: 'true' }, body: fellowshipFile('lonely', false) })
})
afterAll(() => app.close())

const get = (as: WorldKey | null, personId: string) => app.call(contract.getPerson, as, { params: { personId } })
const appointment = (
  programId: string,
  more: Partial<contract.AppointmentFields> = {},
): contract.AppointmentFields => ({
  programId,
  startOn: '2026-07-01',
  endOn: '2027-06-30',
  entryLevel: 'PGY-6',
  ftePercent: 100,
  priorTraining: [],
  curriculumEffectiveOn: null,
  ...more,
})
let counter = 0
const create = async (more: Partial<contract.AppointmentFields> = {}) => {
  counter += 1
  const body = {
    givenName: 'Ada',
    familyName: `Fictional ${counter}`,
    email: `ada${counter}@example.org`,
    staffNumber: `T-${counter}`,
    appointment: appointment(app.world.programId, more),
  }
  const { status, answer, problem } = await app.call(contract.createPerson, 'coordinator', { body })
  expect(problem?.detail ?? '').toBe('')
  expect(status).toBe(201)
  return answer.id
}

describe("a person's page", () => {
  it('is for the person and those who run their program', async () => {
    const { personId } = app.world.people.trainee
    for (const as of ['trainee', 'coordinator', 'director', 'dio', 'administrator'] as const)
      expect([as, (await get(as, personId)).status]).toEqual([as, 200])
    for (const as of ['faculty', 'chief', 'finance', 'otherTrainee', 'otherCoordinator'] as const)
      expect([as, (await get(as, personId)).status]).toEqual([as, 403])
    expect((await get('foreignAdministrator', personId)).status).toBe(404)
    expect((await get(null, personId)).status).toBe(401)
    const { answer } = await get('trainee', personId)
    expect(answer.abilities).toEqual({ edit: false, invite: false, propose: false, appointTo: [] })
    expect(answer.appointments[0]).toMatchObject({ levelToday: 'PGY-6', classYear: 2027, active: true, mayEdit: false })
  })

  it('moves the level on by leave that does not count', async () => {
    const id = await create({ startOn: '2026-07-01', endOn: '2027-09-30' })
    const leave = { kind: 'parental' as const, startOn: '2026-10-01', endOn: '2026-12-31', countsTowardTraining: false }
    expect((await app.call(contract.addLeave, 'coordinator', { params: { personId: id }, body: leave })).status).toBe(
      201,
    )
    const { answer } = await get('coordinator', id)
    expect(answer.leaves).toHaveLength(1)
    expect(answer.appointments[0]?.levels.at(-1)).toMatchObject({ level: 'PGY-6', endOn: '2027-09-30' })
  })
})

describe('creating and changing', () => {
  it('refuses somebody else’s e-mail and staff number, naming the field', async () => {
    const id = await create()
    const { answer } = await get('coordinator', id)
    const body = {
      givenName: 'Bea',
      familyName: 'Fictional',
      email: answer.email?.toUpperCase() ?? '',
      staffNumber: null,
      facultyOf: app.world.programId,
    }
    const refused = await app.call(contract.createPerson, 'coordinator', { body })
    expect(refused.status).toBe(422)
    expect(refused.problem.detail).toContain('has this e-mail already')
  })

  it('refuses another program’s desk', async () => {
    const body = { givenName: 'Cy', familyName: 'Fictional', email: null, staffNumber: null }
    const asked = async (as: WorldKey | null, more: object) =>
      (await app.call(contract.createPerson, as, { body: { ...body, ...more } })).status
    expect(await asked('otherCoordinator', { facultyOf: app.world.programId })).toBe(403)
    expect(await asked('coordinator', {})).toBe(403)
    expect(
      await asked('coordinator', {
        facultyOf: app.world.programId,
        appointment: appointment(app.world.otherProgramId),
      }),
    ).toBe(403)
    expect(await asked('trainee', { facultyOf: app.world.programId })).toBe(403)
    expect(await asked(null, { facultyOf: app.world.programId })).toBe(401)
    expect(await asked('coordinator', { facultyOf: app.world.programId })).toBe(201)
    expect(await asked('administrator', {})).toBe(201)
  })

  it('saves with a version, and gives the present record on a stale save', async () => {
    const id = await create()
    const fields = { givenName: 'Ada', familyName: 'Renamed', email: null, staffNumber: null }
    const save = (as: WorldKey | null, expectedVersion: number) =>
      app.call(contract.editPerson, as, { params: { personId: id }, body: { ...fields, expectedVersion } })
    expect((await save('coordinator', 0)).answer).toEqual({ version: 1 })
    const stale = await save('director', 0)
    expect(stale.status).toBe(409)
    expect(stale.problem.current).toMatchObject({ familyName: 'Renamed', version: 1 })
    expect((await save('otherCoordinator', 1)).status).toBe(403)
    expect((await save('faculty', 1)).status).toBe(403)
    expect((await save('foreignAdministrator', 1)).status).toBe(404)
    expect((await save(null, 1)).status).toBe(401)
  })

  it('archives and brings back, and closes the account meanwhile', async () => {
    const { personId } = app.world.people.chief
    const archive = (as: WorldKey | null, expectedVersion: number, archived: boolean) =>
      app.call(contract.archivePerson, as, { params: { personId }, body: { expectedVersion, archived } })
    expect((await archive('otherCoordinator', 0, true)).status).toBe(403)
    expect((await archive(null, 0, true)).status).toBe(401)
    expect((await archive('coordinator', 0, true)).status).toBe(200)
    expect((await app.call(contract.getPeople, 'chief', { query: {} })).status).toBe(401)
    const { answer } = await app.call(contract.getPeople, 'coordinator', { query: { archived: 'true' } })
    expect(answer.items.map(({ familyName }) => familyName)).toContain('Chief')
    expect((await archive('coordinator', 1, false)).status).toBe(200)
    expect((await app.call(contract.getPeople, 'chief', { query: {} })).status).toBe(200)
    const self = app.world.people.coordinator.personId
    const body = { expectedVersion: 0, archived: true }
    expect((await app.call(contract.archivePerson, 'coordinator', { params: { personId: self }, body })).status).toBe(
      409,
    )
  })
})

describe('appointments', () => {
  const add = (as: WorldKey | null, personId: string, body: contract.AppointmentFields) =>
    app.call(contract.createAppointment, as, { params: { personId }, body })

  it('refuses dates in the wrong order, unknown levels, programs without a curriculum', async () => {
    const id = await create({ ftePercent: 50 })
    const other = app.world.otherProgramId
    const detail = async (more: Partial<contract.AppointmentFields>) =>
      (await add('administrator', id, appointment(other, { ftePercent: 50, ...more }))).problem.detail
    expect(await detail({ endOn: '2026-06-30' })).toContain('before it starts')
    expect(await detail({ entryLevel: 'PGY-2' })).toContain('has no level “PGY-2”; it has PGY-6')
    expect(await detail({ curriculumEffectiveOn: '2016-07-01' })).toContain('no version that took effect on 1 Jul 2016')
    expect(await detail({ priorTraining: ['surgery'] })).toContain('no prior training called “surgery”')
    expect(await detail({ startOn: '2026-02-30' })).toContain('does not exist')
  })

  it('allows several at once up to full time, and says what is beside', async () => {
    const id = await create({ ftePercent: 60 })
    const other = app.world.otherProgramId
    const over = await add('administrator', id, appointment(other, { ftePercent: 50 }))
    expect(over.problem.detail).toBe(
      'From 1 Jul 2026 to 30 Jun 2027 this makes 110 % of full time, together with first-program fellowship. Lower the share or change the dates.',
    )
    expect((await add('otherCoordinator', id, appointment(other, { ftePercent: 40 }))).status).toBe(201)
    const again = await add('otherCoordinator', id, appointment(other, { ftePercent: 1, startOn: '2027-01-01' }))
    expect(again.problem.detail).toContain('already an appointment to other-program fellowship')
    expect((await add('coordinator', id, appointment(other))).status).toBe(403)
    expect((await add('trainee', id, appointment(other))).status).toBe(403)
    expect((await add(null, id, appointment(other))).status).toBe(401)
    const missing = await add('coordinator', app.world.institutionId, appointment(app.world.programId))
    expect(missing.status).toBe(404)
  })

  it('lets the trainee sign in to the program they are appointed to', async () => {
    const id = await create()
    const [trainee] = (await get('coordinator', id)).answer.programs
    expect(trainee).toMatchObject({ role: 'trainee', programId: app.world.programId })
  })

  it('is ended early, put away and brought back, with its reason in the log', async () => {
    const id = await create()
    const before = (await get('coordinator', id)).answer.appointments[0]
    const params = { appointmentId: before?.id ?? '' }
    const { programId: _program, ...fields } = appointment(app.world.programId, { endOn: '2026-12-31' })
    const edit = (as: WorldKey | null, expectedVersion: number) =>
      app.call(contract.editAppointment, as, { params, body: { ...fields, expectedVersion, reason: 'Moves away' } })
    expect((await edit('coordinator', 0)).answer).toEqual({ version: 1 })
    expect((await edit('coordinator', 0)).status).toBe(409)
    expect((await edit('otherCoordinator', 1)).status).toBe(403)
    expect((await edit('foreignAdministrator', 1)).status).toBe(404)
    expect((await edit(null, 1)).status).toBe(401)
    const archive = (as: WorldKey | null, expectedVersion: number, archived: boolean) =>
      app.call(contract.archiveAppointment, as, { params, body: { expectedVersion, archived } })
    expect((await archive('otherDirector', 1, true)).status).toBe(403)
    expect((await archive(null, 1, true)).status).toBe(401)
    expect((await archive('coordinator', 1, true)).status).toBe(200)
    expect((await get('administrator', id)).answer.appointments).toEqual([])
    expect((await get('administrator', id)).answer.programs).toEqual([])
    expect((await archive('coordinator', 2, false)).status).toBe(200)
    expect((await get('coordinator', id)).answer.appointments[0]?.endOn).toBe('2026-12-31')
  })
})

describe('leave', () => {
  const add = (as: WorldKey | null, personId: string, startOn: string, endOn: string) =>
    app.call(contract.addLeave, as, {
      params: { personId },
      body: { kind: 'vacation', startOn, endOn, countsTowardTraining: true },
    })

  it('lies inside appointments, in order, each day once', async () => {
    const id = await create()
    expect((await add('coordinator', id, '2026-08-03', '2026-08-09')).status).toBe(201)
    expect((await add('coordinator', id, '2026-08-09', '2026-08-10')).problem.detail).toContain(
      'leave already from 3 Aug',
    )
    expect((await add('coordinator', id, '2026-09-02', '2026-09-01')).problem.detail).toContain('before it starts')
    expect((await add('coordinator', id, '2027-06-28', '2027-07-04')).problem.detail).toContain(
      'no appointment from 1 Jul 2027 to 4 Jul 2027',
    )
  })

  it('is cancelled once, by those who may', async () => {
    const id = await create()
    const { answer } = await add('coordinator', id, '2026-08-03', '2026-08-09')
    const cancel = (as: WorldKey | null) =>
      app.call(contract.cancelLeave, as, { params: { leaveId: answer.id }, body: { expectedVersion: 0 } })
    expect((await cancel('otherCoordinator')).status).toBe(403)
    expect((await cancel('trainee')).status).toBe(403)
    expect((await cancel(null)).status).toBe(401)
    expect((await cancel('coordinator')).status).toBe(200)
    expect((await cancel('administrator')).status).toBe(404)
    expect((await get('coordinator', id)).answer.leaves).toEqual([])
    expect((await add('otherCoordinator', id, '2026-08-03', '2026-08-09')).status).toBe(403)
    expect((await add(null, id, '2026-08-03', '2026-08-09')).status).toBe(401)
  })
})

describe('a combined fellowship', () => {
  const year = { startOn: '2026-07-01', endOn: '2027-06-30' }
  const counted = async (personId: string) =>
    (
      await activeAppointments(app.platform.database.drizzle, app.world.institutionId, {
        ...year,
        personIds: [personId],
      })
    ).length
  const inTwo = async () => {
    const id = await create({ ftePercent: 50 })
    const params = { personId: id }
    const body = appointment(app.world.otherProgramId, { ftePercent: 50 })
    await app.call(contract.createAppointment, 'otherCoordinator', { params, body })
    const { appointments } = (await get('administrator', id)).answer
    return { id, appointmentIds: appointments.map((row) => row.id) }
  }

  it('counts only when both directors have agreed in the system', async () => {
    const { id, appointmentIds } = await inTwo()
    const propose = (as: WorldKey | null) =>
      app.call(contract.proposeCombination, as, { params: { personId: id }, body: { appointmentIds } })
    expect((await propose('faculty')).status).toBe(403)
    expect((await propose(null)).status).toBe(401)
    expect((await propose('coordinator')).status).toBe(201)
    expect((await propose('coordinator')).problem.detail).toContain('part of a combined fellowship already')
    expect(await counted(id)).toBe(0)
    const [proposal] = (await get('director', id)).answer.combinations
    expect(proposal?.programs.map(({ mayAgree }) => mayAgree)).toEqual([true, false])
    const combinationId = proposal?.id ?? ''
    const agree = (as: WorldKey | null, programId: string, expectedVersion: number) =>
      app.call(contract.agreeCombination, as, { params: { combinationId }, body: { programId, expectedVersion } })
    expect((await agree('coordinator', app.world.programId, 0)).status).toBe(403)
    expect((await agree('director', app.world.otherProgramId, 0)).status).toBe(403)
    expect((await agree(null, app.world.programId, 0)).status).toBe(401)
    expect((await agree('director', app.world.programId, 0)).answer).toEqual({ active: false })
    expect((await agree('director', app.world.programId, 0)).status).toBe(409)
    expect(await counted(id)).toBe(0)
    expect((await agree('otherDirector', app.world.otherProgramId, 1)).answer).toEqual({ active: true })
    expect(await counted(id)).toBe(2)
    const withdraw = (as: WorldKey | null) =>
      app.call(contract.withdrawCombination, as, { params: { combinationId }, body: { expectedVersion: 2 } })
    expect((await withdraw('trainee')).status).toBe(403)
    expect((await withdraw(null)).status).toBe(401)
    expect((await withdraw('otherCoordinator')).status).toBe(200)
    expect((await withdraw('otherCoordinator')).status).toBe(403)
    expect((await get('director', id)).answer.combinations).toEqual([])
    expect(await counted(id)).toBe(2)
  })

  it('needs two programs whose definitions both allow it', async () => {
    const id = await create({ ftePercent: 50 })
    const { items } = (await app.call(contract.getPeople, 'administrator', { query: { search: 'nobody' } })).answer
    expect(items).toEqual([])
    const { programs } = (await app
      .request('GET', '/api/programs', { as: 'administrator' })
      .then((response) => response.json())) as { programs: { id: string; slug: string }[] }
    const lonely = programs.find(({ slug }) => slug === 'lonely')?.id ?? ''
    const body = appointment(lonely, { ftePercent: 50 })
    await app.call(contract.createAppointment, 'administrator', { params: { personId: id }, body })
    const { appointments } = (await get('administrator', id)).answer
    const propose = (appointmentIds: string[]) =>
      app.call(contract.proposeCombination, 'coordinator', { params: { personId: id }, body: { appointmentIds } })
    const refused = await propose(appointments.map((row) => row.id))
    expect(refused.problem.detail).toContain('lonely fellowship does not allow combined fellowships')
    expect((await propose([appointments[0]?.id ?? ''])).status).toBe(422)
    expect((await propose([appointments[0]?.id ?? '', app.world.appointments.otherTrainee])).status).toBe(404)
  })
})

it('leaves an audit event for every write', async () => {
  const db = app.platform.database.drizzle
  const { institutionId } = app.world
  const people = await db.select().from(person).where(eq(person.institutionId, institutionId))
  const { items } = (await app
    .request('GET', '/api/audit?action=person.created&limit=200', { as: 'administrator' })
    .then((response) => response.json())) as { items: { entityId: string }[] }
  const made = people.filter(({ givenName }) => givenName !== 'Test').map(({ id }) => id)
  expect(new Set(items.map(({ entityId }) => entityId))).toEqual(new Set(made))
})
