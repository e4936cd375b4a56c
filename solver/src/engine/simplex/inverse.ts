/**
 * The inverse of a basis matrix, kept explicitly, one column after the other: `entries[row * size + position]`.
 *
 * A master program of a few hundred rows has many slacks in its basis. Their rows of the inverse stay almost empty, so an
 * exchange of one column costs about `size` times the rows without a slack, in straight runs over memory: for sizes up
 * to about 1500 that was faster than factors with their indirections.
 */
import type { LinearProgram } from './lp.ts'

export interface BasisInverse {
  readonly size: number
  entries: Float64Array
}

const NEGLIGIBLE = 1e-13
const LOOK_EVERY = 16

export function createInverse(size: number): BasisInverse {
  return { size, entries: new Float64Array(size * size) }
}

/** `into = B⁻¹ a` for a column of the program. */
export function solveColumn(
  { size, entries }: BasisInverse,
  lp: LinearProgram,
  column: number,
  into: Float64Array,
): void {
  into.fill(0)
  const { entryRows, entryValues } = lp
  const end = lp.starts[column + 1]!
  for (let k = lp.starts[column]!; k < end; k++) {
    const value = entryValues[k]!
    const base = entryRows[k]! * size
    for (let i = 0; i < size; i++) into[i] = into[i]! + value * entries[base + i]!
  }
  for (let i = 0; i < size; i++) if (Math.abs(into[i]!) < NEGLIGIBLE) into[i] = 0
}

/** Row `position` of the inverse: the multipliers of the constraints that give this row of the tableau. */
export function inverseRow({ size, entries }: BasisInverse, position: number, into: Float64Array): void {
  for (let row = 0, k = position; row < size; row++, k += size) into[row] = entries[k]!
}

/** `into = B⁻¹ right`. */
export function multiply({ size, entries }: BasisInverse, right: Float64Array, into: Float64Array): void {
  into.fill(0)
  for (let row = 0; row < size; row++) {
    const value = right[row]!
    if (value === 0) continue
    const base = row * size
    for (let i = 0; i < size; i++) into[i] = into[i]! + value * entries[base + i]!
  }
}

/** `into = left B⁻¹`. */
export function multiplyLeft({ size, entries }: BasisInverse, left: Float64Array, into: Float64Array): void {
  for (let row = 0; row < size; row++) {
    const base = row * size
    let sum = 0
    for (let i = 0; i < size; i++) sum += left[i]! * entries[base + i]!
    into[row] = sum
  }
}

/** Puts into the basis at `position` the column whose `B⁻¹ a` is `tableau`. */
export function exchange(
  { size, entries }: BasisInverse,
  tableau: Float64Array,
  position: number,
  scratch: Int32Array,
): void {
  const pivot = tableau[position]!
  let filled = 0
  for (let i = 0; i < size; i++) if (tableau[i] !== 0 && i !== position) scratch[filled++] = i
  const isDense = filled * 3 > size
  for (let row = 0; row < size; row++) {
    const base = row * size
    const old = entries[base + position]!
    if (old === 0) continue
    const ratio = old / pivot
    if (isDense) subtractMultiple(entries, base, ratio, tableau)
    else
      for (let k = 0; k < filled; k++) {
        const at = base + scratch[k]!
        entries[at] = entries[at]! - ratio * tableau[scratch[k]!]!
      }
    entries[base + position] = Math.abs(ratio) < NEGLIGIBLE ? 0 : ratio
  }
}

/** Nearly all time goes into this loop; four steps in one make it 1.7 times as fast. */
function subtractMultiple(entries: Float64Array, base: number, ratio: number, tableau: Float64Array): void {
  const size = tableau.length
  const fours = size - (size % 4)
  for (let i = 0, at = base; i < fours; i += 4, at += 4) {
    entries[at] = entries[at]! - ratio * tableau[i]!
    entries[at + 1] = entries[at + 1]! - ratio * tableau[i + 1]!
    entries[at + 2] = entries[at + 2]! - ratio * tableau[i + 2]!
    entries[at + 3] = entries[at + 3]! - ratio * tableau[i + 3]!
  }
  for (let i = fours; i < size; i++) entries[base + i] = entries[base + i]! - ratio * tableau[i]!
}

/**
 * Computes the inverse afresh by exchanging unit columns for those of `basis`, the shortest first, each at the free
 * position where it is largest; `basis` is reordered accordingly. Returns the positions for which no independent column
 * was left; they then hold the unit column of their row and `basis` says -1. Null when stopped: the inverse is then of no use.
 */
export function invert(
  inverse: BasisInverse,
  lp: LinearProgram,
  basis: Int32Array,
  shouldStop: () => boolean = () => false,
): number[] | null {
  const { size, entries } = inverse
  entries.fill(0)
  for (let i = 0; i < size; i++) entries[i * size + i] = 1
  const length = (column: number): number => lp.starts[column + 1]! - lp.starts[column]!
  const columns = [...basis].filter((column) => column >= 0).sort((a, b) => length(a) - length(b) || a - b)
  basis.fill(-1)
  const tableau = new Float64Array(size)
  const scratch = new Int32Array(size)
  for (const [done, column] of columns.entries()) {
    if (done % LOOK_EVERY === LOOK_EVERY - 1 && shouldStop()) return null
    solveColumn(inverse, lp, column, tableau)
    let best = -1
    for (let i = 0; i < size; i++)
      if (basis[i]! < 0 && (best < 0 || Math.abs(tableau[i]!) > Math.abs(tableau[best]!))) best = i
    if (best < 0 || Math.abs(tableau[best]!) < 1e-9) continue
    exchange(inverse, tableau, best, scratch)
    basis[best] = column
  }
  return Array.from({ length: size }, (_, i) => i).filter((i) => basis[i]! < 0)
}
