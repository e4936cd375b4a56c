import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { write } from '../../platform/audit/write.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { type MailPeer, openMailPeer, refusal } from '../../testing/mail-peer.ts'
import { getChoices, getDelivery, listNotifications, markRead, putChoices, sendAgain, sendTest } from './contract.ts'
import { type NewNotice, notify } from './index.ts'
import { deliverDue } from './outbox/deliver.ts'
import { usualPreference } from './preferences.ts'

let app: TestApp
let peer: MailPeer
const now = new Date('2026-11-18T18:00:00Z')
beforeAll(async () => {
  peer = await openMailPeer()
  const server = peer.url.replace('smtp://', 'smtp://elsa:secret@')
  app = await openTestApp({ settings: { SMTP_URL: server, MAIL_FROM: 'Gradus <gradus@example.org>' } })
  app.setNow(now)
})
afterAll(async () => {
  await app.close()
  await peer.stop()
})

const deliver = () => {
  const { config } = app.platform
  return deliverDue({ ...app.platform, config: { ...config, SMTP_URL: peer.url } }, { quiet: [] })
}

async function tell(notice: Partial<NewNotice>): Promise<void> {
  const { institutionId, people } = app.world
  await write(app.platform, { institutionId, personId: null, name: 'Test', requestId: 'test' }, async (tx) => {
    const base = { institutionId, id: randomUUID(), personId: people.trainee.personId, at: now, detail: '' }
    await notify(tx, [{ kind: 'general.told', title: 'Hello', ...base, ...notice }])
    tx.record({ action: 'message.test', entity: 'test', entityId: base.id })
  })
}

describe('the inbox', () => {
  it('says what each notice is about and whether it asks, to its person alone', async () => {
    await tell({ kind: 'swap.offered', title: 'A swap for you' })
    await tell({ kind: 'general.told', title: 'A word for everybody' })
    const { answer } = await app.call(listNotifications, 'trainee', {})
    expect(answer.items.map(({ title, group, asks }) => [title, group, asks])).toEqual(
      expect.arrayContaining([
        ['A swap for you', 'swaps', true],
        ['A word for everybody', 'general', false],
      ]),
    )
    expect((await app.call(listNotifications, 'chief', {})).answer.items).toEqual([])
    const [first] = answer.items
    await app.call(markRead, 'chief', { body: { ids: [first!.id] } })
    expect((await app.call(listNotifications, 'trainee', {})).answer.unread).toBe(2)
    await app.call(markRead, 'trainee', { body: {} })
    expect((await app.call(listNotifications, 'trainee', {})).answer.unread).toBe(0)
  })
})

describe('choices', () => {
  it('begin with what is usual and are kept', async () => {
    const before = (await app.call(getChoices, 'trainee', {})).answer
    expect(before).toMatchObject({
      choices: usualPreference,
      version: 0,
      institutionZone: 'America/Chicago',
      mail: { isOn: true, address: 'trainee@example.org' },
    })
    const choices = {
      timeZone: 'Europe/Berlin',
      digestMinute: 480,
      quietFromMinute: null,
      quietToMinute: null,
      choices: { swaps: { mail: false } },
    }
    const saved = await app.call(putChoices, 'trainee', { body: { version: 0, choices } })
    expect(saved).toMatchObject({ status: 200, answer: { version: 1 } })
    expect((await app.call(getChoices, 'trainee', {})).answer.choices).toEqual(choices)
    expect((await app.call(getChoices, 'chief', {})).answer.choices).toEqual(usualPreference)
  })

  it('that were changed elsewhere meanwhile are not overwritten', async () => {
    for (const version of [0, 7]) {
      const stale = await app.call(putChoices, 'trainee', { body: { version, choices: usualPreference } })
      expect(stale.status).toBe(409)
      expect(stale.problem.current).toMatchObject({ version: 1 })
    }
  })

  it('that make no sense are refused with a sentence', async () => {
    const put = (changes: object) =>
      app.call(putChoices, 'trainee', { body: { version: 1, choices: { ...usualPreference, ...changes } } })
    expect(await put({ timeZone: 'Mars/Olympus' })).toMatchObject({
      status: 422,
      problem: { detail: expect.stringContaining('not a known time zone') },
    })
    expect(await put({ quietToMinute: null })).toMatchObject({
      status: 422,
      problem: { detail: expect.stringContaining('both ends') },
    })
    expect((await put({ digestMinute: 1440 })).status).toBe(422)
  })
})

describe('delivery', () => {
  it('tells the administrator what became of messages, and never the password of the mail server', async () => {
    peer.behave({ onRecipient: () => refusal(550, 'No such mailbox') })
    await tell({ kind: 'call.changed', title: 'Urgent', aboutAt: new Date(now.getTime() + 3_600_000) })
    await deliver()
    const answer = await app.request('GET', '/api/notifications/delivery', { as: 'administrator' })
    const text = await answer.text()
    expect(text).not.toContain('secret')
    const view = getDelivery.answer.parse(JSON.parse(text))
    expect(view.mail).toMatchObject({ isOn: true, from: 'Gradus <gradus@example.org>' })
    expect(view.counts).toContainEqual({ channel: 'mail', state: 'dead', count: 1 })
    expect(view.problems).toMatchObject([
      { personName: 'Test Trainee', state: 'dead', attempts: 1, outcome: expect.stringContaining('No such mailbox') },
    ])

    peer.behave({})
    const messageId = view.problems[0]!.id
    const foreign = await app.call(sendAgain, 'foreignAdministrator', { params: { messageId } })
    expect(foreign.status).toBe(404)
    expect((await app.call(sendAgain, 'administrator', { params: { messageId } })).status).toBe(200)
    await deliver()
    expect(peer.accepted.map(({ messageId: id }) => id)).toEqual([`<${messageId}@example.org>`])
    expect((await app.call(sendAgain, 'administrator', { params: { messageId } })).status).toBe(409)
    expect((await app.call(getDelivery, 'foreignAdministrator', {})).answer.counts).toEqual([])
  })

  it('sends the administrator a test on request', async () => {
    peer.accepted.length = 0
    const { answer } = await app.call(sendTest, 'administrator', { body: {} })
    expect(answer.address).toBe('administrator@example.org')
    await deliver()
    expect(peer.accepted.map(({ subject }) => subject)).toEqual(['A test from Gradus'])
  })
})
