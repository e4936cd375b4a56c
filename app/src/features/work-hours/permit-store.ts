import { and, eq, inArray } from 'drizzle-orm'
import type { WriteTx } from '../../platform/audit/write.ts'
import type { Reads } from '../../platform/db/index.ts'
import { moonlightingPermit } from './schema.ts'

export type Permit = Pick<typeof moonlightingPermit.$inferSelect, 'visa' | 'moonlighting' | 'source' | 'version'>

/** What is known of the moonlighting of people, by person. */
export async function permitsOf(
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Permit>> {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .select()
    .from(moonlightingPermit)
    .where(
      and(eq(moonlightingPermit.institutionId, institutionId), inArray(moonlightingPermit.personId, [...personIds])),
    )
  return new Map(rows.map((row) => [row.personId, row]))
}

/** False when somebody changed it since. */
export async function savePermit(
  tx: WriteTx,
  key: { readonly institutionId: string; readonly personId: string; readonly expectedVersion: number },
  fields: Omit<Permit, 'version'>,
): Promise<boolean> {
  const { institutionId, personId, expectedVersion } = key
  const version = expectedVersion + 1
  const rows =
    expectedVersion === 0
      ? await tx
          .insert(moonlightingPermit)
          .values({ institutionId, personId, ...fields, version })
          .onConflictDoNothing()
          .returning({ version: moonlightingPermit.version })
      : await tx
          .update(moonlightingPermit)
          .set({ ...fields, version })
          .where(
            and(
              eq(moonlightingPermit.institutionId, institutionId),
              eq(moonlightingPermit.personId, personId),
              eq(moonlightingPermit.version, expectedVersion),
            ),
          )
          .returning({ version: moonlightingPermit.version })
  return rows.length === 1
}
