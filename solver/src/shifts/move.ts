/** A change to try: up to `count` stretches of lines to write one after the other. */
export interface ShiftMove {
  count: number
  person: Int32Array
  day: Int32Array
  length: Int32Array
  /** Where the new entries of a stretch begin in `entries`. */
  offset: Int32Array
  entries: Int8Array
}

/** Fills the move; `false` when there is nothing to try. */
export type Propose = () => boolean

/** Longest stretch of a move, in days. */
export const LONGEST_STRETCH = 28
const MOST_STRETCHES = 4

export function createShiftMove(): ShiftMove {
  return {
    count: 0,
    person: new Int32Array(MOST_STRETCHES),
    day: new Int32Array(MOST_STRETCHES),
    length: new Int32Array(MOST_STRETCHES),
    offset: Int32Array.from({ length: MOST_STRETCHES }, (_, k) => k * LONGEST_STRETCH),
    entries: new Int8Array(MOST_STRETCHES * LONGEST_STRETCH),
  }
}

/** Adds a stretch and returns where its entries go. */
export function addStretch(move: ShiftMove, person: number, day: number, length: number): number {
  const k = move.count++
  move.person[k] = person
  move.day[k] = day
  move.length[k] = length
  return move.offset[k]!
}
