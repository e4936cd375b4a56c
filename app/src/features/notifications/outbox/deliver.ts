import { isMailOn, mailDomain, type MailOutcome, openMailer } from '../../../platform/mail/mailer.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Channel } from '../kinds.ts'
import type { QuietSource } from '../quiet-source.ts'
import { type Notice, planMessage } from './plan.ts'
import { isPushOn, type PushRoad, sendPush } from './push.ts'
import type { Recipient } from './recipients.ts'
import * as store from './store.ts'
import { wordMail } from './wording.ts'

const minute = 60_000
/** A worker that has not renewed its lease for so long is dead. */
const leaseMilliseconds = 20_000
const renewMilliseconds = 5_000
/** After each attempt that failed for now. With the last one the message is given up, after about two days. */
const backoffMinutes = [1, 5, 15, 60, 180, 360, 720, 1440]

export interface DeliveryParts {
  readonly quiet: readonly QuietSource[]
  /** How push services are reached; tests bring their own certificate. */
  readonly pushRoad?: PushRoad
}

type Claimed = store.Message & { readonly attemptId: string }
type Send = (message: Claimed, recipient: Recipient, notices: readonly Notice[]) => Promise<MailOutcome>

const uncertainWords =
  'The other server had the message and did not answer: it may have arrived. It is not sent again by itself; what it said goes with the next digest.'

/** Sends everything that is due over one channel, one message after the other, until nothing is left or nobody answers. */
async function deliver(platform: Platform, parts: DeliveryParts, channel: Channel, send: Send): Promise<void> {
  for (;;) {
    const now = platform.now()
    const message = await platform.database.transaction((tx) =>
      store.claimMessage(tx, channel, now, leaseFrom(platform)),
    )
    if (message === undefined) return
    const renewing = setInterval(() => void renew(platform, message), renewMilliseconds)
    try {
      const plan = await planMessage(platform, parts.quiet, message)
      if (plan.act === 'send') {
        const outcome = await send(message, plan.recipient, plan.notices)
        await conclude(platform, message, outcome)
        if (outcome.state === 'unreachable') return
      } else await putAside(platform, message, plan)
    } catch (error) {
      platform.log.error({ err: error, messageId: message.id }, 'message failed')
      const sentence = 'Something went wrong in Gradus while it was made; the log of the server says what.'
      await conclude(platform, message, { state: 'later', sentence })
    } finally {
      clearInterval(renewing)
    }
  }
}

const leaseFrom = (platform: Platform): Date => new Date(platform.now().getTime() + leaseMilliseconds)

/** A lease that cannot be renewed ends; the hand-over asks for it. */
const renew = (platform: Platform, message: Claimed): Promise<void> =>
  platform.database
    .transaction((tx) => store.renewLease(tx, message, leaseFrom(platform)))
    .catch((error: unknown) => platform.log.warn({ err: error, messageId: message.id }, 'lease not renewed'))

/** A message that does not leave now. That is no attempt. */
async function putAside(
  platform: Platform,
  message: Claimed,
  plan: { act: 'skip' | 'digest'; why: string } | { act: 'wait'; until: Date },
): Promise<void> {
  const attempts = message.attempts - 1
  await platform.database.transaction(async (tx) => {
    if (plan.act === 'wait')
      return store.endAttempt(tx, message, { state: 'waiting', dueAt: plan.until, attempts, outcome: null })
    const endedAt = platform.now()
    const isMine = await store.endAttempt(tx, message, {
      state: 'skipped',
      endedAt,
      attempts,
      outcome: plan.why,
      letter: null,
    })
    if (isMine && plan.act === 'digest') await store.backToDigest(tx, message)
  })
}

/** Writes down what became of an attempt. Only what certainly was not accepted is tried again. */
async function conclude(platform: Platform, message: Claimed, { state, sentence }: MailOutcome): Promise<void> {
  const now = platform.now()
  await platform.database.transaction(async (tx) => {
    if (state === 'accepted')
      return store.endAttempt(tx, message, { state: 'sent', endedAt: now, outcome: sentence, letter: null })
    if (state === 'unknown') {
      const outcome = `${uncertainWords} ${sentence}`
      const isMine = await store.endAttempt(tx, message, { state: 'uncertain', endedAt: now, outcome })
      if (isMine) await store.backToDigest(tx, message)
      return
    }
    const wait = backoffMinutes[message.attempts - 1]
    const isOver = state === 'refused' || wait === undefined
    await store.endAttempt(
      tx,
      message,
      isOver
        ? { state: 'dead', endedAt: now, outcome: sentence, handedOverAt: null }
        : {
            state: 'waiting',
            dueAt: new Date(now.getTime() + wait * minute),
            outcome: sentence,
            handedOverAt: null,
          },
    )
  })
}

/** Called with the last line in hand: from here on the message counts as possibly sent. */
const handOverOf = (platform: Platform, message: Claimed) => async (): Promise<void> => {
  const isMine = await platform.database.transaction((tx) => store.handOver(tx, message, platform.now()))
  if (!isMine) throw new Error('The lease of this worker is over.')
}

async function deliverMail(platform: Platform, parts: DeliveryParts): Promise<void> {
  const mailer = openMailer(platform.config)
  try {
    await deliver(platform, parts, 'mail', async (message, recipient, notices) => {
      const { subject, text, html, unsubscribeUrl } = await wordMail(platform, message, recipient, notices)
      const headers =
        unsubscribeUrl === null
          ? {}
          : { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
      const to = message.address ?? recipient.address ?? ''
      const messageId = `${message.id}@${mailDomain(platform.config)}`
      const mail = { to, subject, text, html, messageId, date: platform.now(), headers }
      return mailer.send(mail, handOverOf(platform, message))
    })
  } finally {
    mailer.close()
  }
}

const deliverPush = (platform: Platform, parts: DeliveryParts): Promise<void> =>
  deliver(platform, parts, 'push', (message, _recipient, notices) =>
    sendPush(platform, parts.pushRoad, message, notices, handOverOf(platform, message)),
  )

const off: Record<Channel, string> = {
  mail: 'E-mail is off: SMTP_URL or MAIL_FROM is not set.',
  push: 'Web push is off: PUSH_SERVICES is empty.',
}

/** Both channels, each on its own. Safe to run on every worker at once. */
export async function deliverDue(platform: Platform, parts: DeliveryParts): Promise<void> {
  const { database, config } = platform
  const now = platform.now()
  const lost = await database.transaction(async (tx) => {
    const messages = await store.endUncertain(tx, now, uncertainWords)
    for (const message of messages) await store.backToDigest(tx, message)
    return messages.length
  })
  if (lost > 0) platform.log.warn({ messages: lost }, 'messages whose arrival is not known')
  const road = async (channel: Channel, isOn: boolean, run: () => Promise<void>): Promise<void> => {
    if (!(await store.hasDue(database.drizzle, channel, now))) return
    if (isOn) await run()
    else await database.transaction((tx) => store.skipWaiting(tx, channel, now, off[channel]))
  }
  await Promise.all([
    road('mail', isMailOn(config), () => deliverMail(platform, parts)),
    road('push', isPushOn(config), () => deliverPush(platform, parts)),
  ])
}
