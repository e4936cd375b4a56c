import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:https'
import webpush from 'web-push'
import { type Who, write } from '../../../platform/audit/write.ts'
import { type Config, publicAddress } from '../../../platform/config.ts'
import type { MailOutcome } from '../../../platform/mail/mailer.ts'
import type { Platform } from '../../../platform/platform.ts'
import { deleteDevice, insertKeys, keysOf } from '../preferences-store.ts'
import { noticeKinds } from '../kinds.ts'
import type { Notice } from './plan.ts'
import * as store from './store.ts'
import { inboxUrl, wordedNotices } from './wording.ts'
import { wordPush } from './words.ts'

const timeLimit = 15_000
const keptSeconds = 2 * 24 * 3_600

/** How a push service is reached. */
export interface PushRoad {
  readonly agent: Agent
}
const usualRoad: PushRoad = { agent: new Agent({ keepAlive: false }) }

export const isPushOn = ({ PUSH_SERVICES }: Config): boolean => PUSH_SERVICES.length > 0

/** Only push services are written to: a browser names the address, and nobody may make the server call other machines. */
export function isPushService({ PUSH_SERVICES }: Config, endpoint: string): boolean {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  if (url === undefined || url.protocol !== 'https:' || url.username !== '') return false
  return PUSH_SERVICES.some((host) => url.host === host || url.host.endsWith(`.${host}`))
}

/** The keys of the institution, made when they are first needed. */
export async function pushKeys(platform: Platform, institutionId: string) {
  const db = platform.database.drizzle
  const known = await keysOf(db, institutionId)
  if (known !== undefined) return known
  const { publicKey, privateKey } = webpush.generateVAPIDKeys()
  const who: Who = { institutionId, personId: null, name: 'Web push', requestId: randomUUID() }
  await write(platform, who, async (tx) => {
    await insertKeys(tx, { institutionId, publicKey, privateKey, createdAt: platform.now() })
    tx.record({ action: 'push.keys-made', entity: 'institution', entityId: institutionId })
  })
  return (await keysOf(db, institutionId))!
}

/** Whom a push service may write to about this server. */
const contactOf = (config: Config): string => {
  const address = publicAddress(config)
  if (address.startsWith('https:')) return address
  return `mailto:${/([^\s<]+@[^\s>]+)>?\s*$/.exec(config.MAIL_FROM)?.[1] ?? 'gradus@localhost.localdomain'}`
}

interface Answer {
  readonly status: number
  readonly text: string
}

function post(road: PushRoad, details: webpush.RequestDetails): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      details.endpoint,
      { method: 'POST', headers: { ...details.headers }, agent: road.agent, timeout: timeLimit },
      (answer) => {
        answer.resume()
        resolve({ status: answer.statusCode ?? 0, text: answer.statusMessage ?? '' })
      },
    )
    sent.on('timeout', () => sent.destroy(new Error('The push service took too long.')))
    sent.on('error', reject)
    sent.end(details.body)
  })
}

const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** Sends one push message, encrypted for the one browser that can read it. A browser that is gone is forgotten. */
export async function sendPush(
  platform: Platform,
  road: PushRoad = usualRoad,
  message: store.Message,
  notices: readonly Notice[],
  handOver: () => Promise<void>,
): Promise<MailOutcome> {
  const { institutionId, subscriptionId } = message
  const device =
    subscriptionId === null
      ? undefined
      : await store.subscriptionById(platform.database.drizzle, institutionId, subscriptionId)
  if (device === undefined || device.personId !== message.personId)
    return { state: 'refused', sentence: 'The person removed this device.' }
  if (!isPushService(platform.config, device.endpoint))
    return { state: 'refused', sentence: 'PUSH_SERVICES does not name the push service of this device.' }
  const { publicKey, privateKey } = await pushKeys(platform, institutionId)
  const { worded, more } = wordedNotices(platform, notices)
  const text = JSON.stringify(wordPush(worded, more, inboxUrl(platform), message.id))
  const isUrgent = notices.some(({ kind }) => noticeKinds[kind].urgent === true)
  const details = webpush.generateRequestDetails(
    { endpoint: device.endpoint, keys: { p256dh: device.p256dh, auth: device.auth } },
    text,
    {
      TTL: keptSeconds,
      urgency: isUrgent ? 'high' : 'normal',
      topic: message.id.replaceAll('-', ''),
      vapidDetails: { subject: contactOf(platform.config), publicKey, privateKey },
    },
  )
  await handOver()
  let answer: Answer
  try {
    answer = await post(road, details)
  } catch (error) {
    const { code, message: sentence } = error as NodeJS.ErrnoException
    return { state: neverConnected.has(code ?? '') ? 'later' : 'unknown', sentence }
  }
  const { status } = answer
  const sentence = `${status} ${answer.text}`.trim()
  if (status >= 200 && status < 300) return { state: 'accepted', sentence }
  if (status === 404 || status === 410) {
    const who: Who = { institutionId, personId: null, name: 'Web push', requestId: randomUUID() }
    await write(platform, who, async (tx) => {
      await deleteDevice(tx, { institutionId, id: device.id })
      tx.record({
        action: 'push.device-gone',
        entity: 'person',
        entityId: device.personId,
        after: { device: device.device },
      })
    })
    return { state: 'refused', sentence: 'The browser is no longer subscribed; it was removed.' }
  }
  return { state: status === 429 || status >= 500 ? 'later' : 'refused', sentence }
}
