import type { WriteTx } from '../../../platform/audit/write.ts'
import { currentAssignments } from '../calls/index.ts'
import { insertOffer } from './store.ts'

interface Wanted {
  readonly institutionId: string
  /** Whose next call is on the market. */
  readonly personId: string
  readonly offerId: string
  readonly at: Date
}

const monthMilliseconds = 31 * 86_400_000
const dayMilliseconds = 86_400_000

/** One open offer, so that the market of the demo is not empty. */
export async function seedSwaps(tx: WriteTx, { institutionId, personId, offerId, at }: Wanted): Promise<void> {
  const calls = await currentAssignments(tx, institutionId, {
    personIds: [personId],
    fromAt: at,
    untilAt: new Date(at.getTime() + monthMilliseconds),
  })
  const call = calls.find(({ startAt }) => startAt.getTime() > at.getTime() + 2 * dayMilliseconds)
  if (call === undefined) return
  await insertOffer(tx, {
    institutionId,
    id: offerId,
    kind: 'open',
    scheduleId: call.scheduleId,
    poolId: call.poolId,
    personId,
    assignmentId: call.id,
    startAt: call.startAt,
    endAt: call.endAt,
    note: 'My sister is in town.',
    state: 'open',
    offeredAt: at,
    expiresAt: call.startAt,
  })
}
