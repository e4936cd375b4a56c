import type { Platform } from '../../../platform/platform.ts'
import { type Channel, type NoticeKind, noticeKinds } from '../kinds.ts'
import type { NoticePreference } from '../preferences.ts'
import type { QuietSource } from '../quiet-source.ts'
import type { notification } from '../schema.ts'
import { startOfDay } from '../times.ts'
import { type Recipient, recipients } from './recipients.ts'
import * as store from './store.ts'

export type Notice = typeof notification.$inferSelect

/** What is to be done with a message now. */
export type Plan =
  | { readonly act: 'send'; readonly recipient: Recipient; readonly notices: readonly Notice[] }
  | { readonly act: 'skip'; readonly why: string }
  | { readonly act: 'wait'; readonly until: Date }
  | { readonly act: 'digest'; readonly why: string }

/** Whether the person wants this kind over this channel. E-mail of what is required cannot be turned off. */
export const isWanted = (kind: NoticeKind, channel: Channel, { choices }: NoticePreference): boolean => {
  const { group, required } = noticeKinds[kind]
  return (required && channel === 'mail') || choices[group]?.[channel] !== false
}

const isUrgent = ({ kind }: Notice): boolean => noticeKinds[kind].urgent === true

/** Decides at the last moment, because choices, rest and leave change, and because notices are read and settled meanwhile. */
export async function planMessage(
  platform: Platform,
  sources: readonly QuietSource[],
  message: store.Message,
): Promise<Plan> {
  const db = platform.database.drizzle
  const now = platform.now()
  const { institutionId, personId, channel } = message
  if (message.uselessAt !== null && message.uselessAt < now) return { act: 'skip', why: 'It was too late for it.' }
  const recipient = (await recipients(db, sources, institutionId, [personId], now)).get(personId)
  if (recipient === undefined) return { act: 'skip', why: 'There is no such person.' }
  if (channel === 'mail' && (message.address ?? recipient.address) === null)
    return { act: 'skip', why: 'The person has no e-mail address, or their account is closed.' }
  if (message.purpose === 'letter') return { act: 'send', recipient, notices: [] }

  const carried = (await store.noticesOfMessage(db, message)).map(({ notice }) => notice)
  const notices = carried.filter(
    ({ kind, readAt, settledAt }) =>
      readAt === null && settledAt === null && isWanted(kind, channel, recipient.preference),
  )
  if (notices.length === 0) return { act: 'skip', why: 'It was read or settled meanwhile, or is not wanted here.' }
  if (message.purpose === 'digest')
    return recipient.quietUntil === null
      ? { act: 'send', recipient, notices }
      : { act: 'wait', until: recipient.quietUntil }
  if (notices.some(isUrgent)) return { act: 'send', recipient, notices }
  if (recipient.quietUntil !== null) {
    const isTooLate = message.uselessAt !== null && recipient.quietUntil > message.uselessAt
    return isTooLate
      ? { act: 'digest', why: 'The person is left in peace until it is too late.' }
      : { act: 'wait', until: recipient.quietUntil }
  }
  if (message.asks > 0) {
    const sent = await store.requestsSince(db, message, startOfDay(recipient.zone, now))
    if (sent + message.asks > platform.config.REQUESTS_PER_DAY)
      return { act: 'digest', why: 'The person was asked often enough today.' }
  }
  return { act: 'send', recipient, notices }
}
