import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { type MailPeer, openMailPeer } from '../../testing/mail-peer.ts'
import { addScheduleWorld } from '../../testing/schedule-world.ts'
import { deliverDue } from '../notifications/outbox/deliver.ts'
import { planDigests } from '../notifications/outbox/digest.ts'
import { leaveQuiet } from '../notifications/quiet.ts'
import { notification } from '../notifications/schema.ts'
import { institution } from '../programs/schema.ts'
import { recordAssignment, recordVersion, recordYear } from '../schedule/blocks/schema.ts'
import { hourSweep } from './ask-weekly.ts'
import { addPeriod, getWeek, type PeriodFields } from './contract.ts'
import { getSettings, putSettings } from './oversight-contract.ts'
import { weekConfirmation } from './schema.ts'

let app: TestApp
let peer: MailPeer
/** Chicago keeps six hours behind in November. */
const at = (on: string, clock: string) => new Date(Date.parse(`${on}T${clock}:00Z`) + 6 * 3_600_000)

beforeAll(async () => {
  peer = await openMailPeer()
  app = await openTestApp({ settings: { SMTP_URL: peer.url, MAIL_FROM: 'gradus@example.org' } })
  const { fellows } = await addScheduleWorld(app)
  const { institutionId, programId, otherProgramId, appointments } = app.world
  const db = app.platform.database.drizzle
  await db.update(institution).set({ fixedToday: null })
  await db.insert(recordYear).values({ institutionId, startYear: 2026, version: 1 })
  const published = { kind: 'publication' as const, at: at('2026-03-15', '09:00'), by: 'Test', reason: 'The year.' }
  await db.insert(recordVersion).values({ institutionId, startYear: 2026, version: 1, ...published, changes: [] })
  const stay = (appointmentId: string, program: string) => ({
    institutionId,
    id: randomUUID(),
    startYear: 2026,
    appointmentId,
    programId: program,
    rotationId: 'mri',
    startOn: '2026-11-09',
    endOn: '2026-12-31',
    fromVersion: 1,
  })
  await db
    .insert(recordAssignment)
    .values([
      stay(appointments.trainee, programId),
      stay(appointments.otherTrainee, otherProgramId),
      stay(fellows[0]!.appointmentId, programId),
    ])
  const params = { programId: otherProgramId }
  const read = await app.call(getSettings, 'otherDirector', { params })
  const { settings } = read.answer
  const asksOnWeekday = { value: null, source: 'Our choice', verified: true }
  const body = { expectedVersion: 0, settings: { ...settings, asksOnWeekday } }
  await app.call(putSettings, 'otherDirector', { params, body })
})
afterAll(async () => {
  await app.close()
  await peer.stop()
})

async function sweepAt(now: Date): Promise<void> {
  app.setNow(now)
  await hourSweep.run(app.platform)
  await planDigests(app.platform, [leaveQuiet])
  await deliverDue(app.platform, { quiet: [leaveQuiet] })
}
const notices = () => app.platform.database.drizzle.select().from(notification)
const confirmations = () => app.platform.database.drizzle.$count(weekConfirmation)
const linksIn = (text: string | undefined) =>
  [...(text ?? '').matchAll(/Confirm it as drafted: http:\/\/127\.0\.0\.1:4870(\/tap\/\S+)/g)].map(([, path]) => path!)
const page = async (method: string, path: string) => (await app.request(method, path)).text()
const stateOf = async (weekOn: string) =>
  (await app.call(getWeek, 'trainee', { params: { weekOn }, query: {} })).answer.state

const add = async (fields: Omit<PeriodFields, 'extension' | 'stayReason'>, draftKey: string | null) =>
  (await app.call(addPeriod, 'trainee', { body: { ...fields, extension: null, stayReason: null, draftKey } })).status

describe('the weekly question', () => {
  let link = ''

  it('is asked on the day of the program, of whom something is open, and goes with the digest after the quiet hours', async () => {
    await sweepAt(at('2026-11-15', '12:00'))
    expect(await notices()).toEqual([])
    await sweepAt(at('2026-11-16', '00:30'))
    // The fellow without an account and the program that asks nobody hear nothing.
    expect(await notices()).toMatchObject([
      {
        kind: 'hours.confirm',
        title: 'Confirm your hours of the week of 9 Nov 2026',
        link: '/me/hours?week=2026-11-09',
      },
    ])
    expect(peer.accepted).toEqual([])
    await sweepAt(at('2026-11-16', '07:01'))
    expect(await notices()).toHaveLength(1)
    const [mail, ...others] = peer.accepted
    expect(others).toEqual([])
    expect(mail?.to?.[0]?.address).toBe('trainee@example.org')
    expect(mail?.text).toContain('As it stands: 50 h on 5 days.')
    link = linksIn(mail?.text)[0] ?? ''
    expect(link).toMatch(/^\/tap\//)
  })

  it('shows what would be confirmed, and changes nothing until the button is pressed', async () => {
    for (const _ of [1, 2]) {
      const html = await page('GET', link)
      expect(html).toContain('Mon 9 Nov: 07:00 to 17:00, MRI')
      expect(html.match(/<li>/g)).toHaveLength(5)
      expect(html).toContain('href="/me/hours?week=2026-11-09"')
      expect(html).toContain('Something was different? Sign in and change it')
    }
    expect(await confirmations()).toBe(0)
  })

  it('is answered by one tap, once, and says what was confirmed', async () => {
    for (const _ of [1, 2]) {
      const html = await page('POST', link)
      expect(html).toContain('Your hours from 9 Nov 2026 to 15 Nov 2026 are confirmed: 50 h on 5 days.')
      expect(html).toContain('<li>Fri 13 Nov: 07:00 to 17:00, MRI</li>')
    }
    expect(await confirmations()).toBe(1)
    expect(await stateOf('2026-11-09')).toBe('confirmed')
    expect((await notices())[0]?.settledAt).not.toBeNull()
  })

  it('is not asked of whom everything is confirmed', async () => {
    await sweepAt(at('2026-11-17', '09:00'))
    expect(await notices()).toHaveLength(1)
    expect(peer.accepted).toHaveLength(1)
  })

  it('leads to the form where the hours break a rule, and where they changed since', async () => {
    await sweepAt(at('2026-11-23', '00:30'))
    await sweepAt(at('2026-11-23', '07:01'))
    expect(peer.accepted.at(-1)?.text).toContain('week of 16 Nov 2026')
    const [path = ''] = linksIn(peer.accepted.at(-1)?.text)
    const teaching = { kind: 'education' as const, on: '2026-11-21', start: '09:00', end: '11:00', endsDaysLater: 0 }
    expect(await add(teaching, null)).toBe(201)
    expect(await page('POST', path)).toContain('These hours have changed since the message was sent')

    app.setNow(at('2026-11-29', '12:00'))
    const call = { kind: 'in-house-call' as const, on: '2026-11-25', start: '05:00', end: '06:30', endsDaysLater: 1 }
    expect(await add(call, 'day:2026-11-25')).toBe(201)
    await sweepAt(at('2026-11-30', '00:30'))
    await sweepAt(at('2026-11-30', '07:01'))
    const last = peer.accepted.at(-1)?.text ?? ''
    expect(last).toContain('As it stands a rule is broken')
    expect(last).toContain('/me/hours?week=2026-11-23')
    // The week before is still open, and its own link stands beside.
    expect(linksIn(last)).toHaveLength(1)
    expect(await confirmations()).toBe(1)
  })

  it('expires with the week', async () => {
    const [path = ''] = linksIn(peer.accepted.at(-1)?.text)
    app.setNow(at('2026-12-03', '12:00'))
    expect(await page('POST', path)).toContain('expired')
    expect(await confirmations()).toBe(1)
  })
})
