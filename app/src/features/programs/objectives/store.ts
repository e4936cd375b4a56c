import { and, eq, gte, inArray } from 'drizzle-orm'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { objectiveConfirmation } from './schema.ts'

export type ConfirmationRow = typeof objectiveConfirmation.$inferSelect

/** Confirmations since a day, of appointments. */
export async function confirmationsOf(
  db: Reads,
  institutionId: string,
  appointmentIds: readonly string[],
  since: string,
): Promise<Pick<ConfirmationRow, 'appointmentId' | 'rotationId' | 'fingerprint' | 'confirmedOn'>[]> {
  if (appointmentIds.length === 0) return []
  return db
    .select({
      appointmentId: objectiveConfirmation.appointmentId,
      rotationId: objectiveConfirmation.rotationId,
      fingerprint: objectiveConfirmation.fingerprint,
      confirmedOn: objectiveConfirmation.confirmedOn,
    })
    .from(objectiveConfirmation)
    .where(
      and(
        eq(objectiveConfirmation.institutionId, institutionId),
        inArray(objectiveConfirmation.appointmentId, [...appointmentIds]),
        gte(objectiveConfirmation.confirmedOn, since),
      ),
    )
}

/** Confirming twice on a day is once. */
export async function insertConfirmations(
  tx: WriteTx,
  rows: readonly (typeof objectiveConfirmation.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0)
    await tx
      .insert(objectiveConfirmation)
      .values([...rows])
      .onConflictDoNothing()
}
