import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../contract/app-error.ts'
import { permission } from '../../contract/permission.ts'
import { write } from '../../platform/audit/write.ts'
import { auditEvent } from '../../platform/audit/schema.ts'
import { openGuard } from '../../platform/http/guard.ts'
import type { HttpApp } from '../../platform/http/app.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { type MailPeer, openMailPeer } from '../../testing/mail-peer.ts'
import { account, roleGrant } from '../accounts/schema.ts'
import { getChoices } from './contract.ts'
import { notify, offer, oneTap } from './index.ts'
import { mailOff } from './one-tap/mail-off.ts'
import { deliverDue } from './outbox/deliver.ts'
import { oneTapPages } from './pages.ts'
import { prune } from './outbox/prune.ts'
import { oneTapToken, outboxMessage } from './schema.ts'

let app: TestApp
let peer: MailPeer
let pages: HttpApp
const now = new Date('2026-11-18T18:00:00Z')
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

/** What a feature would have: a thing that one person may approve, once. */
const approvals = permission('test.approve', 'Approve things', { chief: 'program' })
const approved: { id: string; by: string }[] = []
let isBroken = false
const approve = oneTap({
  action: 'test.approve',
  shape: z.object({ id: z.string() }),
  linkWords: 'Approve this',
  async describe(_platform, { data }) {
    const over = approved.some(({ id }) => id === data.id) ? 'It was approved.' : null
    return { title: 'Approve a thing?', detail: `Thing ${data.id} <b>`, button: 'Approve', over }
  },
  async run(platform, { actor, who, data }) {
    if (isBroken) throw new AppError('conflict', 'The thing is not to be had just now.')
    openGuard(approvals, actor).require({ programIds: [app.world.programId] })
    await write(platform, who, async (tx) =>
      tx.record({ action: 'absence.approved', entity: 'thing', entityId: data.id }),
    )
    approved.push({ id: data.id, by: who.name })
    return 'The thing is approved.'
  },
})

beforeAll(async () => {
  peer = await openMailPeer()
  app = await openTestApp({ settings: { SMTP_URL: peer.url, MAIL_FROM: 'gradus@example.org' } })
  pages = new Hono() as HttpApp
  oneTapPages([approve.folded, mailOff.folded])(pages, app.platform)
})
afterAll(async () => {
  await app.close()
  await peer.stop()
})
beforeEach(() => {
  approved.length = 0
  peer.accepted.length = 0
  isBroken = false
  app.setNow(now)
})

async function mailedLink(
  kind: 'swap.approval' | 'general.told' = 'swap.approval',
  person: 'chief' | 'trainee' | 'director' = 'chief',
): Promise<{ path: string; thing: string; text: string; headers: { key: string; value: string }[] }> {
  const { institutionId, people } = app.world
  const thing = randomUUID()
  await write(app.platform, { institutionId, personId: null, name: 'Test', requestId: 'test' }, async (tx) => {
    await notify(tx, [
      {
        institutionId,
        id: randomUUID(),
        personId: people[person].personId,
        at: now,
        kind,
        title: 'A thing waits for you',
        detail: '',
        aboutAt: later(6),
        taps: kind === 'swap.approval' ? [offer(approve, { id: thing }, later(24))] : [],
      },
    ])
    tx.record({ action: 'message.test', entity: 'test', entityId: thing })
  })
  const before = peer.accepted.length
  await deliverDue({ ...app.platform, config: { ...app.platform.config, REQUESTS_PER_DAY: 100 } }, { quiet: [] })
  const mail = peer.accepted[before]
  const text = mail?.text ?? ''
  const path = /http:\/\/127\.0\.0\.1:4870(\/tap\/\S+)/.exec(text)?.[1] ?? ''
  return { path, thing, text, headers: mail?.headers ?? [] }
}
const open = async (path: string) => pages.request(path)
const tap = async (path: string) => pages.request(path, { method: 'POST' })

describe('a link in a message', () => {
  it('shows one button and does nothing until it is pressed, however often it is opened', async () => {
    const { path } = await mailedLink()
    for (const _ of [1, 2, 3]) {
      const answer = await open(path)
      const html = await answer.text()
      expect(answer.status).toBe(200)
      expect(html.match(/<button/g)).toHaveLength(1)
      expect(html).toContain('&lt;b&gt;')
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
    expect((await pages.request(path, { method: 'HEAD' })).status).toBe(200)
    expect(approved).toEqual([])
  })

  it('acts once as the person, and says on a second tap that it is done', async () => {
    const { path, thing } = await mailedLink()
    expect(await (await tap(path)).text()).toContain('The thing is approved.')
    expect(await (await tap(path)).text()).toContain('The thing is approved.')
    expect(await (await open(path)).text()).toContain('The thing is approved.')
    expect(approved).toEqual([{ id: thing, by: 'Test Chief, by a link from a message' }])
    const events = await app.platform.database.drizzle.select().from(auditEvent).where(eq(auditEvent.entityId, thing))
    expect(events.find(({ action }) => action === 'absence.approved')?.actorPersonId).toBe(
      app.world.people.chief.personId,
    )
    const used = await app.platform.database.drizzle
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.action, 'one-tap.used'))
    expect(used.at(-1)?.after).toMatchObject({ action: 'test.approve', data: { id: thing } })
  })

  it('acts once when it is tapped many times at the same moment', async () => {
    const { path } = await mailedLink()
    const answers = await Promise.all(Array.from({ length: 10 }, () => tap(path)))
    expect(approved).toHaveLength(1)
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true)
  })

  it('is open again after a refusal, which is shown in its own words', async () => {
    const { path } = await mailedLink()
    isBroken = true
    const refused = await tap(path)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('not to be had just now')
    isBroken = false
    expect(await (await tap(path)).text()).toContain('The thing is approved.')
  })

  it('asks for the permission of this moment', async () => {
    const { path } = await mailedLink()
    const db = app.platform.database.drizzle
    const ofChief = eq(roleGrant.personId, app.world.people.chief.personId)
    await db.update(roleGrant).set({ revokedAt: now }).where(ofChief)
    expect((await tap(path)).status).toBe(403)
    expect(approved).toEqual([])
    await db.update(roleGrant).set({ revokedAt: null }).where(ofChief)
    const theirs = eq(account.personId, app.world.people.chief.personId)
    await db.update(account).set({ disabledAt: now }).where(theirs)
    expect(await (await tap(path)).text()).toContain('account that this link belongs to is closed')
    await db.update(account).set({ disabledAt: null }).where(theirs)
  })

  it('says that there is nothing to do where the thing was done on the page', async () => {
    const { path, thing } = await mailedLink()
    approved.push({ id: thing, by: 'somebody else' })
    expect(await (await open(path)).text()).toContain('It was approved.')
    expect(await (await tap(path)).text()).toContain('It was approved.')
    expect(approved).toHaveLength(1)
  })

  it('expires, and an invented one is not found', async () => {
    const { path } = await mailedLink()
    app.setNow(later(25))
    expect(await (await tap(path)).text()).toContain('expired')
    expect(approved).toEqual([])
    expect((await open(`/tap/${'A'.repeat(43)}`)).status).toBe(404)
    expect((await tap('/tap/short')).status).toBe(404)
  })

  it('is forgotten a month after it expired, and what was sent half a year after', async () => {
    const { path } = await mailedLink('general.told', 'director')
    expect(path).toContain('/tap/')
    const count = async () => ({
      tokens: await app.platform.database.drizzle.$count(oneTapToken),
      messages: await app.platform.database.drizzle.$count(outboxMessage),
    })
    const before = await count()
    await prune(app.platform)
    expect(await count()).toEqual(before)
    app.setNow(later(24 * 100))
    await prune(app.platform)
    expect(await count()).toEqual({ tokens: 0, messages: before.messages })
    app.setNow(later(24 * 181))
    await prune(app.platform)
    expect(await count()).toEqual({ tokens: 0, messages: 0 })
  })

  it('is not kept as it is: the database holds only a hash', async () => {
    const { path } = await mailedLink()
    const rows = await app.platform.database.drizzle.select().from(oneTapToken)
    const kept = rows.map(({ tokenHash }) => tokenHash.toString('base64url'))
    expect(kept).not.toContain(path.replace('/tap/', ''))
  })

  it('takes the form of its own page only: the application refuses one of another site', async () => {
    const { path } = await mailedLink()
    const answer = await app.request('POST', path, { headers: { origin: 'https://evil.example' } })
    expect(answer.status).toBe(403)
    expect(approved).toEqual([])
  })
})

describe('optional e-mail', () => {
  it('carries the one-click unsubscribe of RFC 8058, which turns optional e-mail off', async () => {
    const { headers, text } = await mailedLink('general.told', 'trainee')
    const header = (name: string) => headers.find(({ key }) => key === name)?.value ?? ''
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    const path = /<http:\/\/127\.0\.0\.1:4870(\/tap\/[^>]+)>/.exec(header('list-unsubscribe'))?.[1] ?? ''
    expect(text).toContain(path)
    // A mail provider asks from its own machines: no cookie, no origin.
    const answer = await app.request('POST', path, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(answer.status).toBe(200)
    const { answer: mine } = await app.call(getChoices, 'trainee', {})
    expect(mine.choices.choices.general?.mail).toBe(false)
    const again = await mailedLink('general.told', 'trainee')
    expect(again.text).toBe('')
  })
})
