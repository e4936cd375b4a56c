import { randomUUID } from 'node:crypto'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Platform } from '../../../platform/platform.ts'
import { type NewNotice, notify } from '../../notifications/index.ts'
import type { CallAssignment, CallPool } from '../calls/index.ts'
import type { Ready } from './hand-over.ts'
import type { OfferRow } from './store.ts'
import * as store from './store.ts'

/** What a message can do without signing in; `taps.ts` declares what happens then. */
export const takeCall = { action: 'swap.take', linkWords: 'Take this call' }
export const approveSwap = { action: 'swap.approve', linkWords: 'Approve this swap' }

const tap = (
  of: typeof takeCall,
  offer: Pick<OfferRow, 'id' | 'expiresAt'>,
): NonNullable<NewNotice['taps']>[number] => ({ ...of, data: { offerId: offer.id }, expiresAt: offer.expiresAt })

const callWords = ({ book }: Ready, call: CallAssignment): string => {
  const { shiftById, poolById } = book.facts
  return `${shiftById.get(call.shiftId)?.name ?? 'call'} (${poolById.get(call.poolId)?.name ?? ''}) of ${call.onDay}`
}

/** Tells somebody that a call is offered to them. */
export async function tellPartner(
  tx: WriteTx,
  platform: Platform,
  ready: Ready,
  offer: { id: string; partnerId: string; expiresAt: Date; note: string },
): Promise<void> {
  const { given, returned, book } = ready
  const { institutionId } = given
  const owner = book.facts.people.get(given.personId)?.name ?? 'A colleague'
  const what =
    returned === null
      ? `would give you ${callWords(ready, given)}`
      : `would take ${callWords(ready, returned)} if you take ${callWords(ready, given)}`
  await notify(tx, [
    {
      institutionId,
      id: randomUUID(),
      personId: offer.partnerId,
      at: platform.now(),
      kind: 'swap.offered',
      aboutAt: given.startAt,
      subject: `swap:${offer.id}`,
      title: `${owner} offers you a call`,
      detail: `${owner} ${what}.${offer.note === '' ? '' : ` “${offer.note}”`}`,
      link: '/swaps',
      taps: [tap(takeCall, offer)],
    },
  ])
}

/** Asks those who approve swaps of the pool. */
export async function askApproval(
  tx: WriteTx,
  platform: Platform,
  ready: Ready,
  pool: CallPool,
  offer: OfferRow,
  takerId: string,
): Promise<void> {
  const { institutionId } = offer
  const approvers = await store.holdersOf(tx, institutionId, pool.programId, ['chief', 'coordinator'])
  const [owner, taker] = [offer.personId, takerId].map((id) => ready.book.facts.people.get(id)?.name ?? 'Somebody')
  await notify(
    tx,
    approvers
      .filter((personId) => personId !== takerId && personId !== offer.personId)
      .map((personId) => ({
        institutionId,
        id: randomUUID(),
        personId,
        at: platform.now(),
        kind: 'swap.approval' as const,
        aboutAt: ready.given.startAt,
        subject: `swap:${offer.id}`,
        title: `${taker} would take a call of ${owner}`,
        detail: `${callWords(ready, ready.given)}${ready.returned === null ? '' : `, for ${callWords(ready, ready.returned)}`}. Every rule holds.`,
        link: '/swaps/approvals',
        taps: [tap(approveSwap, offer)],
      })),
  )
}
