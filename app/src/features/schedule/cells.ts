import { overlap, subtract, type DateRange } from '@gradus/rules'
import type { EditReason } from './scenarios/cells-contract.ts'

/** What one appointment does on some days. Pieces of a row never overlap and stand in order of date. */
export interface Piece extends DateRange {
  readonly rotationId: string
  /** The solver leaves it alone. */
  readonly pinned: boolean
}

/**
 * A change of some days of one row: `was` is what its author saw there, `now` what shall stand there; both lie inside the days.
 * Whether the first and the last piece become one with an equal neighbour outside is said too, so that every change has an exact
 * inverse.
 */
export interface CellChange extends DateRange {
  readonly appointmentId: string
  readonly was: readonly Piece[]
  readonly now: readonly Piece[]
  readonly joinsBefore: boolean
  readonly joinsAfter: boolean
  /** Why, when its author said so. */
  readonly reason?: EditReason
  /** Reasons of changes that this one undoes. */
  readonly withdraws?: readonly string[]
}

const alike = (a: Piece, b: Piece): boolean => a.rotationId === b.rotationId && a.pinned === b.pinned
const touch = (first: Piece, second: Piece): boolean => first.endOn + 1 === second.startOn && alike(first, second)

export const samePiece = (a: Piece, b: Piece): boolean => alike(a, b) && a.startOn === b.startOn && a.endOn === b.endOn
/** The same pieces, cut at the same days. */
export const samePieces = (a: readonly Piece[], b: readonly Piece[]): boolean =>
  a.length === b.length && a.every((piece, index) => samePiece(piece, b[index]!))

/** Equal neighbours that touch become one piece. */
export function joined(pieces: readonly Piece[]): Piece[] {
  const whole: Piece[] = []
  for (const piece of pieces) {
    const last = whole.at(-1)
    if (last && touch(last, piece)) whole[whole.length - 1] = { ...last, endOn: piece.endOn }
    else whole.push(piece)
  }
  return whole
}

/** The same on every day, wherever the cuts are. */
export const sameContent = (a: readonly Piece[], b: readonly Piece[]): boolean => samePieces(joined(a), joined(b))

/** What stands in the row on these days, cut off at both ends. */
export const contentOf = (row: readonly Piece[], days: DateRange): Piece[] =>
  row.flatMap((piece) => {
    const part = overlap(piece, days)
    return part === null ? [] : [{ ...piece, ...part }]
  })

/** The row with the change made, whatever stood there. */
export function applyCell(
  row: readonly Piece[],
  { startOn, endOn, now, joinsBefore, joinsAfter }: CellChange,
): Piece[] {
  const outside = row.flatMap((piece) =>
    overlap(piece, { startOn, endOn })
      ? subtract(piece, [{ startOn, endOn }]).map((part) => ({ ...piece, ...part }))
      : [piece],
  )
  const pieces = [...outside, ...now].sort((a, b) => a.startOn - b.startOn)
  const whole: Piece[] = []
  for (const piece of pieces) {
    const last = whole.at(-1)
    const joins = (piece.startOn === startOn && joinsBefore) || (piece.startOn === endOn + 1 && joinsAfter)
    if (last && joins && touch(last, piece)) whole[whole.length - 1] = { ...last, endOn: piece.endOn }
    else whole.push(piece)
  }
  return whole
}

const crosses = (row: readonly Piece[], firstDay: number): boolean =>
  row.some((piece) => piece.startOn < firstDay && piece.endOn >= firstDay)

/** The change that brings back exactly what stands in the row before `change` is made to it. */
export const inverseOf = (row: readonly Piece[], change: CellChange): CellChange => ({
  appointmentId: change.appointmentId,
  startOn: change.startOn,
  endOn: change.endOn,
  was: change.now,
  now: contentOf(row, change),
  joinsBefore: crosses(row, change.startOn),
  joinsAfter: crosses(row, change.endOn + 1),
})

export interface Settled {
  readonly row: Piece[]
  /** Places of the changes that found something other than what their author saw; they were left out. */
  readonly conflicts: readonly number[]
}

/**
 * Makes changes of one row, each where its author's picture still holds. Changes that were made before (an answer was lost on the way)
 * are found so and change nothing.
 */
export function settle(row: readonly Piece[], changes: readonly CellChange[]): Settled {
  if (changes.length > 1 && standAlready(row, changes)) return { row: [...row], conflicts: [] }
  let after = [...row]
  const conflicts: number[] = []
  changes.forEach((change, index) => {
    const here = contentOf(after, change)
    if (samePieces(here, change.now)) return
    if (sameContent(here, change.was)) after = applyCell(after, change)
    else conflicts.push(index)
  })
  return { row: after, conflicts }
}

function standAlready(row: readonly Piece[], changes: readonly CellChange[]): boolean {
  const last = changes.reduce<Piece[]>(applyCell, [])
  return changes.every((change) => sameContent(contentOf(row, change), contentOf(last, change)))
}

export interface Setting extends DateRange {
  readonly appointmentId: string
  /** Null clears. */
  readonly rotationId: string | null
  readonly pinned: boolean
}

/** The change that puts one rotation, or nothing, on days of the row. */
export const settingOf = (
  row: readonly Piece[],
  { appointmentId, rotationId, pinned, startOn, endOn }: Setting,
): CellChange => ({
  appointmentId,
  startOn,
  endOn,
  was: contentOf(row, { startOn, endOn }),
  now: rotationId === null ? [] : [{ rotationId, pinned, startOn, endOn }],
  joinsBefore: true,
  joinsAfter: true,
})

/** Cuts the piece that holds `day` so that a new one begins on it; null where a piece begins already or nothing stands. */
export function splitOf(row: readonly Piece[], appointmentId: string, day: number): CellChange | null {
  const piece = row.find(({ startOn, endOn }) => startOn < day && day <= endOn)
  if (piece === undefined) return null
  const now = [
    { ...piece, endOn: day - 1 },
    { ...piece, startOn: day },
  ]
  return {
    appointmentId,
    startOn: piece.startOn,
    endOn: piece.endOn,
    was: [piece],
    now,
    joinsBefore: false,
    joinsAfter: false,
  }
}

/** Makes the piece that ends the day before `day` and the one that begins on it one again, if they are the same rotation. */
export function mergeOf(row: readonly Piece[], appointmentId: string, day: number): CellChange | null {
  const first = row.find(({ endOn }) => endOn === day - 1)
  const second = row.find(({ startOn }) => startOn === day)
  if (first === undefined || second === undefined || first.rotationId !== second.rotationId) return null
  const whole = { ...first, pinned: first.pinned || second.pinned, endOn: second.endOn }
  const { startOn, endOn } = whole
  return { appointmentId, startOn, endOn, was: [first, second], now: [whole], joinsBefore: false, joinsAfter: false }
}

/** The days with all of every piece that they touch. */
export function wholePieces(row: readonly Piece[], days: DateRange): DateRange {
  const touched = row.filter((piece) => overlap(piece, days))
  return {
    startOn: Math.min(days.startOn, ...touched.map(({ startOn }) => startOn)),
    endOn: Math.max(days.endOn, ...touched.map(({ endOn }) => endOn)),
  }
}

/** The same rotations on the days, pinned or not. */
export const pinningOf = (
  row: readonly Piece[],
  appointmentId: string,
  days: DateRange,
  pinned: boolean,
): CellChange => {
  const was = contentOf(row, days)
  const now = was.map((piece) => ({ ...piece, pinned }))
  return { appointmentId, startOn: days.startOn, endOn: days.endOn, was, now, joinsBefore: true, joinsAfter: true }
}
