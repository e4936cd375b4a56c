/** Which column leaves the basis when another one enters. */
import type { Simplex } from './simplex.ts'

export interface Leaving {
  /** Position in the basis, -1 when no basic column limits the step. */
  position: number
  step: number
  /** Whether it leaves at its upper bound. */
  toUpper: boolean
}

const FEASIBILITY_TOLERANCE = 1e-9
const PIVOT_TOLERANCE = 1e-8

/**
 * Harris: the longest step that keeps every basic column within its bounds up to a tolerance, then, among the columns
 * that reach a bound no later, the one with the largest pivot.
 */
export function leave(
  { lp, basis, values }: Simplex,
  tableau: Float64Array,
  direction: number,
  leaving: Leaving,
): void {
  const size = basis.length
  let longest = Number.POSITIVE_INFINITY
  for (let i = 0; i < size; i++) {
    const rate = direction * tableau[i]!
    if (rate > PIVOT_TOLERANCE) {
      const limit = (values[i]! + FEASIBILITY_TOLERANCE) / rate
      if (limit < longest) longest = limit
    } else if (rate < -PIVOT_TOLERANCE) {
      const limit = (values[i]! - lp.upper[basis[i]!]! - FEASIBILITY_TOLERANCE) / rate
      if (limit < longest) longest = limit
    }
  }
  leaving.position = -1
  leaving.step = Number.POSITIVE_INFINITY
  if (longest === Number.POSITIVE_INFINITY) return
  let largest = 0
  for (let i = 0; i < size; i++) {
    const rate = direction * tableau[i]!
    const size = Math.abs(rate)
    if (size <= PIVOT_TOLERANCE || size <= largest) continue
    const limit = rate > 0 ? values[i]! / rate : (values[i]! - lp.upper[basis[i]!]!) / rate
    if (limit > longest) continue
    largest = size
    leaving.position = i
    leaving.step = Math.max(0, limit)
    leaving.toUpper = rate < 0
  }
}
