import { type Who } from '../../../../platform/audit/write.ts'
import type { Seat } from '../../facts/year-facts.ts'
import type { CellWire } from '../cells-contract.ts'
import type { draftEditReason } from './schema.ts'

type ReasonRow = typeof draftEditReason.$inferInsert
type Pieces = CellWire['now']

const daysIn = ({ startOn, endOn }: { startOn: string; endOn: string }): number =>
  Math.round((Date.parse(endOn) - Date.parse(startOn)) / 86_400_000) + 1

/** What stands on most of the days; null when nothing does. */
function mainOf(pieces: Pieces): string | null {
  const shares = new Map<string, number>()
  for (const piece of pieces) shares.set(piece.rotationId, (shares.get(piece.rotationId) ?? 0) + daysIn(piece))
  return [...shares].reduce<[string | null, number]>((best, each) => (each[1] > best[1] ? each : best), [null, 0])[0]
}

/** The reasons that were given with changes of cells, as they are kept. */
export const reasonsGiven = (
  cells: readonly CellWire[],
  seats: readonly Seat[],
  scenarioId: string,
  who: Who,
  at: Date,
): ReasonRow[] => {
  const programs = new Map(seats.map(({ id, programId }) => [id, programId]))
  const rows = cells.flatMap(({ reason, appointmentId, startOn, endOn, was, now }): ReasonRow[] =>
    reason === undefined
      ? []
      : [
          {
            institutionId: who.institutionId,
            id: reason.id,
            scenarioId,
            appointmentId,
            programId: programs.get(appointmentId) ?? '',
            startOn,
            endOn,
            fromRotationId: mainOf(was),
            toRotationId: mainOf(now),
            wasProposed: was.length > 0 && was.every(({ pinned }) => !pinned),
            againstRules: reason.againstRules,
            kind: reason.kind,
            note: reason.note,
            authorId: who.personId,
            author: who.name,
            at,
          },
        ],
  )
  // Undone and done again within one batch: the same reason comes twice.
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}

/** The reasons that are withdrawn once all cells are changed, in their order: what is undone and done again has its reason again. */
export function reasonsWithdrawn(cells: readonly CellWire[]): string[] {
  const withdrawn = new Set<string>()
  for (const { reason, withdraws } of cells) {
    for (const id of withdraws ?? []) withdrawn.add(id)
    if (reason !== undefined) withdrawn.delete(reason.id)
  }
  return [...withdrawn]
}
