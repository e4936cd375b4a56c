import { AppError, notFound } from '../../../contract/app-error.ts'
import { type Who, write, type WriteTx } from '../../../platform/audit/write.ts'
import type { Platform } from '../../../platform/platform.ts'
import { leavesBetween } from '../../people/index.ts'
import { settleNotices } from '../../notifications/index.ts'
import { institutionOrThrow } from '../facts/load.ts'
import { nowAt, partsOfDays } from '../absences/index.ts'
import {
  type CallAssignment,
  callAssignmentById,
  type CallBook,
  callScheduleById,
  changeCallRecord,
} from '../calls/index.ts'
import { cannotTake, judge, overtaken, publishedBook } from './book.ts'
import { changeOf, type HandOver, partsOf } from './change.ts'
import { inTurn } from './in-turn.ts'
import type { OfferRow } from './store.ts'
import * as store from './store.ts'

/** An offer with the calls it is about and what is published around them. */
export interface Ready {
  readonly offer: OfferRow
  readonly given: CallAssignment
  readonly returned: CallAssignment | null
  readonly book: CallBook
  readonly versions: ReadonlyMap<string, number>
  readonly now: Date
}

const isInForce = ({ publishedIn, replacedIn }: CallAssignment): boolean => publishedIn !== null && replacedIn === null

export async function offerOrThrow(platform: Platform, institutionId: string, offerId: string): Promise<OfferRow> {
  const offer = await store.offerById(platform.database.drizzle, institutionId, offerId)
  if (offer === undefined) throw notFound('offer')
  return offer
}

/** The time at the institution: a demo institution stands still. */
export async function institutionNow(platform: Platform, institutionId: string): Promise<Date> {
  return nowAt(await institutionOrThrow(platform.database.drizzle, institutionId), platform.now())
}

/** Reads versions before facts: whatever changes in between shows as a stale version when it is written. */
export async function readyFor(platform: Platform, offer: OfferRow): Promise<Ready> {
  const db = platform.database.drizzle
  const { institutionId } = offer
  const given = await callAssignmentById(db, institutionId, offer.assignmentId)
  const returned =
    offer.returnAssignmentId === null
      ? null
      : ((await callAssignmentById(db, institutionId, offer.returnAssignmentId)) ?? null)
  if (given === undefined || !isInForce(given) || (returned !== null && !isInForce(returned))) throw overtaken()
  const rows = returned === null ? [given] : [given, returned]
  const versions = new Map<string, number>()
  for (const { scheduleId } of rows)
    versions.set(scheduleId, (await callScheduleById(db, institutionId, scheduleId))?.version ?? -1)
  const book = await publishedBook(
    platform,
    institutionId,
    [...new Set(rows.map(({ poolId }) => poolId))].toSorted((a, b) => (a < b ? -1 : 1)),
    rows.map(({ onDay }) => onDay),
  )
  return { offer, given, returned, book, versions, now: await institutionNow(platform, institutionId) }
}

/** Refuses a hand-over that is too late, impossible or against the rules; the sentence says which. */
export function requireLegal({ offer, given, returned, book, now }: Ready, takerId: string): HandOver {
  const starts = offer.fromAt ?? given.startAt
  if (starts <= now) throw new AppError('conflict', 'This call has begun; it can no longer be handed on like this.')
  if (returned !== null && returned.startAt <= now)
    throw new AppError('conflict', 'The call in return has begun; it can no longer be exchanged.')
  const taker = book.facts.people.get(takerId)
  const owner = book.facts.people.get(given.personId)
  if (taker === undefined || owner === undefined)
    throw new AppError('conflict', 'Somebody of this swap is not in a program of this pool any more.')
  const time = { startAt: starts, endAt: given.endAt }
  const reason = cannotTake(book, taker, given, time, returned?.id ?? null)
  if (reason !== null) throw new AppError('conflict', `${taker.name} ${reason}.`)
  const back = returned === null ? null : cannotTake(book, owner, returned, returned, given.id)
  if (back !== null) throw new AppError('conflict', `${owner.name} ${back}.`)
  const handOver: HandOver = { given, fromAt: offer.fromAt, takerId, returned }
  const { violations } = judge(book, changeOf(handOver))
  if (violations.length > 0) throw new AppError('conflict', violations[0]!)
  return handOver
}

/** Leave approved since the facts were read would not show in the version of the schedule: it is asked once more under the lock. */
async function requirePresent(tx: WriteTx, institutionId: string, { given, fromAt, returned, takerId }: HandOver) {
  const days = [given, returned].flatMap((call) => (call === null ? [] : [call.onDay])).toSorted()
  const range = { startOn: days[0]!, endOn: days.at(-1)! }
  const takes = new Map<string, string>([[takerId, given.onDay]])
  if (returned !== null) takes.set(given.personId, returned.onDay)
  const leaves = await leavesBetween(tx, institutionId, [...takes.keys()], range)
  const isAway = leaves.some(({ personId, startOn, endOn }) => {
    const on = takes.get(personId) ?? ''
    return startOn <= on && on <= endOn
  })
  const hours = await partsOfDays(tx, institutionId, [takerId], fromAt ?? given.startAt, given.endAt)
  if (isAway || hours.length > 0) throw new AppError('conflict', 'Somebody of this swap is away at that time.')
}

const attempts = 12
const isStaleSchedule = (error: unknown): boolean =>
  error instanceof AppError &&
  error.code === 'stale' &&
  typeof error.details.current === 'object' &&
  error.details.current !== null &&
  'scheduleId' in error.details.current

/**
 * Writes a hand-over into the record of call. Judged on what is published, written only on that very version; when somebody else changed
 * the schedule in between, it is judged again. `check` decides under the offer's lock whether it may still be done.
 */
export function handOver(
  platform: Platform,
  who: Who,
  offerId: string,
  takerOf: (offer: OfferRow) => string,
  check: (offer: OfferRow) => void,
  signed: (offer: OfferRow) => Parameters<typeof store.updateOffer>[2],
): Promise<{ state: 'done'; version: number; sentence: string }> {
  const { institutionId } = who
  return inTurn(institutionId, async () => {
    for (let attempt = 1; ; attempt++) {
      const seen = await offerOrThrow(platform, institutionId, offerId)
      check(seen)
      const ready = await readyFor(platform, seen)
      const takerId = takerOf(seen)
      const moved = requireLegal(ready, takerId)
      try {
        return await write(platform, who, (tx) => writeHandOver(tx, platform, who, { ready, moved, check, signed }))
      } catch (error) {
        if (attempt === attempts || !isStaleSchedule(error)) throw error
      }
    }
  })
}

interface Writing {
  readonly ready: Ready
  readonly moved: HandOver
  readonly check: (offer: OfferRow) => void
  readonly signed: (offer: OfferRow) => Parameters<typeof store.updateOffer>[2]
}

async function writeHandOver(tx: WriteTx, platform: Platform, who: Who, { ready, moved, check, signed }: Writing) {
  const { institutionId } = who
  const now = platform.now()
  const offer = await store.lockOffer(tx, institutionId, ready.offer.id)
  if (offer === undefined) throw notFound('offer')
  check(offer)
  await requirePresent(tx, institutionId, moved)
  const people = ready.book.facts.people
  const [owner, taker] = [moved.given.personId, moved.takerId].map((id) => people.get(id)?.name ?? 'somebody')
  const sentence =
    moved.returned === null ? `${taker} takes over from ${owner}.` : `${taker} and ${owner} exchange calls.`
  const written = await changeCallRecord(tx, who, {
    now,
    cause: 'swap',
    reason: sentence,
    parts: partsOf(moved, ready.versions),
  })
  await store.updateOffer(tx, offer, {
    state: 'done',
    sentence,
    recordVersion: written.schedules[0]?.version ?? null,
    ...signed(offer),
  })
  const ended = [moved.given.id, ...(moved.returned === null ? [] : [moved.returned.id])]
  for (const other of await store.offersResting(tx, institutionId, ended))
    if (other.id !== offer.id) {
      await store.updateOffer(tx, other, { state: 'overtaken', sentence: 'The call was handed on meanwhile.' })
      await settleNotices(tx, institutionId, `swap:${other.id}`, now)
    }
  await settleNotices(tx, institutionId, `swap:${offer.id}`, now)
  tx.record({
    action: 'call.swap-done',
    entity: 'swap',
    entityId: offer.id,
    programId: ready.book.facts.poolById.get(offer.poolId)?.programId ?? null,
    before: { state: offer.state },
    after: { state: 'done', takerId: moved.takerId },
  })
  return { state: 'done' as const, version: offer.version + 1, sentence }
}
