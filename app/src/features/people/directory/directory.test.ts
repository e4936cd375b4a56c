import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { fellowshipFile } from '../../../testing/fellowship.ts'
import type { WorldKey } from '../../../testing/world.ts'
import { importDefinition } from '../../programs/contract.ts'
import * as contract from '../contract.ts'
import { getTraining } from '../training/contract.ts'
import { type ListSettings, listPeopleViews, removePeopleView, savePeopleView } from '../views-contract.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
  const body = fellowshipFile('first-program', true)
  await app.call(importDefinition, 'administrator', { query: { commit: 'true' }, body })
})
afterAll(() => app.close())

const fellow = async () => {
  const { answer } = await app.call(contract.createPerson, 'coordinator', {
    body: {
      givenName: 'Ada',
      familyName: 'Fictional',
      email: null,
      staffNumber: null,
      appointment: {
        programId: app.world.programId,
        startOn: '2026-07-01',
        endOn: '2027-06-30',
        entryLevel: 'PGY-6',
        ftePercent: 100,
        priorTraining: [],
        curriculumEffectiveOn: null,
      },
    },
  })
  return answer.id
}

describe('the list', () => {
  it('shows each role the people of their programs', async () => {
    const names = async (as: WorldKey) =>
      (await app.call(contract.getPeople, as, { query: {} })).answer.items.map(({ familyName }) => familyName)
    expect(await names('trainee')).toEqual(['Trainee'])
    expect(await names('faculty')).toEqual(['Chief', 'Committee', 'Coordinator', 'Director', 'Faculty', 'Trainee'])
    expect(await names('otherCoordinator')).toEqual(['OtherCoordinator', 'OtherDirector', 'OtherTrainee'])
    expect(await names('administrator')).toHaveLength(12)
    expect(await names('foreignAdministrator')).toEqual(['ForeignAdministrator'])
    expect((await app.call(contract.getPeople, null, { query: {} })).status).toBe(401)
    expect((await app.call(contract.getPeople, 'finance', { query: {} })).status).toBe(403)
  })

  it('searches, filters and pages', async () => {
    const ask = async (query: Record<string, string>) =>
      (await app.call(contract.getPeople, 'administrator', { query })).answer
    expect((await ask({ search: 'test OTHERT' })).items.map(({ familyName }) => familyName)).toEqual(['OtherTrainee'])
    expect((await ask({ search: '%' })).items).toEqual([])
    expect((await ask({ role: 'director' })).total).toBe(2)
    expect((await ask({ role: 'director', programId: app.world.programId })).total).toBe(1)
    expect((await ask({ account: 'none' })).total).toBe(0)
    const first = await ask({ limit: '4' })
    expect(first.total).toBe(12)
    const second = await ask({ limit: '4', cursor: first.nextCursor ?? '' })
    const third = await ask({ limit: '4', cursor: second.nextCursor ?? '' })
    expect(third.nextCursor).toBeNull()
    const all = [...first.items, ...second.items, ...third.items].map(({ familyName }) => familyName)
    expect(all).toEqual([...all].sort())
    expect(new Set(all).size).toBe(12)
    const wrong = await app.call(contract.getPeople, 'administrator', { query: { cursor: 'nonsense' } })
    expect(wrong.status).toBe(422)
  })

  it('finds names without their accents, in any order of words', async () => {
    const id = await fellow()
    const fields = { givenName: 'Zoë Łucja', familyName: 'Ñandú-Strauß', email: null, staffNumber: null }
    const edit = { params: { personId: id }, body: { ...fields, expectedVersion: 0 } }
    expect((await app.call(contract.editPerson, 'coordinator', edit)).status).toBe(200)
    for (const search of ['nandu zoe', 'STRAUSS lucja', 'Zoë ñ'])
      expect((await app.call(contract.getPeople, 'coordinator', { query: { search } })).answer.total).toBe(1)
    await app.call(contract.archivePerson, 'coordinator', {
      params: { personId: id },
      body: { expectedVersion: 1, archived: true },
    })
  })

  it('gives everybody at once, and keeps from colleagues what is not theirs', async () => {
    const ask = async (as: WorldKey | null, query: { archived?: 'true' } = {}) =>
      app.call(contract.getDirectory, as, { query })
    const { answer } = await ask('coordinator')
    const trainee = answer.people.find(({ familyName }) => familyName === 'Trainee')
    expect(trainee).toMatchObject({ mayEdit: true, roles: [{ role: 'trainee', programId: app.world.programId }] })
    expect(trainee?.appointments).toMatchObject([{ level: 'PGY-6', ftePercent: 100, combined: false, active: true }])
    expect(answer.programs.map(({ name }) => name)).toEqual(['first-program fellowship'])
    const seen = (await ask('faculty')).answer.people.find(({ familyName }) => familyName === 'Trainee')
    expect(seen).toMatchObject({
      mayEdit: false,
      appointments: [{ level: 'PGY-6', ftePercent: null, curriculum: null }],
    })
    expect((await ask('trainee')).answer.people.map(({ familyName }) => familyName)).toEqual(['Trainee'])
    expect((await ask('otherCoordinator')).answer.people).toHaveLength(3)
    expect((await ask('coordinator', { archived: 'true' })).answer.people.map(({ givenName }) => givenName)).toEqual([
      'Zoë Łucja',
    ])
    expect((await ask('foreignAdministrator')).answer.people).toHaveLength(1)
    expect((await ask('finance')).status).toBe(403)
    expect((await ask(null)).status).toBe(401)
  })

  it('says the program and today’s level', async () => {
    const { answer } = await app.call(contract.getPeople, 'chief', { query: { role: 'trainee' } })
    expect(answer.items[0]?.programs).toContainEqual({
      programId: app.world.programId,
      programName: 'first-program fellowship',
      role: 'trainee',
      level: 'PGY-6',
      startOn: '2026-07-01',
      endOn: '2027-06-30',
    })
  })
})

describe('the end of training', () => {
  const ends = (as: WorldKey | null, personId: string) => app.call(getTraining, as, { params: { personId } })

  it('is reckoned with leave that does not count, whatever the appointment says', async () => {
    const id = await fellow()
    expect((await ends('coordinator', id)).answer.appointments).toMatchObject([{ expectedOn: '2027-06-30' }])
    const leave = { kind: 'parental' as const, startOn: '2026-10-01', endOn: '2026-12-31', countsTowardTraining: false }
    await app.call(contract.addLeave, 'coordinator', { params: { personId: id }, body: leave })
    const [end] = (await ends('coordinator', id)).answer.appointments
    expect(end).toMatchObject({ expectedOn: '2027-09-30', isReckoned: true })
    expect(end?.sentence).toContain('September 30, 2027')
  })

  it('is for the person and those who run their program', async () => {
    const { personId } = app.world.people.trainee
    for (const as of ['trainee', 'coordinator', 'director', 'dio'] as const)
      expect([as, (await ends(as, personId)).status]).toEqual([as, 200])
    for (const as of ['faculty', 'otherTrainee', 'otherCoordinator'] as const)
      expect([as, (await ends(as, personId)).status]).toEqual([as, 403])
    expect((await ends('foreignAdministrator', personId)).status).toBe(404)
    expect((await ends(null, personId)).status).toBe(401)
  })
})

it('keeps views of the list for each person alone', async () => {
  const settings: ListSettings = {
    text: '',
    programId: app.world.programId,
    role: 'trainee',
    level: 'PGY-6',
    status: 'current',
    combined: false,
    documents: false,
    withoutAccount: false,
    sort: { key: 'endOn', order: 'desc' },
  }
  const body = { name: 'Leaving next', settings }
  expect((await app.call(savePeopleView, 'coordinator', { body })).answer.views).toMatchObject([body])
  expect((await app.call(listPeopleViews, 'director', {})).answer.views).toEqual([])
  const [view] = (await app.call(listPeopleViews, 'coordinator', {})).answer.views
  const params = { viewId: view?.id ?? '' }
  expect((await app.call(removePeopleView, 'director', { params })).status).toBe(404)
  expect((await app.call(removePeopleView, 'coordinator', { params })).answer.views).toEqual([])
  expect((await app.call(listPeopleViews, 'finance', {})).status).toBe(403)
  expect((await app.call(listPeopleViews, null, {})).status).toBe(401)
})
