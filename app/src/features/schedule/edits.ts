import { overlap, subtract, type DateRange } from '@gradus/rules'
import { groupBy } from '../../platform/group-by.ts'

/** An assignment as edits see it. Rows of one appointment never overlap. */
export interface Row extends DateRange {
  /** Null until stored: whatever an edit changes becomes a new row, whatever it leaves alone keeps its id. */
  readonly id: string | null
  readonly appointmentId: string
  readonly rotationId: string
  readonly pinned: boolean
}

/** What the appointment does on these days; null is nothing. */
export interface Edit extends DateRange {
  readonly appointmentId: string
  readonly rotationId: string | null
}

/**
 * Applies edits in order. A rotation set in the middle of another splits it; what an edit makes touch with the same rotation and the
 * same pin becomes one row. Days outside an edit keep what they had.
 */
export function applyEdits(rows: readonly Row[], edits: readonly Edit[], pinned: boolean): Row[] {
  const rowsOf = groupBy(rows, byAppointment)
  for (const edit of edits) {
    rowsOf.set(edit.appointmentId, applyEdit(rowsOf.get(edit.appointmentId) ?? [], edit, pinned))
  }
  return [...rowsOf.values()].flat()
}

function applyEdit(rows: readonly Row[], edit: Edit, pinned: boolean): Row[] {
  const { appointmentId, rotationId, startOn, endOn } = edit
  const holds = (row: Row): boolean =>
    row.rotationId === rotationId && row.pinned === pinned && row.startOn <= startOn && row.endOn >= endOn
  if (rows.some(holds)) return [...rows]
  const pieces = rows.flatMap((row) =>
    overlap(row, edit) ? subtract(row, [edit]).map((piece) => fresh(row, piece)) : [row],
  )
  if (rotationId === null) return pieces
  return joinNeighbours(pieces, { id: null, appointmentId, rotationId, pinned, startOn, endOn })
}

function joinNeighbours(rows: readonly Row[], added: Row): Row[] {
  const joins = (row: Row): boolean => continues(row, added) || continues(added, row)
  const neighbours = rows.filter(joins)
  const whole = fresh(added, {
    startOn: Math.min(added.startOn, ...neighbours.map(({ startOn }) => startOn)),
    endOn: Math.max(added.endOn, ...neighbours.map(({ endOn }) => endOn)),
  })
  return [...rows.filter((row) => !joins(row)), whole]
}

const byAppointment = ({ appointmentId }: Row): string => appointmentId

const fresh = ({ appointmentId, rotationId, pinned }: Row, { startOn, endOn }: DateRange): Row => ({
  id: null,
  appointmentId,
  rotationId,
  pinned,
  startOn,
  endOn,
})

const continues = (first: Row, second: Row): boolean =>
  first.endOn + 1 === second.startOn && first.rotationId === second.rotationId && first.pinned === second.pinned

/** Touching rows of the same appointment, rotation and pin become one, in order of date. A row that touches none keeps its id. */
export function mergeTouching(rows: readonly Row[]): Row[] {
  return [...groupBy(rows, byAppointment).values()].flatMap((own) => {
    const merged: Row[] = []
    for (const row of own.sort((a, b) => a.startOn - b.startOn)) {
      const last = merged.at(-1)
      if (last && continues(last, row))
        merged[merged.length - 1] = fresh(last, { startOn: last.startOn, endOn: row.endOn })
      else merged.push(row)
    }
    return merged
  })
}

/** Which rows stay as they are, which end and which are new. A row that says the same stays, whatever its id or pin. */
export function compareRows<T extends Row>(before: readonly T[], after: readonly Row[]): { ended: T[]; added: Row[] } {
  const key = (row: Row): string => `${row.appointmentId} ${row.startOn} ${row.endOn} ${row.rotationId}`
  const wanted = new Map(after.map((row) => [key(row), row]))
  const ended = before.filter((row) => !wanted.delete(key(row)))
  return { ended, added: [...wanted.values()] }
}
