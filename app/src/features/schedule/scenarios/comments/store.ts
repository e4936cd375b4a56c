import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Role } from '../../../../contract/roles.ts'
import type { WriteTx } from '../../../../platform/audit/write.ts'
import type { Reads } from '../../../../platform/db/index.ts'
import { roleGrant } from '../../../accounts/schema.ts'
import { appointment, person } from '../../../people/schema.ts'
import { scenario } from '../schema.ts'
import { draftComment, draftThread } from './schema.ts'

export type Thread = typeof draftThread.$inferSelect
export type Comment = typeof draftComment.$inferSelect

/** The threads of a draft, in the order of their days. */
export async function threadsOf(db: Reads, institutionId: string, scenarioId: string): Promise<Thread[]> {
  return db
    .select()
    .from(draftThread)
    .where(and(eq(draftThread.institutionId, institutionId), eq(draftThread.scenarioId, scenarioId)))
    .orderBy(asc(draftThread.startOn), asc(draftThread.id))
}

/** What was said in threads, in the order in which it was said. */
export async function commentsOf(db: Reads, institutionId: string, threadIds: readonly string[]): Promise<Comment[]> {
  if (threadIds.length === 0) return []
  return db
    .select()
    .from(draftComment)
    .where(and(eq(draftComment.institutionId, institutionId), inArray(draftComment.threadId, [...threadIds])))
    .orderBy(asc(draftComment.at), asc(draftComment.id))
}

export async function threadById(db: Reads, institutionId: string, id: string): Promise<Thread | undefined> {
  const [row] = await db
    .select()
    .from(draftThread)
    .where(and(eq(draftThread.institutionId, institutionId), eq(draftThread.id, id)))
  return row
}

export async function insertThread(tx: WriteTx, row: typeof draftThread.$inferInsert): Promise<void> {
  await tx.insert(draftThread).values(row)
}

export async function insertComment(tx: WriteTx, row: typeof draftComment.$inferInsert): Promise<void> {
  await tx.insert(draftComment).values(row)
}

/** Settles a thread or opens it again; false when somebody did so since. */
export async function settleThread(
  tx: WriteTx,
  { institutionId, id }: Pick<Thread, 'institutionId' | 'id'>,
  expectedVersion: number,
  settled: { readonly by: string; readonly at: Date } | null,
): Promise<boolean> {
  const rows = await tx
    .update(draftThread)
    .set({ resolvedBy: settled?.by ?? null, resolvedAt: settled?.at ?? null, version: expectedVersion + 1 })
    .where(
      and(
        eq(draftThread.institutionId, institutionId),
        eq(draftThread.id, id),
        eq(draftThread.version, expectedVersion),
      ),
    )
    .returning({ id: draftThread.id })
  return rows.length === 1
}

/** Those who have the draft open hear that its comments changed; its cells, and so its version, are as they were. */
export async function countComments(tx: WriteTx, institutionId: string, scenarioId: string): Promise<void> {
  await tx
    .update(scenario)
    .set({ commentsVersion: sql`${scenario.commentsVersion} + 1` })
    .where(and(eq(scenario.institutionId, institutionId), eq(scenario.id, scenarioId)))
}

/** The appointment, if one of the programs holds it. */
export async function appointmentIn(
  db: Reads,
  institutionId: string,
  programIds: readonly string[],
  id: string,
): Promise<{ readonly programId: string; readonly startOn: string; readonly endOn: string; name: string } | undefined> {
  const [row] = await db
    .select({
      programId: appointment.programId,
      startOn: appointment.startOn,
      endOn: appointment.endOn,
      name: sql<string>`${person.givenName} || ' ' || ${person.familyName}`,
    })
    .from(appointment)
    .innerJoin(person, and(eq(person.institutionId, appointment.institutionId), eq(person.id, appointment.personId)))
    .where(
      and(
        eq(appointment.institutionId, institutionId),
        eq(appointment.id, id),
        inArray(appointment.programId, [...programIds]),
      ),
    )
  return row
}

/** Who holds one of the roles in one of the programs, or for the whole institution; by name. */
export const holdersOf = (
  db: Reads,
  institutionId: string,
  roles: readonly Role[],
  programIds: readonly string[],
): Promise<{ personId: string; name: string }[]> =>
  db
    .selectDistinctOn([person.familyName, person.givenName, person.id], {
      personId: person.id,
      name: sql<string>`${person.givenName} || ' ' || ${person.familyName}`,
    })
    .from(roleGrant)
    .innerJoin(person, and(eq(person.institutionId, roleGrant.institutionId), eq(person.id, roleGrant.personId)))
    .where(
      and(
        eq(roleGrant.institutionId, institutionId),
        inArray(roleGrant.role, [...roles]),
        or(isNull(roleGrant.programId), inArray(roleGrant.programId, [...programIds])),
        isNull(roleGrant.revokedAt),
        isNull(person.archivedAt),
      ),
    )
    .orderBy(asc(person.familyName), asc(person.givenName), desc(person.id))
