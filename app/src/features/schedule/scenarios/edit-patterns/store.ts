import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Reads } from '../../../../platform/db/index.ts'
import { draftEditReason } from '../reasons/schema.ts'
import { scenario } from '../schema.ts'

export type ReasonGiven = typeof draftEditReason.$inferSelect & { readonly scenarioName: string }

const atMost = 2000

/** Reasons given with changes of drafts of a year, newest first. `programIds` null is every program. */
export async function reasonsOfYear(
  db: Reads,
  institutionId: string,
  startYear: number,
  programIds: readonly string[] | null,
): Promise<ReasonGiven[]> {
  if (programIds?.length === 0) return []
  const rows = await db
    .select({ reason: draftEditReason, scenarioName: scenario.name })
    .from(draftEditReason)
    .innerJoin(
      scenario,
      and(
        eq(scenario.institutionId, draftEditReason.institutionId),
        eq(scenario.id, draftEditReason.scenarioId),
        eq(scenario.startYear, startYear),
      ),
    )
    .where(
      and(
        eq(draftEditReason.institutionId, institutionId),
        isNull(draftEditReason.withdrawnAt),
        programIds === null ? undefined : inArray(draftEditReason.programId, [...programIds]),
      ),
    )
    .orderBy(desc(draftEditReason.at), desc(draftEditReason.id))
    .limit(atMost)
  return rows.map(({ reason, scenarioName }) => ({ ...reason, scenarioName }))
}
