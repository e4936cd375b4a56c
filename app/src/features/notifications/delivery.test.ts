import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { write } from '../../platform/audit/write.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { type MailPeer, openMailPeer, refusal } from '../../testing/mail-peer.ts'
import type { WorldKey } from '../../testing/world.ts'
import type { NoticePreference } from './preferences.ts'
import { usualPreference } from './preferences.ts'
import { type NewNotice, notify, settleNotices } from './index.ts'
import { deliverDue } from './outbox/deliver.ts'
import { planDigests } from './outbox/digest.ts'
import { escalate } from './outbox/escalate.ts'
import { leaveQuiet } from './quiet.ts'
import { leave } from '../people/schema.ts'
import { noticePreference, notification, outboxMessage, outboxNotice } from './schema.ts'

let app: TestApp
let peer: MailPeer
/** Noon in Chicago on a Wednesday. */
const noon = new Date('2026-11-18T18:00:00Z')
const hours = (number: number, from = noon) => new Date(from.getTime() + number * 3_600_000)
const minutes = (number: number, from = noon) => new Date(from.getTime() + number * 60_000)

beforeAll(async () => {
  peer = await openMailPeer()
  app = await openTestApp({ settings: { SMTP_URL: peer.url, MAIL_FROM: 'Gradus <gradus@example.org>' } })
})
afterAll(async () => {
  await app.close()
  await peer.stop()
})
beforeEach(async () => {
  const db = app.platform.database.drizzle
  await db.delete(outboxNotice)
  await db.delete(outboxMessage)
  await db.delete(noticePreference)
  await db.delete(leave)
  await db.update(notification).set({ awaits: [], settledAt: noon })
  peer.accepted.length = 0
  peer.behave({})
  app.setNow(noon)
})

const parts = { quiet: [leaveQuiet] }
const deliver = () => deliverDue(app.platform, parts)
const digests = () => planDigests(app.platform, parts.quiet)
const messages = () => app.platform.database.drizzle.select().from(outboxMessage)
const who = () => ({ institutionId: app.world.institutionId, personId: null, name: 'Test', requestId: 'test' })

async function tell(key: WorldKey, notice: Partial<NewNotice>): Promise<string> {
  const id = randomUUID()
  const { institutionId, people } = app.world
  await write(app.platform, who(), async (tx) => {
    await notify(tx, [
      {
        institutionId,
        id,
        personId: people[key].personId,
        at: app.platform.now(),
        kind: 'call.changed',
        title: 'Your call has changed',
        detail: 'You take Friday night.',
        link: '/me/schedule',
        ...notice,
      },
    ])
    tx.record({ action: 'message.test', entity: 'test', entityId: id })
  })
  return id
}

const prefer = (key: WorldKey, changes: Partial<NoticePreference>) =>
  app.platform.database.drizzle.insert(noticePreference).values({
    institutionId: app.world.institutionId,
    personId: app.world.people[key].personId,
    ...usualPreference,
    ...changes,
    version: 1,
  })

describe('what is about the next 48 hours', () => {
  it('leaves at once, readable as text and as HTML, with a stable Message-ID and no tracking', async () => {
    await tell('trainee', { kind: 'call.changed', aboutAt: hours(30) })
    await deliver()
    const [mail] = peer.accepted
    const [message] = await messages()
    expect(mail?.to?.[0]?.address).toBe('trainee@example.org')
    expect(mail?.subject).toBe('Your call has changed')
    expect(mail?.text).toContain('You take Friday night.')
    expect(mail?.text).toContain('/me/schedule')
    expect(mail?.html).toContain('You take Friday night.')
    expect(mail?.html).not.toMatch(/<img|<script/)
    expect(mail?.messageId).toBe(`<${message?.id}@example.org>`)
    // It is required: nobody unsubscribes from the change of their own call.
    expect(mail?.headers.find(({ key }) => key === 'list-unsubscribe')).toBeUndefined()
    expect(message?.state).toBe('sent')
    await digests()
    await deliver()
    expect(peer.accepted).toHaveLength(1)
  })

  it('waits for the digest when it is about later', async () => {
    await tell('trainee', { kind: 'call.changed', aboutAt: hours(49) })
    await deliver()
    expect(await messages()).toHaveLength(0)
  })

  it('waits for the end of the quiet hours, unless it is urgent', async () => {
    const night = new Date('2026-11-19T04:00:00Z')
    app.setNow(night)
    await tell('trainee', { kind: 'swap.offered', title: 'A swap for you', aboutAt: hours(24, night) })
    await tell('trainee', { kind: 'call.changed', title: 'You are called in', aboutAt: hours(2, night) })
    await deliver()
    expect(peer.accepted.map(({ subject }) => subject)).toEqual(['You are called in'])
    app.setNow(new Date('2026-11-19T12:00:00Z'))
    await deliver()
    expect(peer.accepted.map(({ subject }) => subject)).toEqual(['You are called in', 'A swap for you'])
  })

  it('does not reach somebody on leave, unless it is urgent', async () => {
    const { institutionId, people } = app.world
    await app.platform.database.drizzle.insert(leave).values({
      institutionId,
      id: randomUUID(),
      personId: people.trainee.personId,
      kind: 'vacation',
      startOn: '2026-11-16',
      endOn: '2026-11-20',
      countsTowardTraining: true,
    })
    await tell('trainee', { kind: 'swap.offered', aboutAt: hours(24) })
    await tell('trainee', { kind: 'call.needs-repair', title: 'Urgent', aboutAt: hours(3) })
    await deliver()
    expect(peer.accepted.map(({ subject }) => subject)).toEqual(['Urgent'])
    // The leave ends after it would be of use: it goes with the first digest afterwards instead.
    const offer = (await messages()).find(({ state }) => state === 'skipped')
    expect(offer?.outcome).toContain('left in peace')
    await digests()
    expect((await messages()).filter(({ purpose }) => purpose === 'digest')).toHaveLength(0)
  })

  it('asks only so often in a day; the rest waits for the digest', async () => {
    for (const number of [1, 2, 3, 4, 5])
      await tell('trainee', { kind: 'swap.offered', title: `Swap ${number}`, aboutAt: hours(24) })
    await deliver()
    expect(peer.accepted.map(({ subject }) => subject)).toEqual(['Swap 1', 'Swap 2', 'Swap 3'])
    app.setNow(new Date('2026-11-19T13:00:00Z'))
    await digests()
    await deliver()
    expect(peer.accepted.at(-1)?.subject).toBe('2 notices, 2 ask for your answer')
  })

  it('is not sent when it was read or settled meanwhile', async () => {
    const subject = `swap:${randomUUID()}`
    await tell('trainee', { kind: 'swap.offered', subject, aboutAt: hours(24) })
    await write(app.platform, who(), async (tx) => {
      await settleNotices(tx, app.world.institutionId, subject, noon)
      tx.record({ action: 'message.test', entity: 'test', entityId: subject })
    })
    await deliver()
    expect(peer.accepted).toHaveLength(0)
    expect((await messages())[0]?.state).toBe('skipped')
  })
})

describe('the digest', () => {
  it('comes once a day at the hour and in the zone of the person, with everything since', async () => {
    await prefer('trainee', { timeZone: 'America/New_York', digestMinute: 18 * 60 })
    await tell('trainee', { kind: 'schedule.changed', title: 'Your schedule has changed' })
    await tell('trainee', { kind: 'general.told', title: 'A newsletter' })
    app.setNow(new Date('2026-11-18T22:59:00Z'))
    await digests()
    await deliver()
    expect(peer.accepted).toHaveLength(0)
    app.setNow(new Date('2026-11-18T23:00:00Z'))
    await digests()
    await digests()
    await deliver()
    expect(peer.accepted.map(({ subject }) => subject)).toEqual(['2 notices'])
    expect(peer.accepted[0]?.text).toContain('Your schedule has changed')
    // What comes after it waits for tomorrow.
    await tell('trainee', { kind: 'schedule.changed', title: 'Again' })
    app.setNow(new Date('2026-11-19T01:00:00Z'))
    await digests()
    await deliver()
    expect(peer.accepted).toHaveLength(1)
    app.setNow(new Date('2026-11-19T23:00:30Z'))
    await digests()
    await deliver()
    expect(peer.accepted.map(({ subject }) => subject)).toEqual(['2 notices', 'Again'])
  })

  it('is not made twice by workers that plan at the same moment', async () => {
    await tell('trainee', { kind: 'schedule.changed' })
    app.setNow(new Date('2026-11-19T13:00:00Z'))
    await Promise.all([digests(), digests(), digests()])
    await Promise.all([deliver(), deliver(), deliver()])
    expect(peer.accepted).toHaveLength(1)
  })

  it('leaves out what was read, and what the person turned off', async () => {
    await prefer('trainee', { choices: { general: { mail: false }, schedule: { mail: false } } })
    await tell('trainee', { kind: 'general.told', title: 'A newsletter' })
    await tell('trainee', { kind: 'schedule.changed', title: 'Required all the same' })
    const read = await tell('trainee', { kind: 'schedule.changed', title: 'Read' })
    const answer = await app.request('POST', '/api/notifications/read', { as: 'trainee', body: { ids: [read] } })
    expect(answer.status).toBe(200)
    app.setNow(new Date('2026-11-19T13:00:00Z'))
    await digests()
    await deliver()
    expect(peer.accepted.map(({ subject }) => subject)).toEqual(['Required all the same'])
  })

  it('is kept until the leave is over and then comes as one', async () => {
    const { institutionId, people } = app.world
    await app.platform.database.drizzle.insert(leave).values({
      institutionId,
      id: randomUUID(),
      personId: people.trainee.personId,
      kind: 'vacation',
      startOn: '2026-11-18',
      endOn: '2026-11-24',
      countsTowardTraining: true,
    })
    await tell('trainee', { kind: 'schedule.changed' })
    app.setNow(new Date('2026-11-19T13:00:00Z'))
    await digests()
    expect(await messages()).toHaveLength(0)
    await app.platform.database.drizzle.delete(leave)
    await digests()
    await deliver()
    expect(peer.accepted).toHaveLength(1)
  })
})

describe('a mail server that misbehaves', () => {
  it('that says no for now is asked again later, with the same Message-ID', async () => {
    peer.behave({ onRecipient: () => refusal(451, 'Greylisted, come back') })
    await tell('trainee', { kind: 'call.changed', aboutAt: hours(2) })
    await deliver()
    const [waiting] = await messages()
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 1, dueAt: minutes(1) })
    expect(waiting?.outcome).toContain('Greylisted')
    peer.behave({})
    await deliver()
    expect(peer.accepted).toHaveLength(0)
    app.setNow(minutes(1))
    await deliver()
    expect(peer.accepted[0]?.messageId).toBe(`<${waiting?.id}@example.org>`)
  })

  it('that refuses for good is not asked again', async () => {
    peer.behave({ onRecipient: () => refusal(550, 'No such mailbox') })
    await tell('trainee', { kind: 'call.changed', aboutAt: hours(2) })
    await tell('chief', { kind: 'call.changed', aboutAt: hours(2) })
    await deliver()
    expect((await messages()).map(({ state }) => state)).toEqual(['dead', 'dead'])
  })

  it('that breaks off in the middle of the text has accepted nothing and is asked again', async () => {
    peer.behave({ breakMidway: true })
    await tell('trainee', { kind: 'call.changed', aboutAt: hours(2) })
    await deliver()
    expect((await messages())[0]).toMatchObject({ state: expect.stringMatching(/waiting|uncertain/) })
  })

  it('that takes the text and never answers leaves it open: it is not sent twice, and said again in the digest', async () => {
    peer.behave({
      beforeAnswer: async ({ dropConnection }) => {
        dropConnection()
        return null
      },
    })
    const id = await tell('trainee', { kind: 'swap.offered', aboutAt: hours(2) })
    await deliver()
    expect((await messages())[0]?.state).toBe('uncertain')
    peer.behave({})
    peer.accepted.length = 0
    app.setNow(hours(6))
    await deliver()
    expect(peer.accepted).toHaveLength(0)
    const [notice] = (await app.platform.database.drizzle.select().from(notification)).filter((row) => row.id === id)
    expect(notice?.awaits).toEqual(['mail'])
  })

  it('that is away is tried again until the message is given up, and one try is enough to see it', async () => {
    const away = await openTestApp({ settings: { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'gradus@example.org' } })
    try {
      let now = noon
      away.setNow(now)
      for (const key of ['trainee', 'chief'] as const)
        await write(away.platform, { ...who(), institutionId: away.world.institutionId }, async (tx) => {
          const { institutionId, people } = away.world
          await notify(tx, [
            {
              institutionId,
              id: randomUUID(),
              personId: people[key].personId,
              at: now,
              title: 'Urgent',
              detail: '',
              kind: 'call.changed',
              aboutAt: hours(47),
            },
          ])
          tx.record({ action: 'message.test', entity: 'test', entityId: key })
        })
      const rows = () => away.platform.database.drizzle.select().from(outboxMessage)
      await deliverDue(away.platform, parts)
      expect((await rows()).map(({ attempts }) => attempts).sort((one, other) => one - other)).toEqual([0, 1])
      for (let round = 0; round < 60; round += 1) {
        now = minutes(30, now)
        away.setNow(now)
        await deliverDue(away.platform, parts)
      }
      expect((await rows()).every(({ state }) => state === 'waiting' || state === 'dead')).toBe(true)
      away.setNow(hours(100))
      await deliverDue(away.platform, parts)
      expect((await rows()).some(({ state }) => state === 'skipped' || state === 'dead')).toBe(true)
    } finally {
      await away.close()
    }
  })
})

describe('several workers', () => {
  it('share the messages and send each once', async () => {
    for (const key of ['trainee', 'chief', 'coordinator', 'director', 'faculty', 'dio'] as const)
      for (const number of [1, 2, 3, 4])
        await tell(key, { kind: 'call.changed', title: `${key} ${number}`, aboutAt: hours(2) })
    await Promise.all([deliver(), deliver(), deliver(), deliver()])
    const subjects = peer.accepted.map(({ subject }) => subject)
    expect(subjects).toHaveLength(24)
    expect(new Set(subjects).size).toBe(24)
  })
})

describe('a question without an answer', () => {
  it('is told to those who were named, once, and not when it was settled', async () => {
    const { people } = app.world
    const open = `swap:${randomUUID()}`
    const settled = `swap:${randomUUID()}`
    for (const subject of [open, settled])
      await tell('chief', {
        kind: 'swap.approval',
        title: `Approve ${subject}`,
        subject,
        escalate: { at: hours(24), to: [people.director.personId] },
      })
    await write(app.platform, who(), async (tx) => {
      await settleNotices(tx, app.world.institutionId, settled, noon)
      tx.record({ action: 'message.test', entity: 'test', entityId: settled })
    })
    app.setNow(hours(24))
    await Promise.all([escalate(app.platform), escalate(app.platform)])
    const told = (await app.platform.database.drizzle.select().from(notification)).filter(
      ({ kind }) => kind === 'general.unanswered',
    )
    expect(told.map(({ title, personId }) => [title, personId])).toEqual([
      [`No answer yet: Approve ${open}`, people.director.personId],
    ])
  })
})
