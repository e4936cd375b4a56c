import { and, asc, eq, gte, inArray, isNull, lte } from 'drizzle-orm'
import type { WriteTx } from '../../platform/audit/write.ts'
import type { Reads, Tx } from '../../platform/db/index.ts'
import { hourAccount, hourConcern } from './schema.ts'

export type ToldRow = typeof hourAccount.$inferSelect
export type ConcernRow = typeof hourConcern.$inferSelect

/** What trainees told about broken rules in a range of days. */
export async function toldBetween(
  db: Reads,
  institutionId: string,
  wanted: { readonly startOn: string; readonly endOn: string } & (
    | { readonly personIds: readonly string[] }
    | { readonly programIds: readonly string[] | null }
  ),
): Promise<ToldRow[]> {
  if ('personIds' in wanted ? wanted.personIds.length === 0 : wanted.programIds?.length === 0) return []
  return db
    .select()
    .from(hourAccount)
    .where(
      and(
        eq(hourAccount.institutionId, institutionId),
        'personIds' in wanted
          ? inArray(hourAccount.personId, [...wanted.personIds])
          : wanted.programIds === null
            ? undefined
            : inArray(hourAccount.programId, [...wanted.programIds]),
        lte(hourAccount.startOn, wanted.endOn),
        gte(hourAccount.endOn, wanted.startOn),
      ),
    )
    .orderBy(asc(hourAccount.toldAt), asc(hourAccount.id))
}

/** What waits for the directors of programs. */
export async function openTold(db: Reads, institutionId: string, programIds: readonly string[]): Promise<ToldRow[]> {
  if (programIds.length === 0) return []
  return db
    .select()
    .from(hourAccount)
    .where(
      and(
        eq(hourAccount.institutionId, institutionId),
        inArray(hourAccount.programId, [...programIds]),
        isNull(hourAccount.closedAt),
      ),
    )
    .orderBy(asc(hourAccount.toldAt))
}

export async function toldById(db: Reads, institutionId: string, id: string): Promise<ToldRow | undefined> {
  const [row] = await db
    .select()
    .from(hourAccount)
    .where(and(eq(hourAccount.institutionId, institutionId), eq(hourAccount.id, id)))
  return row
}

export async function insertTold(tx: WriteTx, row: typeof hourAccount.$inferInsert): Promise<void> {
  await tx.insert(hourAccount).values(row)
}

/** False when somebody closed it meanwhile. */
export async function closeTold(
  tx: WriteTx,
  key: { readonly institutionId: string; readonly id: string; readonly expectedVersion: number },
  fields: Pick<ToldRow, 'action' | 'closedBy' | 'closedByPersonId' | 'closedAt'>,
): Promise<boolean> {
  const rows = await tx
    .update(hourAccount)
    .set({ ...fields, version: key.expectedVersion + 1 })
    .where(
      and(
        eq(hourAccount.institutionId, key.institutionId),
        eq(hourAccount.id, key.id),
        eq(hourAccount.version, key.expectedVersion),
        isNull(hourAccount.closedAt),
      ),
    )
    .returning({ id: hourAccount.id })
  return rows.length === 1
}

/**
 * The one row that is written outside of the audit log: an event would keep the moment a concern came in, and with it who was signed in
 * then. The row itself has no place for either.
 */
export async function insertConcern(
  tx: Tx,
  row: Pick<ConcernRow, 'institutionId' | 'id' | 'programId' | 'weekOn' | 'topic' | 'words' | 'readers'>,
): Promise<void> {
  await tx.insert(hourConcern).values(row)
}

/** Those the office reads, and those a director was given to read; in no order that tells when in its week one came. */
export async function concernsFor(
  db: Reads,
  institutionId: string,
  reader: { readonly office: boolean; readonly programIds: readonly string[] },
): Promise<ConcernRow[]> {
  if (!reader.office && reader.programIds.length === 0) return []
  return db
    .select()
    .from(hourConcern)
    .where(
      and(
        eq(hourConcern.institutionId, institutionId),
        reader.office
          ? undefined
          : and(eq(hourConcern.readers, 'office-and-director'), inArray(hourConcern.programId, [...reader.programIds])),
      ),
    )
    .orderBy(asc(hourConcern.weekOn), asc(hourConcern.id))
}

export async function answerConcern(
  tx: WriteTx,
  key: { readonly institutionId: string; readonly id: string; readonly expectedVersion: number },
  fields: Pick<ConcernRow, 'answer' | 'answeredBy' | 'answeredAt'>,
): Promise<boolean> {
  const rows = await tx
    .update(hourConcern)
    .set({ ...fields, version: key.expectedVersion + 1 })
    .where(
      and(
        eq(hourConcern.institutionId, key.institutionId),
        eq(hourConcern.id, key.id),
        eq(hourConcern.version, key.expectedVersion),
      ),
    )
    .returning({ id: hourConcern.id })
  return rows.length === 1
}
