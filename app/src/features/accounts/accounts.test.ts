import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { worldKeys } from '../../testing/world.ts'
import { listAudit, verifyAudit } from '../audit/contract.ts'
import { institution } from '../programs/schema.ts'
import * as contract from './contract.ts'
import { firstAdministratorLink, renewSetupLink } from './service.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const password = 'a long enough password'
const tokenOf = (url: string) => url.split('/').at(-1) ?? ''

async function inviteAndAccept(key: 'trainee' | 'faculty'): Promise<Response> {
  const { personId, email } = app.world.people[key]
  const invited = await app.call(contract.invite, 'administrator', { params: { personId }, body: { email } })
  expect(invited.status).toBe(201)
  return app.request('POST', `/api/invitations/${tokenOf(invited.answer.url)}`, { body: { password } })
}

describe('one-time links', () => {
  it('set a password once, and the link is spent', async () => {
    const { personId, email } = app.world.people.trainee
    const invited = await app.call(contract.invite, 'coordinator', { params: { personId }, body: { email } })
    const token = tokenOf(invited.answer.url)
    const described = await app.call(contract.getInvitation, null, { params: { token } })
    expect(described.answer).toEqual({ kind: 'account', name: 'Test Trainee', email })
    const first = await app.request('POST', `/api/invitations/${token}`, { body: { password } })
    expect(first.status).toBe(200)
    expect(first.headers.get('set-cookie')).toMatch(/HttpOnly/)
    const second = await app.request('POST', `/api/invitations/${token}`, { body: { password } })
    expect(second.status).toBe(404)
  })

  it('refuse a short password with a sentence and stay usable', async () => {
    const { personId, email } = app.world.people.faculty
    const invited = await app.call(contract.invite, 'administrator', { params: { personId }, body: { email } })
    const path = `/api/invitations/${tokenOf(invited.answer.url)}`
    const short = await app.request('POST', path, { body: { password: 'short' } })
    expect(short.status).toBe(422)
    expect(await short.text()).toContain('at least 12 characters')
    expect((await app.request('POST', path, { body: { password } })).status).toBe(200)
  })

  it('set up a new institution without any default password', async () => {
    // The database has institutions already; a nameless one stands for what a first start makes.
    expect(await firstAdministratorLink(app.platform)).toBeNull()
    const institutionId = randomUUID()
    const nameless = { institutionId, name: '', timeZone: 'UTC', createdAt: app.platform.now() }
    await app.platform.database.drizzle.insert(institution).values(nameless)
    const link = await renewSetupLink(app.platform, institutionId)
    const setup = {
      institutionName: 'New Hospital',
      timeZone: 'America/Denver',
      givenName: 'Ada',
      familyName: 'First',
      email: 'ada@example.org',
    }
    const path = `/api/invitations/${tokenOf(link)}`
    const wrongZone = await app.request('POST', path, {
      body: { password, setup: { ...setup, timeZone: 'Mars/Base' } },
    })
    expect(wrongZone.status).toBe(422)
    const done = await app.request('POST', path, { body: { password, setup } })
    const { actor } = (await done.json()) as { actor: { grants: unknown[] } }
    expect(actor.grants).toEqual([{ role: 'administrator', programId: null }])
  })
})

describe('signing in', () => {
  it('opens a session, signs out, and then the cookie is worthless', async () => {
    await inviteAndAccept('faculty')
    const body = { email: app.world.people.faculty.email, password }
    const signedIn = await app.request('POST', '/api/session', { body })
    expect(signedIn.status).toBe(200)
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const headers = { cookie }
    const who = async () =>
      ((await (await app.request('GET', '/api/session', { headers })).json()) as { actor: unknown }).actor
    expect(await who()).toMatchObject({ name: 'Test Faculty' })
    await app.request('DELETE', '/api/session', { headers })
    expect(await who()).toBeNull()
  })

  it('answers an unknown address and a wrong password alike', async () => {
    await inviteAndAccept('faculty')
    const wrong = await app.call(contract.signIn, null, {
      body: { email: app.world.people.faculty.email, password: 'no' },
    })
    const unknown = await app.call(contract.signIn, null, { body: { email: 'nobody@example.org', password: 'no' } })
    expect([wrong.status, unknown.status]).toEqual([422, 422])
    expect(wrong.problem.detail).toBe(unknown.problem.detail)
  })

  it('makes a guesser wait', async () => {
    const guess = () => app.call(contract.signIn, null, { body: { email: 'victim@example.org', password: 'guess' } })
    let last = await guess()
    for (let i = 0; i < 10; i++) last = await guess()
    expect(last.status).toBe(429)
    expect(last.problem.detail).toMatch(/Try again in \d+ minutes/)
  })

  it('ends other sessions when the password changes', async () => {
    await inviteAndAccept('faculty')
    const body = { email: app.world.people.faculty.email, password }
    const cookies = []
    for (let i = 0; i < 2; i++) {
      const response = await app.request('POST', '/api/session', { body })
      cookies.push(response.headers.get('set-cookie')?.split(';')[0] ?? '')
    }
    const change = { current: password, next: 'another long password' }
    const changed = await app.request('POST', '/api/account/password', {
      headers: { cookie: cookies[0]! },
      body: change,
    })
    expect(changed.status).toBe(200)
    const other = await app.request('GET', '/api/notifications', { headers: { cookie: cookies[1]! } })
    expect(other.status).toBe(401)
    const own = await app.request('GET', '/api/notifications', { headers: { cookie: cookies[0]! } })
    expect(own.status).toBe(200)
  })
})

describe('requests of other sites', () => {
  it('are refused when they would change something', async () => {
    const headers = { origin: 'https://evil.example', 'content-type': 'application/json' }
    const response = await app.request('DELETE', '/api/session', { headers })
    expect(response.status).toBe(403)
  })

  it('cannot post a form', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await app.request('POST', '/api/session', { headers, body: {} })).status).toBe(415)
  })
})

describe('roles', () => {
  it('are granted and revoked by administrators only', async () => {
    for (const key of worldKeys) {
      const { status } = await app.call(contract.listGrants, key, {})
      expect(status, key).toBe(key === 'administrator' || key === 'foreignAdministrator' ? 200 : 403)
    }
    expect((await app.call(contract.listGrants, null, {})).status).toBe(401)
    const { personId } = app.world.people.faculty
    const grant = { personId, role: 'chief', programId: app.world.programId } as const
    const granted = await app.call(contract.grantRole, 'administrator', { body: grant })
    expect(granted.status).toBe(201)
    const twice = await app.call(contract.grantRole, 'administrator', { body: grant })
    expect([twice.status, twice.problem.detail]).toEqual([409, 'Test Faculty holds this role already.'])
    const elsewhere = { ...grant, programId: '00000000-0000-4000-8000-000000000000' }
    expect((await app.call(contract.grantRole, 'administrator', { body: elsewhere })).status).toBe(404)
    const { answer } = await app.call(contract.listGrants, 'administrator', {})
    expect(answer.grants.find(({ id }) => id === granted.answer.id)).toEqual({
      id: granted.answer.id,
      ...grant,
      personName: 'Test Faculty',
      email: 'faculty@example.org',
      account: 'active',
      programName: 'First Program',
    })
    const params = { grantId: granted.answer.id }
    expect((await app.call(contract.revokeRole, 'foreignAdministrator', { params })).status).toBe(404)
    expect((await app.call(contract.revokeRole, 'administrator', { params })).status).toBe(200)
  })

  it('cannot be taken from the last administrator', async () => {
    const { answer } = await app.call(contract.listGrants, 'administrator', {})
    const own = answer.grants.find((grant) => grant.role === 'administrator')!
    const { status, problem } = await app.call(contract.revokeRole, 'administrator', { params: { grantId: own.id } })
    expect(status).toBe(409)
    expect(problem.detail).toContain('last administrator')
  })

  it('let a coordinator invite people of the own program only', async () => {
    const { personId, email } = app.world.people.trainee
    const input = { params: { personId }, body: { email } }
    expect((await app.call(contract.invite, 'otherCoordinator', input)).status).toBe(403)
    expect((await app.call(contract.invite, 'trainee', input)).status).toBe(403)
    expect((await app.call(contract.invite, null, input)).status).toBe(401)
  })
})

describe('the audit log', () => {
  it('holds what happened, in an intact chain, for those who may read it', async () => {
    const { answer } = await app.call(listAudit, 'administrator', { query: { limit: '5' } })
    expect(answer.items).toHaveLength(5)
    expect(answer.nextCursor).not.toBeNull()
    const next = await app.call(listAudit, 'administrator', { query: { cursor: answer.nextCursor!, limit: '5' } })
    expect(next.answer.items[0]!.seq).toBe(answer.items[4]!.seq - 1)
    const verified = await app.call(verifyAudit, 'administrator', { body: {} })
    expect(verified.answer.intact).toBe(true)
    expect((await app.call(listAudit, 'trainee', { query: {} })).status).toBe(403)
    expect((await app.call(listAudit, null, { query: {} })).status).toBe(401)
    const program = await app.call(listAudit, 'director', { query: {} })
    expect(program.answer.items.every((item) => item.programId === app.world.programId)).toBe(true)
  })

  it('cannot be altered or emptied, and an altered copy is noticed', async () => {
    const { pool } = app.platform.database
    await expect(pool.query("update audit_event set actor = 'x'")).rejects.toThrow('append-only')
    await expect(pool.query('delete from audit_event')).rejects.toThrow('append-only')
    await expect(pool.query('truncate audit_event')).rejects.toThrow('append-only')
    await pool.query('alter table audit_event disable trigger audit_event_append_only')
    await pool.query("update audit_event set actor = 'somebody else' where seq = 2")
    const { answer } = await app.call(verifyAudit, 'administrator', { body: {} })
    expect(answer.intact).toBe(false)
    expect(answer.sentence).toMatch(/event 2 .* was altered/)
  })
})
