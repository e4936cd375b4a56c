import { dayOf, isoOf } from '@gradus/rules'
import type { CellChange, Piece } from './cells.ts'
import type { CellWire, DraftRowsView } from './scenarios/cells-contract.ts'

/** Changes as they travel, with dates instead of days, and back. */
type PieceWire = CellWire['now'][number]

export const pieceWire = ({ rotationId, pinned, startOn, endOn }: Piece): PieceWire => ({
  rotationId,
  pinned,
  startOn: isoOf(startOn),
  endOn: isoOf(endOn),
})

export const pieceOf = ({ rotationId, pinned, startOn, endOn }: PieceWire): Piece => ({
  rotationId,
  pinned,
  startOn: dayOf(startOn),
  endOn: dayOf(endOn),
})

export const cellWire = ({ startOn, endOn, was, now, withdraws, ...rest }: CellChange): CellWire => ({
  ...rest,
  ...(withdraws === undefined ? {} : { withdraws: [...withdraws] }),
  startOn: isoOf(startOn),
  endOn: isoOf(endOn),
  was: was.map(pieceWire),
  now: now.map(pieceWire),
})

export const cellOf = ({ startOn, endOn, was, now, ...rest }: CellWire): CellChange => ({
  ...rest,
  startOn: dayOf(startOn),
  endOn: dayOf(endOn),
  was: was.map(pieceOf),
  now: now.map(pieceOf),
})

export const rowsWire = (rows: ReadonlyMap<string, readonly Piece[]>): DraftRowsView['rows'] =>
  [...rows].map(([appointmentId, pieces]) => ({ appointmentId, pieces: pieces.map(pieceWire) }))

export const rowsOf = (rows: DraftRowsView['rows']): Map<string, Piece[]> =>
  new Map(rows.map(({ appointmentId, pieces }) => [appointmentId, pieces.map(pieceOf)]))
