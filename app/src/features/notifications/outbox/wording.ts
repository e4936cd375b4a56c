import { randomUUID } from 'node:crypto'
import { newToken, tokenHash } from '../../../platform/auth/secrets.ts'
import { publicAddress } from '../../../platform/config.ts'
import type { Platform } from '../../../platform/platform.ts'
import { groupBy } from '../../../platform/group-by.ts'
import { noticeKinds } from '../kinds.ts'
import { mailOff } from '../one-tap/mail-off.ts'
import { insertTokens } from '../one-tap/store.ts'
import type { Notice } from './plan.ts'
import type { Recipient } from './recipients.ts'
import * as store from './store.ts'
import { wordLetter, wordNotices, type WordedMail, type WordedNotice } from './words.ts'

/** The rest is read in the inbox. */
const noticesInMessage = 30
const unsubscribeDays = 60

/** Nobody is done a favour with fifty lines: the newest are told, what asks for an answer before all. */
function shown(notices: readonly Notice[]): readonly Notice[] {
  const asks = ({ kind }: Notice): number => (noticeKinds[kind].request === true ? 0 : 1)
  return [...notices]
    .sort((one, other) => asks(one) - asks(other) || other.at.getTime() - one.at.getTime())
    .slice(0, noticesInMessage)
}

export const inboxUrl = (platform: Platform): string => `${publicAddress(platform.config)}/inbox`

export const wordedNotices = (
  platform: Platform,
  notices: readonly Notice[],
  tapsOf: (notice: Notice) => WordedNotice['taps'] = () => [],
): { worded: WordedNotice[]; more: number } => {
  const told = shown(notices)
  return {
    worded: told.map((notice) => ({
      title: notice.title,
      detail: notice.detail,
      url: notice.link === null ? null : `${publicAddress(platform.config)}${notice.link}`,
      taps: tapsOf(notice),
      asks: noticeKinds[notice.kind].request === true,
    })),
    more: notices.length - told.length,
  }
}

/**
 * The text of a mail with links of its own: each attempt makes fresh tokens and keeps only their hashes, before anything is sent.
 */
export async function wordMail(
  platform: Platform,
  message: store.Message,
  recipient: Recipient,
  notices: readonly Notice[],
): Promise<WordedMail & { readonly unsubscribeUrl: string | null }> {
  if (message.letter !== null) return { ...wordLetter(message.letter, recipient.institutionName), unsubscribeUrl: null }
  const { institutionId, personId } = message
  const now = platform.now()
  const base = publicAddress(platform.config)
  const tokens: { institutionId: string; tokenHash: Buffer; grantId: string }[] = []
  const linkOn = (grantId: string): string => {
    const token = newToken()
    tokens.push({ institutionId, tokenHash: tokenHash(token), grantId })
    return `${base}/tap/${token}`
  }
  const grants = await store.openGrants(
    platform.database.drizzle,
    institutionId,
    notices.map(({ id }) => id),
    now,
  )
  const byNotice = groupBy(grants, ({ notificationId }) => notificationId ?? '')
  const { worded, more } = wordedNotices(platform, notices, ({ id }) =>
    (byNotice.get(id) ?? []).map((grant) => ({ words: grant.linkWords, url: linkOn(grant.id) })),
  )
  const isOptional = notices.some(({ kind }) => !noticeKinds[kind].required)
  const unsubscribe = isOptional ? randomUUID() : null
  const unsubscribeUrl = unsubscribe === null ? null : linkOn(unsubscribe)
  await platform.database.transaction(async (tx) => {
    if (unsubscribe !== null)
      await store.insertGrant(tx, {
        institutionId,
        id: unsubscribe,
        personId,
        action: mailOff.action,
        linkWords: mailOff.linkWords,
        data: {},
        createdAt: now,
        expiresAt: new Date(now.getTime() + unsubscribeDays * 86_400_000),
      })
    await insertTokens(tx, tokens)
  })
  const { institutionName } = recipient
  const preferencesUrl = `${base}/inbox/choices`
  const words = wordNotices({
    institutionName,
    notices: worded,
    more,
    inboxUrl: inboxUrl(platform),
    preferencesUrl,
    unsubscribeUrl,
  })
  return { ...words, unsubscribeUrl }
}
