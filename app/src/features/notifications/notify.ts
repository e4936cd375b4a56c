import { randomUUID } from 'node:crypto'
import type { WriteTx } from '../../platform/audit/write.ts'
import { groupBy } from '../../platform/group-by.ts'
import { atOnceHours, channels, type NoticeKind, noticeKinds } from './kinds.ts'
import type { OneTapOffer } from './one-tap/define.ts'
import * as store from './store.ts'
import { insertMessages, subscriptionsOf } from './outbox/store.ts'

const hour = 3_600_000
/** A shift that began a few hours ago still is what a person must hear about at once. */
const underWayHours = 12

export interface NewNotice {
  readonly institutionId: string
  readonly id: string
  readonly personId: string
  readonly at: Date
  readonly kind: NoticeKind
  readonly title: string
  readonly detail: string
  /** A page of the application. */
  readonly link?: string | null
  /** The instant it is about, such as the start of the shift; what is about the next 48 hours is told at once. */
  readonly aboutAt?: Date | null
  /** What it asks about, such as `swap:<id>`; see `settleNotices`. */
  readonly subject?: string
  /** Whom to tell when nobody has settled the subject by then. */
  readonly escalate?: { readonly at: Date; readonly to: readonly string[] }
  /** Links that act without signing in. */
  readonly taps?: readonly OneTapOffer[]
}

/** A notice about the next hours does not wait for the digest. */
export const isAtOnce = ({ at, aboutAt }: Pick<NewNotice, 'at' | 'aboutAt'>): boolean => {
  if (!aboutAt) return false
  const hours = (aboutAt.getTime() - at.getTime()) / hour
  return hours <= atOnceHours && hours >= -underWayHours
}

const uselessAt = ({ at, aboutAt }: NewNotice): Date =>
  new Date(Math.max(at.getTime(), aboutAt?.getTime() ?? 0) + underWayHours * hour)

/**
 * Tells people something, in the write that causes it. Each notice stands in the inbox; by mail and push it leaves at once or with the
 * next digest, as its kind, its time and the person's own choices say. What leaves at once is a row of the outbox from now on.
 */
export async function notify(tx: WriteTx, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return
  await store.insertNotices(
    tx,
    notices.map((notice) => ({
      institutionId: notice.institutionId,
      id: notice.id,
      personId: notice.personId,
      at: notice.at,
      kind: notice.kind,
      title: notice.title,
      detail: notice.detail,
      link: notice.link ?? null,
      aboutAt: notice.aboutAt ?? null,
      subject: notice.subject ?? null,
      escalateAt: notice.escalate?.at ?? null,
      escalateTo: notice.escalate === undefined ? null : [...notice.escalate.to],
      awaits: isAtOnce(notice) ? [] : [...channels],
    })),
  )
  await store.insertGrants(
    tx,
    notices.flatMap(({ institutionId, personId, id, at, taps = [] }) =>
      taps.map((tap) => ({ institutionId, id: randomUUID(), personId, notificationId: id, createdAt: at, ...tap })),
    ),
  )
  const byInstitution = groupBy(notices.filter(isAtOnce), ({ institutionId }) => institutionId)
  for (const [institutionId, urgent] of byInstitution) await queueAtOnce(tx, institutionId, urgent)
}

async function queueAtOnce(tx: WriteTx, institutionId: string, notices: readonly NewNotice[]): Promise<void> {
  const byPerson = groupBy(notices, ({ personId }) => personId)
  const devices = groupBy(await subscriptionsOf(tx, institutionId, [...byPerson.keys()]), ({ personId }) => personId)
  await insertMessages(
    tx,
    [...byPerson].flatMap(([personId, own]) => {
      const base = {
        institutionId,
        personId,
        purpose: 'at-once' as const,
        createdAt: own[0]!.at,
        dueAt: own[0]!.at,
        uselessAt: new Date(Math.max(...own.map((notice) => uselessAt(notice).getTime()))),
        asks: own.filter(({ kind }) => noticeKinds[kind].request === true).length,
      }
      const noticeIds = own.map(({ id }) => id)
      return [
        { row: { ...base, channel: 'mail' as const }, noticeIds },
        ...(devices.get(personId) ?? []).map(({ id }) => ({
          row: { ...base, channel: 'push' as const, subscriptionId: id },
          noticeIds,
        })),
      ]
    }),
  )
}
