import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import type { WorldKey } from '../../testing/world.ts'
import { auditEvent } from '../../platform/audit/schema.ts'
import { addDocument, saveKind, verifyDocument } from '../documents/contract.ts'
import { getHome } from '../home/contract.ts'
import { notification } from '../notifications/schema.ts'
import { addLeave, createPerson } from '../people/contract.ts'
import { appointment } from '../people/schema.ts'
import * as contract from './contract.ts'
import { checklistSweep } from './remind.ts'

let app: TestApp
let kindId: string
let arrivalId: string
const personId = (key: WorldKey = 'trainee') => app.world.people[key].personId

const item = (title: string, more: Partial<contract.ItemFields> = {}): contract.ItemFields => ({
  title,
  guidance: '',
  owner: 'trainee',
  dueDays: -14,
  documentKindId: null,
  ...more,
})
const template = (more: Partial<contract.TemplateFields> = {}): contract.TemplateFields => ({
  programId: app.world.programId,
  name: 'Before the first day',
  kind: 'arrival',
  levels: [],
  siteIds: [],
  rotationIds: [],
  horizonDays: 180,
  appliesFrom: '2026-07-01',
  leaveDays: 28,
  automatic: true,
  items: [
    item('Sign the contract', { dueDays: -60 }),
    item('Send the licence', { documentKindId: kindId, dueDays: -30 }),
    item('Order the badge', { owner: 'coordinator', dueDays: -7 }),
    item('Meet the director', { owner: 'director', dueDays: 150 }),
  ],
  ...more,
})
const save = (as: WorldKey | null, more: Partial<contract.TemplateFields> = {}, id?: string, expectedVersion = 0) =>
  app.call(contract.saveTemplate, as, {
    body: { ...template(more), expectedVersion, ...(id === undefined ? {} : { id }) },
  })
const listsOf = async (as: WorldKey | null = 'trainee', of = personId()) =>
  app.call(contract.personChecklists, as, { params: { personId: of } })
const arrival = async () => {
  const { answer } = await listsOf()
  const list = answer.lists.find(({ templateId }) => templateId === arrivalId)
  if (list === undefined) throw new Error('There is no list.')
  return list
}
const mark = async (
  as: WorldKey | null,
  title: string,
  status: contract.MarkStatus,
  more: { note?: string; expectedVersion?: number; person?: string } = {},
) => {
  const list = await arrival()
  const found = list.items.find((each) => each.title === title)
  return app.call(contract.markChecklist, as, {
    params: { personId: more.person ?? personId(), subjectId: list.subjectId },
    body: {
      items: [{ itemId: found?.id ?? randomUUID(), expectedVersion: more.expectedVersion ?? found?.version ?? 0 }],
      status,
      note: more.note ?? null,
    },
  })
}

beforeAll(async () => {
  app = await openTestApp()
  const kind = await app.call(saveKind, 'coordinator', {
    body: {
      expectedVersion: 0,
      programId: app.world.programId,
      name: 'Licence',
      isRequired: true,
      expires: true,
      remindDays: [],
    },
  })
  kindId = kind.answer.id
  arrivalId = (await save('coordinator')).answer.id
}, 60_000)
afterAll(() => app.close())

it('gives a list to whoever begins within the horizon, with days counted from the first one', async () => {
  const list = await arrival()
  expect(list).toMatchObject({ aboutOn: '2026-07-01', name: 'Before the first day', takenOff: [] })
  expect(list.items.map(({ title, dueOn, isLate }) => [title, dueOn, isLate])).toEqual([
    ['Sign the contract', '2026-05-02', true],
    ['Send the licence', '2026-06-01', true],
    ['Order the badge', '2026-06-24', true],
    ['Meet the director', '2026-11-28', false],
  ])
  expect((await listsOf('otherTrainee', personId('otherTrainee'))).answer.lists).toEqual([])
})

it('lets everybody mark what is theirs, and the desk all of it in its own name', async () => {
  expect((await mark('trainee', 'Sign the contract', 'done')).answer).toEqual({ versions: [1] })
  expect((await mark('trainee', 'Order the badge', 'done')).status).toBe(403)
  expect((await mark('coordinator', 'Order the badge', 'sent', { note: 'Asked security' })).status).toBe(200)
  const [contractItem, , badge] = (await arrival()).items
  expect(contractItem).toMatchObject({ status: 'done', by: 'Test Trainee', isLate: false })
  expect(badge).toMatchObject({ status: 'sent', by: 'Test Coordinator', note: 'Asked security', isLate: true })
  const undone = await mark('trainee', 'Sign the contract', 'open')
  expect(undone.status).toBe(200)
  expect((await arrival()).items[0]).toMatchObject({ status: 'open', version: 2 })
  const events = await app.platform.database.drizzle
    .select()
    .from(auditEvent)
    .where(eq(auditEvent.action, 'checklist.marked'))
  expect(events.map(({ actor, after }) => [actor, after])).toEqual([
    ['Test Trainee', { item: 'Sign the contract', status: 'done' }],
    ['Test Coordinator', { item: 'Order the badge', status: 'sent' }],
    ['Test Trainee', { item: 'Sign the contract', status: 'open' }],
  ])
})

it('refuses what is stale, has no reason or is nobody’s', async () => {
  expect((await mark('trainee', 'Sign the contract', 'done', { expectedVersion: 0 })).status).toBe(409)
  const without = await mark('trainee', 'Sign the contract', 'not-needed')
  expect(without.status).toBe(422)
  expect(without.problem.detail).toBe('Say why this does not apply.')
  expect((await mark('trainee', 'Nothing of the kind', 'done')).status).toBe(404)
  for (const as of ['otherTrainee', 'otherCoordinator', 'chief', 'dio'] as const) {
    expect((await mark(as, 'Sign the contract', 'done')).status, as).toBe(403)
    expect((await listsOf(as)).status, as).toBe(403)
  }
  expect((await listsOf(null)).status).toBe(401)
  expect((await mark('trainee', 'Sign the contract', 'not-needed', { note: 'A renewal' })).status).toBe(200)
  expect((await arrival()).items[0]).toMatchObject({ status: 'not-needed', note: 'A renewal', isLate: false })
})

it('takes a document that is there, seen and valid on the day, and nothing else', async () => {
  expect((await mark('coordinator', 'Send the licence', 'done')).status).toBe(409)
  const added = await app.call(addDocument, 'trainee', {
    params: { personId: personId() },
    body: { kindId, fields: { number: null, issuedOn: null, expiresOn: '2028-06-30' } },
  })
  expect((await arrival()).items[1]).toMatchObject({ status: 'sent' })
  await app.call(verifyDocument, 'coordinator', {
    params: { documentId: added.answer.id },
    body: { expectedVersion: 0 },
  })
  expect((await arrival()).items[1]).toMatchObject({ status: 'done', isLate: false })
})

it('changes with the template only what is not done, and says so', async () => {
  expect((await mark('coordinator', 'Order the badge', 'done')).status).toBe(200)
  const { templates } = (await app.call(contract.getTemplates, 'coordinator', { query: {} })).answer
  const known = templates.find(({ id }) => id === arrivalId)
  expect(known).toMatchObject({ openFor: 1, mayEdit: true, version: 0 })
  const [signed, licence, badge, meet] = known?.items ?? []
  if (!signed || !licence || !badge || !meet) throw new Error('Items are missing.')
  app.setNow(new Date('2026-11-18T16:00:00Z'))
  const items = [
    signed,
    licence,
    { ...badge, title: 'Order badge and keys' },
    { ...meet, title: 'Meet your director', dueDays: 160 },
    item('Choose a locker', { dueDays: 170 }),
  ]
  expect((await save('coordinator', { items }, arrivalId, 4)).status).toBe(409)
  expect((await save('coordinator', { items }, arrivalId, 0)).answer).toEqual({ id: arrivalId, version: 1 })
  const after = await arrival()
  expect(after.items.map(({ title, dueOn, change }) => [title, dueOn, change])).toEqual([
    ['Sign the contract', '2026-05-02', null],
    ['Send the licence', '2026-06-01', null],
    ['Order the badge', '2026-06-24', null],
    ['Meet your director', '2026-12-08', { on: '2026-11-18', was: 'Meet the director' }],
    ['Choose a locker', '2026-12-18', { on: '2026-11-18', was: null }],
  ])
  const fewer = await save('coordinator', { items: [signed, licence, items[3]!] }, arrivalId, 1)
  expect(fewer.status).toBe(200)
  const last = await arrival()
  expect(last.items.map(({ title, isGone }) => [title, isGone])).toContainEqual(['Order the badge', true])
  expect(last.takenOff).toEqual(['Choose a locker'])
})

it('moves what is due with the dates', async () => {
  await app.platform.database.drizzle
    .update(appointment)
    .set({ startOn: '2026-07-11' })
    .where(eq(appointment.id, app.world.appointments.trainee))
  expect((await arrival()).items[0]).toMatchObject({ dueOn: '2026-05-12', status: 'not-needed' })
})

it('asks for departures and returns from long leave, and only those', async () => {
  const leaving = template({
    kind: 'departure',
    name: 'Before you leave',
    horizonDays: 300,
    items: [item('Give back the keys')],
  })
  const back = template({
    kind: 'return',
    name: 'Back from leave',
    horizonDays: 30,
    items: [item('Renew access', { dueDays: 0 })],
  })
  expect((await save('director', leaving)).status).toBe(200)
  expect((await save('director', back)).status).toBe(200)
  const leave = (startOn: string, endOn: string) =>
    app.call(addLeave, 'coordinator', {
      params: { personId: personId() },
      body: { kind: 'parental', startOn, endOn, countsTowardTraining: true },
    })
  expect((await leave('2026-08-03', '2026-08-16')).status).toBe(201)
  expect((await leave('2026-10-05', '2026-10-31')).status).toBe(201)
  expect((await leave('2026-11-01', '2026-12-06')).status).toBe(201)
  const { lists } = (await listsOf()).answer
  expect(lists.map(({ kind, aboutOn }) => [kind, aboutOn])).toEqual([
    ['arrival', '2026-07-11'],
    ['return', '2026-12-07'],
    ['departure', '2027-06-30'],
  ])
  expect(lists[2]?.items[0]?.dueOn).toBe('2027-06-16')
})

it('is there at once for whoever is appointed, by level', async () => {
  expect((await save('coordinator', { name: 'Seniors', levels: ['PGY-7'], horizonDays: 300 })).status).toBe(200)
  const id = randomUUID()
  const { institutionId, programId } = app.world
  const { answer } = await app.call(createPerson, 'coordinator', {
    body: { givenName: 'New', familyName: 'Fellow', email: null, staffNumber: null, facultyOf: programId },
  })
  await app.platform.database.drizzle.insert(appointment).values({
    institutionId,
    id,
    personId: answer.id,
    programId,
    startOn: '2027-05-01',
    endOn: '2028-04-30',
    entryLevel: 'PGY-7',
  })
  const names = async () => (await listsOf('coordinator', answer.id)).answer.lists.map(({ name }) => name)
  expect(await names()).toEqual(['Before the first day', 'Seniors'])
  await app.platform.database.drizzle.update(appointment).set({ entryLevel: 'PGY-6' }).where(eq(appointment.id, id))
  expect(await names()).toEqual(['Before the first day'])
})

it('is begun by hand and put away', async () => {
  const faculty = personId('faculty')
  const begin = (as: WorldKey, programId = app.world.programId, of = faculty) =>
    app.call(contract.beginChecklist, as, {
      body: { templateId: arrivalId, programId, personId: of, aboutOn: '2026-12-01' },
    })
  expect((await begin('otherCoordinator')).status).toBe(403)
  expect((await begin('coordinator', app.world.programId, personId('otherTrainee'))).status).toBe(404)
  const { status, answer } = await begin('coordinator')
  expect(status).toBe(201)
  expect((await begin('coordinator')).status).toBe(409)
  const mine = (await listsOf('faculty', faculty)).answer
  expect(mine.lists).toMatchObject([{ subjectId: answer.id, begun: { version: 0 } }])
  const end = (as: WorldKey, expectedVersion: number) =>
    app.call(contract.endChecklist, as, { params: { listId: answer.id }, body: { expectedVersion } })
  expect((await end('otherCoordinator', 0)).status).toBe(403)
  expect((await end('coordinator', 3)).status).toBe(409)
  expect((await end('coordinator', 0)).status).toBe(200)
  expect((await listsOf('faculty', faculty)).answer.lists).toEqual([])
})

it('keeps lists of one program from who runs another program of the same person', async () => {
  const { institutionId, otherProgramId } = app.world
  const id = randomUUID()
  await app.platform.database.drizzle.insert(appointment).values({
    institutionId,
    id,
    personId: personId(),
    programId: otherProgramId,
    startOn: '2026-09-01',
    endOn: '2027-08-31',
    entryLevel: 'PGY-6',
  })
  const theirs = await save('otherCoordinator', {
    programId: otherProgramId,
    name: 'Theirs',
    items: [item('Meet the other team')],
  })
  const names = async (as: WorldKey) => (await listsOf(as)).answer.lists.map(({ name }) => name)
  expect(await names('otherCoordinator')).toEqual(['Theirs'])
  expect(await names('coordinator')).not.toContain('Theirs')
  expect(await names('trainee')).toEqual(expect.arrayContaining(['Theirs', 'Before the first day']))
  expect((await mark('otherCoordinator', 'Sign the contract', 'done')).status).toBe(404)
  await app.call(contract.archiveTemplate, 'otherCoordinator', {
    params: { templateId: theirs.answer.id },
    body: { expectedVersion: 0, archived: true },
  })
  await app.platform.database.drizzle
    .update(appointment)
    .set({ archivedAt: app.platform.now() })
    .where(eq(appointment.id, id))
})

it('shows the desk its own programs, and everybody what waits for them', async () => {
  const desk = async (as: WorldKey) => (await app.call(contract.deskChecklists, as, { query: {} })).answer
  await mark('trainee', 'Sign the contract', 'open')
  const { lists } = await desk('coordinator')
  expect(lists.map(({ personName, kind }) => `${personName} ${kind}`)).toContain('Test Trainee arrival')
  expect((await desk('otherCoordinator')).lists).toEqual([])
  const tasks = async (as: WorldKey) => (await app.call(getHome, as, { query: {} })).answer.tasks
  expect((await tasks('trainee')).map(({ sentence }) => sentence)).toContain(
    'Before you return: 0 of 1 done, next: Renew access.',
  )
  expect((await tasks('coordinator')).filter(({ kind }) => kind.startsWith('checklists'))).toMatchObject([
    { kind: 'checklists-late' },
  ])
  expect((await tasks('director')).map(({ kind }) => kind)).toContain('checklists-late')
})

it('reminds by itself a week ahead and once when late, and because the desk asks once a day', async () => {
  const told = async () =>
    (await app.platform.database.drizzle.select().from(notification)).filter(({ kind }) => kind === 'checklists.due')
  await checklistSweep.run(app.platform)
  await checklistSweep.run(app.platform)
  expect((await told()).map(({ title, personId: of }) => [title, of])).toEqual([
    ['On your checklist: Sign the contract', personId()],
  ])
  const remind = (as: WorldKey, personIds: string[]) =>
    app.call(contract.remindOfChecklists, as, { body: { personIds } })
  expect((await remind('coordinator', [personId()])).answer).toEqual({ reminded: 1, alreadyToday: 0 })
  expect((await remind('coordinator', [personId()])).answer).toEqual({ reminded: 0, alreadyToday: 1 })
  expect((await remind('coordinator', [personId('otherTrainee')])).status).toBe(404)
  expect((await remind('otherCoordinator', [personId()])).status).toBe(404)
  expect((await remind('trainee', [personId()])).status).toBe(403)
})

it('lets only those who run a program write its lists, and administrators those of everybody', async () => {
  expect((await save('otherCoordinator')).status).toBe(403)
  expect((await save('otherCoordinator', { programId: app.world.otherProgramId }, arrivalId, 2)).status).toBe(403)
  expect((await save('coordinator', { programId: null })).status).toBe(403)
  expect((await save('trainee')).status).toBe(403)
  const wrong = await save('coordinator', {
    items: [item('Badge', { dueDays: null }), item('Licence', { owner: 'coordinator', documentKindId: kindId })],
  })
  expect(wrong.status).toBe(422)
  expect(JSON.stringify(wrong.problem)).toContain('A document is brought by the trainee.')
  const all = await save('administrator', {
    programId: null,
    name: 'House rules',
    items: [item('Read the house rules')],
  })
  expect(all.status).toBe(200)
  expect((await listsOf('trainee')).answer.lists.map(({ name }) => name)).toContain('House rules')
  const seen = (await app.call(contract.getTemplates, 'coordinator', { query: {} })).answer
  expect(seen.templates.find(({ id }) => id === all.answer.id)).toMatchObject({ mayEdit: false })
  expect(seen.templates.map(({ id }) => id)).toContain(arrivalId)
  const elsewhere = (await app.call(contract.getTemplates, 'otherCoordinator', { query: {} })).answer
  expect(elsewhere.templates.map(({ id }) => id)).not.toContain(arrivalId)
  const archive = (as: WorldKey, expectedVersion: number, archived = true, templateId = all.answer.id) =>
    app.call(contract.archiveTemplate, as, {
      params: { templateId },
      body: { expectedVersion, archived },
    })
  expect((await archive('otherCoordinator', 2, true, arrivalId)).status).toBe(403)
  expect((await archive('coordinator', 0)).status).toBe(403)
  expect((await archive('administrator', 5)).status).toBe(409)
  expect((await archive('administrator', 0)).status).toBe(200)
  const names = async () => (await listsOf('trainee')).answer.lists.map(({ name }) => name)
  expect(await names()).not.toContain('House rules')
  expect((await archive('administrator', 1, false)).status).toBe(200)
  expect(await names()).toContain('House rules')
})
