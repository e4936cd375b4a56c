import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm'
import type { Role } from '../../../contract/roles.ts'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { roleGrant } from '../../accounts/schema.ts'
import { callAssignment } from '../calls/schema.ts'
import { swapOffer } from './schema.ts'

export type OfferRow = typeof swapOffer.$inferSelect

const ofInstitution = (institutionId: string) => eq(swapOffer.institutionId, institutionId)
const isActive = inArray(swapOffer.state, ['open', 'accepted'])

export async function offerById(db: Reads, institutionId: string, offerId: string): Promise<OfferRow | undefined> {
  const [row] = await db
    .select()
    .from(swapOffer)
    .where(and(ofInstitution(institutionId), eq(swapOffer.id, offerId)))
  return row
}

/** The offer, held until the transaction ends: of two who take it, the second sees what the first did. */
export async function lockOffer(tx: WriteTx, institutionId: string, offerId: string): Promise<OfferRow | undefined> {
  const [row] = await tx
    .select()
    .from(swapOffer)
    .where(and(ofInstitution(institutionId), eq(swapOffer.id, offerId)))
    .for('update')
  return row
}

const shownOfPerson = 40

/** What somebody offered or was offered, the newest first. */
export const offersOfPerson = (db: Reads, institutionId: string, personId: string): Promise<OfferRow[]> =>
  db
    .select()
    .from(swapOffer)
    .where(
      and(
        ofInstitution(institutionId),
        or(
          eq(swapOffer.personId, personId),
          and(eq(swapOffer.partnerId, personId), isActive),
          and(eq(swapOffer.acceptedBy, personId), eq(swapOffer.state, 'accepted')),
        ),
      ),
    )
    .orderBy(desc(swapOffer.offeredAt), desc(swapOffer.id))
    .limit(shownOfPerson)

/** Offers of pools that wait: for anybody to take, or for an approval. */
export const waitingOffers = (
  db: Reads,
  institutionId: string,
  poolIds: readonly string[],
  state: 'open' | 'accepted',
  now: Date,
): Promise<OfferRow[]> =>
  poolIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(swapOffer)
        .where(
          and(
            ofInstitution(institutionId),
            inArray(swapOffer.poolId, [...poolIds]),
            eq(swapOffer.state, state),
            state === 'open' ? eq(swapOffer.kind, 'open') : undefined,
            gt(swapOffer.expiresAt, now),
          ),
        )
        .orderBy(asc(swapOffer.startAt), asc(swapOffer.id))

export async function insertOffer(tx: WriteTx, row: typeof swapOffer.$inferInsert): Promise<void> {
  await tx.insert(swapOffer).values(row)
}

export async function updateOffer(
  tx: WriteTx,
  { institutionId, id, version }: Pick<OfferRow, 'institutionId' | 'id' | 'version'>,
  fields: Partial<
    Pick<OfferRow, 'state' | 'acceptedBy' | 'acceptedAt' | 'decidedBy' | 'decidedAt' | 'sentence' | 'recordVersion'>
  >,
): Promise<void> {
  await tx
    .update(swapOffer)
    .set({ ...fields, version: version + 1 })
    .where(and(ofInstitution(institutionId), eq(swapOffer.id, id)))
}

/** Offers that rest on calls that have just changed. */
export const offersResting = (
  tx: WriteTx,
  institutionId: string,
  assignmentIds: readonly string[],
): Promise<OfferRow[]> =>
  assignmentIds.length === 0
    ? Promise.resolve([])
    : tx
        .select()
        .from(swapOffer)
        .where(
          and(
            ofInstitution(institutionId),
            isActive,
            or(
              inArray(swapOffer.assignmentId, [...assignmentIds]),
              inArray(swapOffer.returnAssignmentId, [...assignmentIds]),
            ),
          ),
        )
        .for('update')

/** Offers of all institutions whose time is over. */
export const expiredOffers = (db: Reads, now: Date, atMost: number): Promise<OfferRow[]> =>
  db
    .select()
    .from(swapOffer)
    .where(and(isActive, lte(swapOffer.expiresAt, now)))
    .orderBy(asc(swapOffer.expiresAt))
    .limit(atMost)

/** The pools of published calls. */
export async function poolsOfCalls(
  db: Reads,
  institutionId: string,
  assignmentIds: readonly string[],
): Promise<string[]> {
  if (assignmentIds.length === 0) return []
  const rows = await db
    .selectDistinct({ poolId: callAssignment.poolId })
    .from(callAssignment)
    .where(
      and(
        eq(callAssignment.institutionId, institutionId),
        inArray(callAssignment.id, [...assignmentIds]),
        isNotNull(callAssignment.publishedIn),
      ),
    )
  return rows.map(({ poolId }) => poolId)
}

/** Who holds one of the roles in a program. */
export async function holdersOf(
  db: Reads,
  institutionId: string,
  programId: string,
  roles: readonly Role[],
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ personId: roleGrant.personId })
    .from(roleGrant)
    .where(
      and(
        eq(roleGrant.institutionId, institutionId),
        eq(roleGrant.programId, programId),
        inArray(roleGrant.role, [...roles]),
        isNull(roleGrant.revokedAt),
      ),
    )
  return rows.map(({ personId }) => personId)
}
