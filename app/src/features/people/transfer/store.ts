import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { roleGrant } from '../../accounts/schema.ts'
import { institution } from '../../programs/schema.ts'
import { person } from '../schema.ts'
import type { PersonRow } from '../store.ts'

const chunk = 1000

/** Everybody a file could mean, by ID, staff number or e-mail. */
export async function peopleByKeys(
  db: Reads,
  institutionId: string,
  keys: {
    readonly ids: readonly string[]
    readonly staffNumbers: readonly string[]
    readonly emails: readonly string[]
  },
): Promise<PersonRow[]> {
  const { ids, staffNumbers, emails } = keys
  if (ids.length + staffNumbers.length + emails.length === 0) return []
  return db
    .select()
    .from(person)
    .where(
      and(
        eq(person.institutionId, institutionId),
        or(
          ids.length === 0 ? undefined : inArray(person.id, [...ids]),
          staffNumbers.length === 0 ? undefined : inArray(person.staffNumber, [...staffNumbers]),
          emails.length === 0 ? undefined : inArray(person.email, [...emails]),
        ),
      ),
    )
    .orderBy(asc(person.id))
}

/** Two imports at once wait for one another: the second sees what the first brought. */
export async function lockImports(tx: WriteTx, institutionId: string): Promise<void> {
  await tx
    .select({ id: institution.institutionId })
    .from(institution)
    .where(eq(institution.institutionId, institutionId))
    .for('update')
}

export async function inChunks<T>(rows: readonly T[], insert: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += chunk) await insert(rows.slice(start, start + chunk))
}

export async function insertGrants(tx: WriteTx, rows: (typeof roleGrant.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(roleGrant).values(rows).onConflictDoNothing()
}

/** People to export: those with an appointment or a role in these programs (null: everybody), by name. */
export async function exportedPeople(
  db: Reads,
  institutionId: string,
  programIds: readonly string[] | null,
): Promise<PersonRow[]> {
  const ids = sql`${sql.param(`{${(programIds ?? []).join(',')}}`)}::uuid[]`
  return db
    .select()
    .from(person)
    .where(
      and(
        eq(person.institutionId, institutionId),
        isNull(person.archivedAt),
        programIds === null
          ? undefined
          : sql`(
              exists (
                select 1 from appointment held
                where held.institution_id = ${person.institutionId} and held.person_id = ${person.id}
                  and held.archived_at is null and held.program_id = any(${ids})
              ) or exists (
                select 1 from role_grant held
                where held.institution_id = ${person.institutionId} and held.person_id = ${person.id}
                  and held.revoked_at is null and held.program_id = any(${ids})
              )
            )`,
      ),
    )
    .orderBy(asc(person.familyName), asc(person.givenName), asc(person.id))
}
