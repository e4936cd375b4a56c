import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../contract/app-error.ts'
import type { Actor } from '../../../contract/roles.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { notify, settleNotices } from '../../notifications/index.ts'
import { callPools } from '../calls/index.ts'
import type { acceptSwap } from './contract.ts'
import { handOver, institutionNow, offerOrThrow, readyFor, requireLegal } from './hand-over.ts'
import { invalid } from './offers.ts'
import type { OfferRow } from './store.ts'
import * as store from './store.ts'
import { askApproval } from './telling.ts'

type Answered = RouteAnswer<typeof acceptSwap>

const changedMeanwhile = (offer: OfferRow): AppError =>
  new AppError('stale', 'Somebody answered this offer meanwhile. Look at it as it is now.', {
    current: { state: offer.state, version: offer.version },
  })

function requireState(offer: OfferRow, state: 'open' | 'accepted', expectedVersion: number, now: Date): void {
  if (offer.state !== state || offer.version !== expectedVersion) throw changedMeanwhile(offer)
  if (offer.expiresAt <= now) throw new AppError('conflict', 'This offer has expired.')
}

/** Takes an offered call. The first who may has it; where the pool wants an approval, both wait for that. */
export async function accept(
  platform: Platform,
  actor: Actor,
  who: Who,
  offerId: string,
  expectedVersion: number,
): Promise<Answered> {
  const { institutionId, personId } = actor
  const now = await institutionNow(platform, institutionId)
  const check = (offer: OfferRow) => {
    if (offer.personId === personId) throw new AppError('not-allowed', 'This is your own offer.')
    if (offer.partnerId !== null && offer.partnerId !== personId) throw notFound('offer')
    requireState(offer, 'open', expectedVersion, now)
  }
  const seen = await offerOrThrow(platform, institutionId, offerId)
  check(seen)
  const [pool] = await callPools(platform.database.drizzle, institutionId, [seen.poolId])
  if (pool === undefined) throw notFound('call pool')
  const signed = { acceptedBy: personId, acceptedAt: platform.now() }
  if (!pool.settings.swapsNeedApproval)
    return handOver(
      platform,
      who,
      offerId,
      () => personId,
      check,
      () => signed,
    )
  const ready = await readyFor(platform, seen)
  requireLegal(ready, personId)
  return write(platform, who, async (tx) => {
    const offer = await store.lockOffer(tx, institutionId, offerId)
    if (offer === undefined) throw notFound('offer')
    check(offer)
    await store.updateOffer(tx, offer, { state: 'accepted', ...signed })
    tx.record({
      action: 'call.swap-accepted',
      entity: 'swap',
      entityId: offerId,
      programId: pool.programId,
      before: { state: 'open' },
      after: { state: 'accepted', acceptedBy: personId },
    })
    await settleNotices(tx, institutionId, `swap:${offerId}`, platform.now())
    await askApproval(tx, platform, ready, pool, offer, personId)
    return { state: 'accepted' as const, version: expectedVersion + 1, sentence: 'It waits for an approval.' }
  })
}

/** Approves or declines what both sides agreed to. Approved, it is judged again and written. */
export async function decide(
  platform: Platform,
  guard: Guard,
  actor: Actor,
  who: Who,
  asked: { offerId: string; expectedVersion: number; approve: boolean; sentence: string },
): Promise<Answered> {
  const { institutionId, personId } = actor
  const { offerId, expectedVersion, approve, sentence } = asked
  const now = await institutionNow(platform, institutionId)
  const seen = await offerOrThrow(platform, institutionId, offerId)
  const [pool] = await callPools(platform.database.drizzle, institutionId, [seen.poolId])
  guard.require({ programIds: pool === undefined ? [] : [pool.programId] })
  const check = (offer: OfferRow) => {
    requireState(offer, 'accepted', expectedVersion, now)
    if (offer.personId === personId || offer.acceptedBy === personId)
      throw new AppError('not-allowed', 'Nobody approves their own swap; somebody else of the program does.')
  }
  check(seen)
  const signed = { decidedBy: personId, decidedAt: platform.now() }
  if (approve)
    return handOver(
      platform,
      who,
      offerId,
      (offer) => offer.acceptedBy!,
      check,
      () => signed,
    )
  if (sentence === '') throw invalid('sentence', 'Say why in a sentence; both sides read it.')
  return end(platform, who, offerId, check, { state: 'declined', sentence, ...signed })
}

/** Says no to an offer that was made to me. */
export async function decline(
  platform: Platform,
  actor: Actor,
  who: Who,
  asked: { offerId: string; expectedVersion: number; sentence: string },
): Promise<Answered> {
  const now = await institutionNow(platform, actor.institutionId)
  const check = (offer: OfferRow) => {
    if (offer.partnerId !== actor.personId) throw notFound('offer')
    requireState(offer, 'open', asked.expectedVersion, now)
  }
  return end(platform, who, asked.offerId, check, { state: 'declined', sentence: asked.sentence })
}

/** Takes an offer back, also one that waits for an approval. */
export async function cancel(
  platform: Platform,
  actor: Actor,
  who: Who,
  asked: { offerId: string; expectedVersion: number },
): Promise<Answered> {
  const check = (offer: OfferRow) => {
    if (offer.personId !== actor.personId) throw notFound('offer')
    if (!['open', 'accepted'].includes(offer.state) || offer.version !== asked.expectedVersion)
      throw changedMeanwhile(offer)
  }
  return end(platform, who, asked.offerId, check, { state: 'cancelled', sentence: '' })
}

/** Ends an offer without a hand-over, and tells the other side. */
export function end(
  platform: Platform,
  who: Who,
  offerId: string,
  check: (offer: OfferRow) => void,
  fields: { state: 'declined' | 'cancelled' | 'expired'; sentence: string; decidedBy?: string; decidedAt?: Date },
): Promise<Answered> {
  const { institutionId } = who
  const { state, sentence } = fields
  return write(platform, who, async (tx) => {
    const offer = await store.lockOffer(tx, institutionId, offerId)
    if (offer === undefined) throw notFound('offer')
    check(offer)
    await store.updateOffer(tx, offer, { ...fields, sentence: sentence === '' ? null : sentence })
    tx.record({
      action: `call.swap-${state}`,
      entity: 'swap',
      entityId: offerId,
      before: { state: offer.state },
      after: { state },
      reason: sentence || null,
    })
    const at = platform.now()
    await settleNotices(tx, institutionId, `swap:${offerId}`, at)
    const others = [offer.personId, offer.acceptedBy ?? offer.partnerId].filter(
      (personId) => personId !== null && personId !== who.personId,
    )
    const words = { declined: 'was declined', cancelled: 'was taken back', expired: 'has expired' }[state]
    await notify(
      tx,
      others.map((personId) => ({
        institutionId,
        id: randomUUID(),
        personId: personId!,
        at,
        kind: 'swap.answered' as const,
        title: `A swap ${words}`,
        detail: `The call of ${offer.startAt.toISOString().slice(0, 10)} stays as it was.${sentence === '' ? '' : ` ${who.name}: ${sentence}`}`,
        link: '/swaps',
      })),
    )
    return { state, version: offer.version + 1, sentence: sentence === '' ? `The offer ${words}.` : sentence }
  })
}
