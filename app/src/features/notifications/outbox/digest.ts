import { isMailOn } from '../../../platform/mail/mailer.ts'
import { groupBy } from '../../../platform/group-by.ts'
import type { Platform } from '../../../platform/platform.ts'
import { type Channel, channels, noticeKinds } from '../kinds.ts'
import type { QuietSource } from '../quiet-source.ts'
import { dateIn, lastDigestTime } from '../times.ts'
import * as digestStore from './digest-store.ts'
import { isWanted, type Notice } from './plan.ts'
import { isPushOn } from './push.ts'
import { type Recipient, recipients } from './recipients.ts'
import { insertMessages, type NewMessage, subscriptionsOf } from './store.ts'

const peopleAtOnce = 200
/** What is older stands in the inbox and is no news. */
const staleDays = 30

/** A digest for one person over one channel, and the notices that no longer await one. */
interface Digest {
  readonly messages: readonly NewMessage[]
  readonly personId: string
  readonly channel: Channel
  readonly considered: readonly string[]
}

/** Makes the digests that are due: at most one a day for a person and a channel, and none while the person is left in peace. */
export async function planDigests(platform: Platform, sources: readonly QuietSource[]): Promise<void> {
  const awaiting = await digestStore.peopleAwaiting(platform.database.drizzle)
  for (const [institutionId, rows] of groupBy(awaiting, (row) => row.institutionId))
    for (let from = 0; from < rows.length; from += peopleAtOnce) {
      const personIds = rows.slice(from, from + peopleAtOnce).map(({ personId }) => personId)
      await planFor(platform, sources, institutionId, personIds)
    }
}

async function planFor(
  platform: Platform,
  sources: readonly QuietSource[],
  institutionId: string,
  personIds: readonly string[],
): Promise<void> {
  const db = platform.database.drizzle
  const now = platform.now()
  const people = await recipients(db, sources, institutionId, personIds, now)
  const notices = groupBy(await digestStore.awaitingNotices(db, institutionId, personIds), (row) => row.personId)
  const devices = groupBy(await subscriptionsOf(db, institutionId, personIds), ({ personId }) => personId)
  const isOn = { mail: isMailOn(platform.config), push: isPushOn(platform.config) }
  const digests: Digest[] = []
  for (const channel of channels) {
    const last = await digestStore.lastDigests(db, institutionId, personIds, channel)
    for (const [personId, own] of notices) {
      const person = people.get(personId)
      const mine = own.filter(({ awaits }) => awaits.includes(channel))
      if (person === undefined || mine.length === 0 || !isDue(person, mine, last.get(personId), now)) continue
      const told = mine.filter((notice) => isNews(notice, channel, person, now))
      const subscriptions = channel === 'mail' ? [null] : (devices.get(personId) ?? []).map(({ id }) => id)
      const noticeIds = told.map(({ id }) => id)
      const asks = told.filter(({ kind }) => noticeKinds[kind].request === true).length
      const messages =
        told.length === 0 || !isOn[channel]
          ? []
          : subscriptions.map((subscriptionId) => ({
              row: {
                institutionId,
                personId,
                channel,
                purpose: 'digest' as const,
                subscriptionId,
                digestOn: dateIn(person.zone, now),
                createdAt: now,
                dueAt: now,
                asks,
              },
              noticeIds,
            }))
      digests.push({ messages, personId, channel, considered: mine.map(({ id }) => id) })
    }
  }
  if (digests.length === 0) return
  await platform.database.transaction(async (tx) => {
    const written = new Set(
      (
        await insertMessages(
          tx,
          digests.flatMap(({ messages }) => messages),
        )
      ).map(({ row }) => `${row.channel} ${row.personId}`),
    )
    for (const channel of channels) {
      // Where another worker was first, it took the notices along.
      const settled = digests.filter(
        (digest) =>
          digest.channel === channel && (digest.messages.length === 0 || written.has(`${channel} ${digest.personId}`)),
      )
      const ids = settled.flatMap(({ considered }) => considered)
      await digestStore.stopAwaiting(tx, institutionId, ids, channel)
    }
  })
}

/** A digest time has passed since the first of the notices, there was none today, and nothing keeps it back. */
function isDue(person: Recipient, notices: readonly Notice[], lastOn: string | undefined, now: Date): boolean {
  if (person.quietUntil !== null || lastOn === dateIn(person.zone, now)) return false
  const time = lastDigestTime(person.zone, person.preference.digestMinute, now)
  return notices.some(({ at }) => at <= time)
}

const isNews = (notice: Notice, channel: Channel, { preference }: Recipient, now: Date): boolean =>
  notice.readAt === null &&
  notice.settledAt === null &&
  notice.at.getTime() > now.getTime() - staleDays * 86_400_000 &&
  isWanted(notice.kind, channel, preference)
