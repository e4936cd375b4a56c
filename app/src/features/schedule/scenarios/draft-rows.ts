import { randomUUID } from 'node:crypto'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Row } from '../edits.ts'
import { isoRange } from '../facts/load.ts'
import type { Seat } from '../facts/year-facts.ts'
import { deleteDraftRows, insertDraftRows } from './store.ts'

type Drafted = Row & { readonly id: string }

/**
 * Stores rows of a draft in place of others: a row with an id stays as it is, what has none is new, what is missing goes.
 * Gives the rows as stored.
 */
export async function replaceDraftRows(
  tx: WriteTx,
  place: { readonly institutionId: string; readonly scenarioId: string },
  seats: readonly Seat[],
  before: readonly Drafted[],
  after: readonly Row[],
): Promise<{ rows: (Drafted & { programId: string })[]; removed: readonly string[] }> {
  const programs = new Map(seats.map(({ id, programId }) => [id, programId]))
  const kept = new Set(after.map(({ id }) => id))
  const removed = before.flatMap(({ id }) => (kept.has(id) ? [] : [id]))
  const rows = after.map((row) => ({
    ...row,
    id: row.id ?? randomUUID(),
    programId: programs.get(row.appointmentId) ?? '',
  }))
  const known = new Set(before.map(({ id }) => id))
  await deleteDraftRows(tx, place.institutionId, removed)
  await insertDraftRows(
    tx,
    rows
      .filter(({ id }) => !known.has(id))
      .map(({ id, appointmentId, programId, rotationId, pinned, startOn, endOn }) => ({
        ...place,
        id,
        appointmentId,
        programId,
        rotationId,
        pinned,
        ...isoRange({ startOn, endOn }),
      })),
  )
  return { rows, removed }
}
