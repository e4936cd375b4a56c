import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import type { WorldKey } from '../../testing/world.ts'
import { notification } from '../notifications/schema.ts'
import * as contract from './contract.ts'
import { documentSweep } from './reminders.ts'
import { documentState, reminderDue } from './state.ts'

let app: TestApp
let kindId: string
const personId = () => app.world.people.trainee.personId
beforeAll(async () => {
  app = await openTestApp()
  kindId = (await saveKind('coordinator')).answer.id
}, 60_000)
afterAll(() => app.close())

const saveKind = (as: WorldKey | null, more: { id?: string; expectedVersion?: number } = {}) =>
  app.call(contract.saveKind, as, {
    body: {
      expectedVersion: 0,
      programId: app.world.programId,
      name: 'Medical licence',
      isRequired: true,
      expires: true,
      remindDays: [30, 90, 7],
      ...more,
    },
  })
const fields = (expiresOn: string | null) => ({ number: 'A-1', issuedOn: '2026-01-01', expiresOn })
const add = (as: WorldKey | null, expiresOn: string | null, person = personId()) =>
  app.call(contract.addDocument, as, { params: { personId: person }, body: { kindId, fields: fields(expiresOn) } })
const mine = async (as: WorldKey | null = 'trainee', person = personId()) =>
  app.call(contract.personDocuments, as, { params: { personId: person } })
const verify = (as: WorldKey, documentId: string, expectedVersion: number) =>
  app.call(contract.verifyDocument, as, { params: { documentId }, body: { expectedVersion } })
const sendFile = (as: WorldKey, documentId: string, expectedVersion: number, body: Uint8Array<ArrayBuffer>) =>
  app.call(contract.putFile, as, {
    params: { documentId },
    query: { fileName: 'licence scan.pdf', expectedVersion: String(expectedVersion) },
    body,
  })
const pdf = new TextEncoder().encode('%PDF-1.7 and so on')

it('tells what is missing, ends soon, waits to be seen or is in order', () => {
  const kind = { name: 'Licence', isRequired: true, expires: true, remindDays: [30] }
  const held = (expiresOn: string | null, seen = true) => ({ expiresOn, verifiedAt: seen ? new Date(0) : null })
  const state = (document: Parameters<typeof documentState>[1], today = '2026-11-18') =>
    documentState(kind, document, today).state
  expect(state(undefined)).toBe('missing')
  expect(state(held(null))).toBe('missing')
  expect(state(held('2026-11-17'))).toBe('expired')
  expect(state(held('2026-11-18'))).toBe('expiring')
  expect(state(held('2027-01-17'))).toBe('expiring')
  expect(state(held('2027-01-18'))).toBe('good')
  expect(state(held('2027-01-18', false))).toBe('unverified')
  expect(documentState({ ...kind, isRequired: false }, undefined, '2026-11-18').state).toBe('optional')
})

it('finds the nearest reminder that is due', () => {
  const due = (today: string) => reminderDue([90, 30, 7], '2026-12-31', today)
  expect([due('2026-10-01'), due('2026-10-02'), due('2026-12-01'), due('2026-12-24'), due('2026-12-31')]).toEqual([
    null,
    90,
    30,
    7,
    7,
  ])
  expect(due('2027-01-01')).toBeNull()
})

it('lets a trainee enter a document with its file, and the desk see it', async () => {
  expect((await mine()).answer.kinds).toMatchObject([{ name: 'Medical licence', state: 'missing', documents: [] }])
  const { status, answer } = await add('trainee', '2028-06-30')
  expect(status).toBe(201)
  expect((await sendFile('trainee', answer.id, 0, new TextEncoder().encode('<html>'))).status).toBe(415)
  expect((await sendFile('trainee', answer.id, 0, pdf)).answer).toEqual({ version: 1 })
  expect((await mine()).answer).toMatchObject({
    kinds: [{ state: 'unverified', documents: [{ fileName: 'licence scan.pdf' }] }],
    abilities: { keep: true, verify: false },
  })
  const file = await app.call(contract.getFile, 'coordinator', { params: { documentId: answer.id } })
  const response = file.answer as unknown as Response
  expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''licence%20scan.pdf")
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(pdf)

  expect((await verify('coordinator', answer.id, 0)).status).toBe(409)
  expect((await verify('coordinator', answer.id, 1)).answer).toEqual({ version: 2 })
  expect((await mine()).answer.kinds[0]?.state).toBe('good')
  const changed = await app.call(contract.changeDocument, 'trainee', {
    params: { documentId: answer.id },
    body: { expectedVersion: 2, fields: fields('2028-07-01') },
  })
  expect(changed.answer).toEqual({ version: 3 })
  expect((await mine()).answer.kinds[0]?.state).toBe('unverified')
})

it('shows the desk every trainee of its programs and nobody else', async () => {
  const desk = async (as: WorldKey) => (await app.call(contract.deskDocuments, as, { query: {} })).answer
  const { rows } = await desk('coordinator')
  expect(rows.find((row) => row.personId === personId())?.state).toBe('unverified')
  expect((await desk('otherCoordinator')).rows).toEqual([])
})

it('refuses everybody else', async () => {
  const id = (await mine()).answer.kinds[0]?.documents[0]?.id ?? ''
  for (const as of ['otherTrainee', 'otherCoordinator'] as const) {
    expect((await mine(as)).status, as).toBe(403)
    expect((await add(as, null)).status, as).toBe(403)
    expect((await app.call(contract.getFile, as, { params: { documentId: id } })).status, as).toBe(403)
    expect((await sendFile(as, id, 3, pdf)).status, as).toBe(403)
    const params = { documentId: id }
    const removed = await app.call(contract.removeDocument, as, { params, body: { expectedVersion: 3 } })
    expect(removed.status, as).toBe(403)
  }
  expect((await mine(null)).status).toBe(401)
  expect((await verify('otherCoordinator', id, 3)).status).toBe(403)
  expect((await verify('trainee', id, 3)).status).toBe(403)
  expect((await saveKind('otherCoordinator')).status).toBe(403)
  expect((await saveKind('otherCoordinator', { id: kindId })).status).toBe(403)
  const wrong = await add('trainee', '2025-01-01')
  expect(wrong.status).toBe(422)
  expect(JSON.stringify(wrong.problem)).toContain('It ends before it was issued.')
})

it('reminds the holder once for each day that was named', async () => {
  const told = async () =>
    (await app.platform.database.drizzle.select().from(notification)).filter(
      ({ kind }) => kind === 'documents.expiring',
    )
  const id = (await mine()).answer.kinds[0]?.documents[0]?.id ?? ''
  const endsOn = async (expiresOn: string, expectedVersion: number) =>
    app.call(contract.changeDocument, 'trainee', {
      params: { documentId: id },
      body: { expectedVersion, fields: fields(expiresOn) },
    })
  expect((await endsOn('2026-12-10', 3)).status).toBe(200)
  await documentSweep.run(app.platform)
  await documentSweep.run(app.platform)
  expect((await told()).map(({ title }) => title)).toEqual(['Medical licence ends in 22 days'])
  await endsOn('2026-11-23', 4)
  await documentSweep.run(app.platform)
  await documentSweep.run(app.platform)
  expect(await told()).toHaveLength(2)
  await endsOn('2026-11-19', 5)
  expect((await add('trainee', '2029-12-10')).status).toBe(201)
  await documentSweep.run(app.platform)
  expect(await told()).toHaveLength(2)
})

it('asks for a kind no longer, and keeps what is held', async () => {
  const archive = (expectedVersion: number) =>
    app.call(contract.archiveKind, 'coordinator', { params: { kindId }, body: { expectedVersion } })
  expect((await archive(9)).status).toBe(409)
  expect((await archive(0)).status).toBe(200)
  expect((await mine()).answer.kinds).toEqual([])
})
