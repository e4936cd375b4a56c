import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../contract/app-error.ts'
import { type Who, write } from '../../platform/audit/write.ts'
import { publicAddress } from '../../platform/config.ts'
import { isMailOn } from '../../platform/mail/mailer.ts'
import type { Platform } from '../../platform/platform.ts'
import { isPushOn, isPushService, pushKeys } from './outbox/push.ts'
import { recipients } from './outbox/recipients.ts'
import { queueLetter } from './letter.ts'
import * as delivery from './outbox/delivery-store.ts'
import { type NoticePreference, usualPreference } from './preferences.ts'
import * as store from './preferences-store.ts'

type Person = Who & { readonly personId: string }

export async function choicesOf(platform: Platform, institutionId: string, personId: string) {
  const db = platform.database.drizzle
  const { config } = platform
  const kept = await store.preferenceOf(db, institutionId, personId)
  const { timeZone, digestMinute, quietFromMinute, quietToMinute, choices } = kept ?? usualPreference
  const me = (await recipients(db, [], institutionId, [personId], platform.now())).get(personId)
  if (me === undefined) throw notFound('person')
  const devices = await store.devicesOf(db, institutionId, personId)
  return {
    choices: { timeZone, digestMinute, quietFromMinute, quietToMinute, choices },
    version: kept?.version ?? 0,
    institutionZone: me.institutionZone,
    requestsPerDay: config.REQUESTS_PER_DAY,
    mail: { isOn: isMailOn(config), address: me.address },
    push: {
      isOn: isPushOn(config),
      publicKey: isPushOn(config) ? (await pushKeys(platform, institutionId)).publicKey : null,
    },
    devices: devices.map((device) => ({ ...device, createdAt: device.createdAt.toISOString() })),
  }
}

export async function choose(
  platform: Platform,
  who: Person,
  input: { readonly version: number; readonly choices: NoticePreference },
): Promise<number> {
  const { institutionId, personId } = who
  const before = await store.preferenceOf(platform.database.drizzle, institutionId, personId)
  return write(platform, who, async (tx) => {
    const key = { institutionId, personId, expectedVersion: input.version }
    const version = await store.putPreference(tx, key, input.choices)
    tx.record({
      action: 'notices.choices-changed',
      entity: 'person',
      entityId: personId,
      before: before ?? null,
      after: input.choices,
    })
    return version
  })
}

export async function addDevice(
  platform: Platform,
  who: Person,
  input: { readonly endpoint: string; readonly p256dh: string; readonly auth: string; readonly device: string },
): Promise<string> {
  if (!isPushService(platform.config, input.endpoint))
    throw new AppError(
      'invalid',
      'This browser is reached through a push service that this server does not write to. Ask your administrator to add it to PUSH_SERVICES.',
    )
  const { institutionId, personId } = who
  return write(platform, who, async (tx) => {
    const row = { institutionId, id: randomUUID(), personId, ...input, createdAt: platform.now() }
    const id = await store.putDevice(tx, row)
    tx.record({ action: 'push.device-added', entity: 'person', entityId: personId, after: { device: input.device } })
    return id
  })
}

export async function removeDevice(platform: Platform, who: Person, deviceId: string): Promise<void> {
  const { institutionId, personId } = who
  await write(platform, who, async (tx) => {
    if (!(await store.deleteDevice(tx, { institutionId, id: deviceId, personId }))) throw notFound('device')
    tx.record({ action: 'push.device-removed', entity: 'person', entityId: personId, after: { deviceId } })
  })
}

const shownDays = 30
const problemsAtMost = 100

export async function deliveryOf(platform: Platform, institutionId: string) {
  const db = platform.database.drizzle
  const { config } = platform
  const since = new Date(platform.now().getTime() - shownDays * 86_400_000)
  const problems = await delivery.problems(db, institutionId, problemsAtMost)
  return {
    mail: {
      isOn: isMailOn(config),
      server: config.SMTP_URL === '' ? null : new URL(config.SMTP_URL).host,
      from: config.MAIL_FROM === '' ? null : config.MAIL_FROM,
    },
    push: { isOn: isPushOn(config), services: config.PUSH_SERVICES },
    address: publicAddress(config),
    counts: await delivery.counts(db, institutionId, since),
    lastSentAt: (await delivery.lastSentAt(db, institutionId))?.toISOString() ?? null,
    problems: problems.map(({ createdAt, dueAt, state, ...row }) => ({
      ...row,
      state,
      createdAt: createdAt.toISOString(),
      nextAt: state === 'waiting' ? dueAt.toISOString() : null,
    })),
  }
}

export async function sendAgain(platform: Platform, who: Who, messageId: string): Promise<void> {
  await write(platform, who, async (tx) => {
    const before = await delivery.wake(tx, who.institutionId, messageId, platform.now())
    if (before === 'missing') throw notFound('message')
    if (before === 'busy')
      throw new AppError('conflict', 'This message was sent, or is being sent just now. Look again.')
    tx.record({ action: 'message.sent-again', entity: 'message', entityId: messageId, before: { state: before } })
  })
}

export async function sendTest(platform: Platform, who: Person): Promise<string> {
  const { institutionId, personId } = who
  const me = (await recipients(platform.database.drizzle, [], institutionId, [personId], platform.now())).get(personId)
  const address = me?.address ?? null
  if (address === null) throw new AppError('invalid', 'Your account has no e-mail address.')
  const letter = {
    subject: 'A test from Gradus',
    lines: ['This e-mail was sent from the delivery page, to see whether messages leave and arrive. They do.'],
    link: null,
  }
  await write(platform, who, async (tx) => {
    const isQueued = await queueLetter(platform, tx, { institutionId, personId, address }, letter)
    if (!isQueued) throw new AppError('conflict', 'E-mail is off: SMTP_URL and MAIL_FROM are not both set.')
    tx.record({ action: 'message.test', entity: 'person', entityId: personId, after: { address } })
  })
  return address
}
