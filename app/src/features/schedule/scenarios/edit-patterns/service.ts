import type { RouteAnswer } from '../../../../contract/route.ts'
import { groupBy } from '../../../../platform/group-by.ts'
import type { Platform } from '../../../../platform/platform.ts'
import { keptYear } from '../../facts/kept.ts'
import { rotationKey, rotationViews, versionsShown } from '../../rotations.ts'
import type { getEditPatterns } from './contract.ts'
import { patternsOf } from './patterns.ts'
import { reasonsOfYear } from './store.ts'

const shown = 300

/** Why drafts of a year were changed by hand, and which changes come again. */
export async function editPatterns(
  platform: Platform,
  institutionId: string,
  startYear: number,
  programIds: readonly string[] | null,
): Promise<RouteAnswer<typeof getEditPatterns>> {
  const db = platform.database.drizzle
  const source = { kind: 'record' } as const
  const facts = await keptYear(db, { institutionId, startYear, programIds, source, now: platform.now() })
  const seats = new Map(facts.seats.map((seat) => [seat.id, seat]))
  const names = new Map(rotationViews(versionsShown(facts)).map(({ key, name }) => [key, name]))
  const nameOf = (programId: string, rotationId: string | null): string | null =>
    rotationId === null ? null : (names.get(rotationKey(programId, rotationId)) ?? rotationId)
  const rows = (await reasonsOfYear(db, institutionId, startYear, programIds)).map((row) => ({
    ...row,
    personId: seats.get(row.appointmentId)?.personId ?? '',
    from: nameOf(row.programId, row.fromRotationId),
    to: nameOf(row.programId, row.toRotationId),
  }))
  return {
    startYear,
    label: facts.year.label,
    patterns: patternsOf(
      rows,
      groupBy(facts.leaves, ({ personId }) => personId),
    ),
    reasons: rows.slice(0, shown).map((row) => ({
      id: row.id,
      scenarioId: row.scenarioId,
      scenarioName: row.scenarioName,
      appointmentId: row.appointmentId,
      personName: seats.get(row.appointmentId)?.personName ?? 'Somebody no longer here',
      programId: row.programId,
      startOn: row.startOn,
      endOn: row.endOn,
      from: row.from,
      to: row.to,
      kind: row.kind,
      note: row.note,
      againstRules: row.againstRules,
      author: row.author,
      at: row.at.toISOString(),
    })),
  }
}
