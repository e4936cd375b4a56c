import { and, eq, gte, inArray, isNull } from 'drizzle-orm'
import type { WriteTx } from '../../platform/audit/write.ts'
import type { Reads } from '../../platform/db/index.ts'
import { account, roleGrant } from '../accounts/schema.ts'
import { hourAsk } from './schema.ts'

/** When programs asked, since a day. */
export const asksSince = (db: Reads, institutionId: string, since: string) =>
  db
    .select({ programId: hourAsk.programId, askedOn: hourAsk.askedOn })
    .from(hourAsk)
    .where(and(eq(hourAsk.institutionId, institutionId), gte(hourAsk.askedOn, since)))

/** True for the one server that asks. */
export async function insertAsk(tx: WriteTx, row: typeof hourAsk.$inferInsert): Promise<boolean> {
  const rows = await tx.insert(hourAsk).values(row).onConflictDoNothing().returning({ programId: hourAsk.programId })
  return rows.length === 1
}

/** Those of some people who keep hours of their own here: a trainee's role, and an account that is open. */
export async function traineesAmong(
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (personIds.length === 0) return new Set()
  const rows = await db
    .selectDistinct({ personId: roleGrant.personId })
    .from(roleGrant)
    .innerJoin(
      account,
      and(eq(account.institutionId, roleGrant.institutionId), eq(account.personId, roleGrant.personId)),
    )
    .where(
      and(
        eq(roleGrant.institutionId, institutionId),
        inArray(roleGrant.personId, [...personIds]),
        eq(roleGrant.role, 'trainee'),
        isNull(roleGrant.revokedAt),
        isNull(account.disabledAt),
      ),
    )
  return new Set(rows.map(({ personId }) => personId))
}
