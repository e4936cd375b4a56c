import { and, asc, eq, inArray } from 'drizzle-orm'
import type { WriteTx } from '../../platform/audit/write.ts'
import { auditEvent } from '../../platform/audit/schema.ts'
import type { Reads } from '../../platform/db/index.ts'
import { offSiteStay } from './schema.ts'

export type StayRow = typeof offSiteStay.$inferSelect

/** Stays somebody has begun to arrange, of people or of programs. */
export async function staysKept(
  db: Reads,
  institutionId: string,
  whose: { readonly personId: string } | { readonly programIds: readonly string[] },
): Promise<StayRow[]> {
  if ('programIds' in whose && whose.programIds.length === 0) return []
  return db
    .select()
    .from(offSiteStay)
    .where(
      and(
        eq(offSiteStay.institutionId, institutionId),
        'personId' in whose
          ? eq(offSiteStay.personId, whose.personId)
          : inArray(offSiteStay.programId, [...whose.programIds]),
      ),
    )
    .orderBy(asc(offSiteStay.startOn), asc(offSiteStay.id))
}

export async function stayById(db: Reads, institutionId: string, id: string): Promise<StayRow | undefined> {
  const [row] = await db
    .select()
    .from(offSiteStay)
    .where(and(eq(offSiteStay.institutionId, institutionId), eq(offSiteStay.id, id)))
  return row
}

export async function insertStay(tx: WriteTx, row: typeof offSiteStay.$inferInsert): Promise<void> {
  await tx.insert(offSiteStay).values(row)
}

/** False when somebody changed it since. */
export async function updateStay(
  tx: WriteTx,
  key: { readonly institutionId: string; readonly id: string; readonly expectedVersion: number },
  change: Partial<Pick<StayRow, 'startOn' | 'endOn' | 'ownerId' | 'note'>>,
): Promise<boolean> {
  const rows = await tx
    .update(offSiteStay)
    .set({ ...change, version: key.expectedVersion + 1 })
    .where(
      and(
        eq(offSiteStay.institutionId, key.institutionId),
        eq(offSiteStay.id, key.id),
        eq(offSiteStay.version, key.expectedVersion),
      ),
    )
    .returning({ id: offSiteStay.id })
  return rows.length === 1
}

/** What was recorded of a stay, the first first. */
export const eventsOf = (db: Reads, institutionId: string, stayId: string) =>
  db
    .select({
      at: auditEvent.at,
      by: auditEvent.actor,
      action: auditEvent.action,
      before: auditEvent.before,
      after: auditEvent.after,
      reason: auditEvent.reason,
    })
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.institutionId, institutionId),
        eq(auditEvent.entity, 'off-site-stay'),
        eq(auditEvent.entityId, stayId),
      ),
    )
    .orderBy(asc(auditEvent.seq))
