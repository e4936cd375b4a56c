import { and, asc, eq } from 'drizzle-orm'
import type { WriteTx } from '../../../../platform/audit/write.ts'
import type { Reads } from '../../../../platform/db/index.ts'
import { scenarioRelaxation } from './schema.ts'

export type ScenarioRelaxation = typeof scenarioRelaxation.$inferSelect

/** What a draft relaxes, in the order in which it was: a later one may be about what an earlier one left. */
export const relaxationsOf = (db: Reads, institutionId: string, scenarioId: string): Promise<ScenarioRelaxation[]> =>
  db
    .select()
    .from(scenarioRelaxation)
    .where(and(eq(scenarioRelaxation.institutionId, institutionId), eq(scenarioRelaxation.scenarioId, scenarioId)))
    .orderBy(asc(scenarioRelaxation.addedAt), asc(scenarioRelaxation.id))

/** Adds a relaxation; the same once more changes nothing. */
export async function insertRelaxation(tx: WriteTx, row: ScenarioRelaxation): Promise<void> {
  await tx.insert(scenarioRelaxation).values(row).onConflictDoNothing()
}

/** Takes a relaxation back; undefined when the draft has none of this id. */
export async function deleteRelaxation(
  tx: WriteTx,
  { institutionId, scenarioId, id }: Pick<ScenarioRelaxation, 'institutionId' | 'scenarioId' | 'id'>,
): Promise<ScenarioRelaxation | undefined> {
  const [row] = await tx
    .delete(scenarioRelaxation)
    .where(
      and(
        eq(scenarioRelaxation.institutionId, institutionId),
        eq(scenarioRelaxation.scenarioId, scenarioId),
        eq(scenarioRelaxation.id, id),
      ),
    )
    .returning()
  return row
}
