import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../contract/app-error.ts'
import type { Actor } from '../../../contract/roles.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Platform } from '../../../platform/platform.ts'
import { type CallAssignment, callAssignmentById, type CallPool, callPools } from '../calls/index.ts'
import { overtaken } from './book.ts'
import type { offerSwap, swapPartners } from './contract.ts'
import { institutionNow, readyFor, requireLegal } from './hand-over.ts'
import { exchanges, takers } from './partners.ts'
import type { SwapKind } from './schema.ts'
import type { OfferRow } from './store.ts'
import * as store from './store.ts'
import { tellPartner } from './telling.ts'

export const invalid = (path: string, sentence: string): AppError =>
  new AppError('invalid', sentence, { problems: [{ path, sentence }] })

/** Somebody's own published call, with its pool. */
async function ownCall(
  platform: Platform,
  institutionId: string,
  personId: string,
  assignmentId: string,
): Promise<{ call: CallAssignment; pool: CallPool }> {
  const db = platform.database.drizzle
  const call = await callAssignmentById(db, institutionId, assignmentId)
  if (call === undefined || call.publishedIn === null || call.personId !== personId) throw notFound('call of yours')
  if (call.replacedIn !== null) throw overtaken()
  const [pool] = await callPools(db, institutionId, [call.poolId])
  if (pool === undefined) throw notFound('call pool')
  return { call, pool }
}

const hourMilliseconds = 3_600_000

/** Why a call can no longer be handed on; null while it can. */
export function closedReason(pool: CallPool, startsAt: Date, now: Date): string | null {
  if (startsAt <= now) return 'It has begun.'
  const { swapNoticeHours } = pool.settings
  if (startsAt.getTime() - now.getTime() < swapNoticeHours * hourMilliseconds)
    return `Swaps close ${swapNoticeHours} hours before; ask your chief.`
  return null
}

function readFrom(call: CallAssignment, fromAt: string | undefined): Date | null {
  if (fromAt === undefined) return null
  const at = new Date(fromAt)
  if (at <= call.startAt || at >= call.endAt)
    throw invalid('fromAt', 'Give a time within the call; for the whole call leave it out.')
  return at
}

/** Legal partners only, each judged before it is shown; answered from kept facts. */
export async function partnersFor(
  platform: Platform,
  actor: Actor,
  asked: { assignmentId: string; kind: 'swap' | 'give-away'; fromAt?: string | undefined },
): Promise<RouteAnswer<typeof swapPartners>> {
  const { institutionId, personId } = actor
  const { call, pool } = await ownCall(platform, institutionId, personId, asked.assignmentId)
  const fromAt = readFrom(call, asked.fromAt)
  const now = await institutionNow(platform, institutionId)
  const closed = closedReason(pool, fromAt ?? call.startAt, now)
  if (closed !== null) return { partners: [], considered: 0, sentence: closed }
  const { book } = await readyFor(platform, pretended(call, { kind: asked.kind, fromAt }))
  const wanted = { given: call, fromAt, now }
  const found = asked.kind === 'swap' ? exchanges(book, wanted) : takers(book, wanted)
  const { partners } = found
  const sentence =
    partners.length === 0
      ? asked.kind === 'swap'
        ? 'Nobody has a call that both of you may exchange for this one. Give it away, or ask your chief.'
        : 'Nobody may take this call as things are. Ask your chief.'
      : `${partners.length} ${partners.length === 1 ? 'is' : 'are'} possible within every rule.`
  return { ...found, sentence }
}

/** An offer in mind, which is not stored. */
const pretended = (
  call: CallAssignment,
  over: { kind: SwapKind; fromAt: Date | null; returnAssignmentId?: string | null },
): OfferRow => ({
  institutionId: call.institutionId,
  id: '',
  scheduleId: call.scheduleId,
  poolId: call.poolId,
  personId: call.personId,
  assignmentId: call.id,
  startAt: call.startAt,
  endAt: call.endAt,
  partnerId: null,
  returnAssignmentId: null,
  note: '',
  state: 'open',
  offeredAt: call.startAt,
  expiresAt: call.startAt,
  acceptedBy: null,
  acceptedAt: null,
  decidedBy: null,
  decidedAt: null,
  sentence: null,
  recordVersion: null,
  version: 0,
  ...over,
})

interface Asked {
  readonly kind: SwapKind
  readonly assignmentId: string
  readonly fromAt?: string | undefined
  readonly partnerId?: string | undefined
  readonly returnAssignmentId?: string | undefined
  readonly expiresAt?: string | undefined
  readonly note: string
}

export async function makeOffer(
  platform: Platform,
  actor: Actor,
  who: Who,
  asked: Asked,
): Promise<RouteAnswer<typeof offerSwap>> {
  const { institutionId, personId } = actor
  const { call, pool } = await ownCall(platform, institutionId, personId, asked.assignmentId)
  const fromAt = readFrom(call, asked.fromAt)
  const now = await institutionNow(platform, institutionId)
  const startsAt = fromAt ?? call.startAt
  const closed = closedReason(pool, startsAt, now)
  if (closed !== null) throw new AppError('conflict', closed)
  const { partnerId, returnAssignmentId } = readPartner(asked, fromAt, personId)
  const expiresAt = asked.expiresAt === undefined ? startsAt : new Date(asked.expiresAt)
  if (expiresAt <= now || expiresAt > startsAt)
    throw invalid('expiresAt', 'Let the offer end after now, and before the call begins.')
  const draft = pretended(call, { kind: asked.kind, fromAt, returnAssignmentId })
  const ready = await readyFor(platform, draft)
  if (ready.returned !== null && ready.returned.personId !== partnerId)
    throw invalid('returnAssignmentId', 'That call is not theirs (any more).')
  if (partnerId !== null) requireLegal(ready, partnerId)
  const id = randomUUID()
  await write(platform, who, async (tx) => {
    await store.insertOffer(tx, {
      ...draft,
      id,
      partnerId,
      expiresAt,
      note: asked.note,
      offeredAt: platform.now(),
    })
    tx.record({
      action: 'call.swap-offered',
      entity: 'swap',
      entityId: id,
      programId: pool.programId,
      after: { kind: asked.kind, assignmentId: call.id, partnerId, returnAssignmentId, fromAt, expiresAt },
    })
    if (partnerId !== null) await tellPartner(tx, platform, ready, { id, partnerId, expiresAt, note: asked.note })
  })
  return { id }
}

function readPartner(
  { kind, partnerId, returnAssignmentId }: Asked,
  fromAt: Date | null,
  personId: string,
): { partnerId: string | null; returnAssignmentId: string | null } {
  if (kind === 'open') return { partnerId: null, returnAssignmentId: null }
  if (partnerId === undefined) throw invalid('partnerId', 'Choose to whom.')
  if (partnerId === personId) throw invalid('partnerId', 'Choose somebody else.')
  if (kind === 'give-away') return { partnerId, returnAssignmentId: null }
  if (returnAssignmentId === undefined) throw invalid('returnAssignmentId', 'Choose the call you would take in return.')
  if (fromAt !== null) throw invalid('fromAt', 'A part of a call can be given away, not exchanged.')
  return { partnerId, returnAssignmentId }
}
