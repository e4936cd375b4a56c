/** A bound on a sum of variables, all of which are zero or more. */
export type SumBound = { variables: readonly number[]; min: number; max: number | null }

const TINY = 1e-9

type Row = { values: Float64Array; right: number }

/** One row per equation: the sum, a slack where the bound is open on one side, and the right-hand side (never negative). */
const rowsOf = (bounds: readonly SumBound[], variableCount: number): Row[] => {
  const equations = bounds.flatMap(({ variables, min, max }) => {
    if (max !== null && Math.abs(max - min) < TINY) return [{ variables, right: min, slack: 0 }]
    const lower = min > TINY ? [{ variables, right: min, slack: -1 }] : []
    return max === null ? lower : [...lower, { variables, right: max, slack: 1 }]
  })
  const slackCount = equations.filter(({ slack }) => slack !== 0).length
  let nextSlack = variableCount
  return equations.map(({ variables, right, slack }) => {
    const values = new Float64Array(variableCount + slackCount)
    for (const variable of variables) values[variable] = 1
    if (slack !== 0) values[nextSlack++] = slack
    return { values, right }
  })
}

/**
 * Whether non-negative numbers exist that keep every bound: phase one of the simplex method, choosing by smallest index
 * so that it cannot cycle. Meant for the few hundred variables of one program.
 */
export const isFeasible = (bounds: readonly SumBound[], variableCount: number): boolean => {
  if (bounds.some(({ min, max }) => max !== null && min > max + TINY)) return false
  const rows = rowsOf(bounds, variableCount)
  const columns = rows[0]?.values.length ?? 0
  const basis = rows.map(() => -1)
  const cost = new Float64Array(columns)
  let left = 0
  for (const row of rows) {
    left += row.right
    for (let column = 0; column < columns; column++) cost[column]! += row.values[column]!
  }
  const stepLimit = 50 * (rows.length + columns)
  for (let step = 0; step < stepLimit && left > TINY; step++) {
    const entering = cost.findIndex((value) => value > TINY)
    if (entering < 0) break
    let leaving = -1
    let ratio = Infinity
    for (const [index, row] of rows.entries()) {
      const pivot = row.values[entering]!
      if (pivot <= TINY) continue
      const candidate = row.right / pivot
      const isTie = Math.abs(candidate - ratio) <= TINY && basis[index]! < (basis[leaving] ?? Infinity)
      if (candidate < ratio - TINY || isTie) {
        leaving = index
        ratio = candidate
      }
    }
    const pivotRow = rows[leaving]
    if (!pivotRow) break
    const pivot = pivotRow.values[entering]!
    for (let column = 0; column < columns; column++) pivotRow.values[column]! /= pivot
    pivotRow.right /= pivot
    for (const row of rows) {
      if (row === pivotRow) continue
      const factor = row.values[entering]!
      if (factor === 0) continue
      for (let column = 0; column < columns; column++) row.values[column]! -= factor * pivotRow.values[column]!
      row.right = Math.max(0, row.right - factor * pivotRow.right)
    }
    const factor = cost[entering]!
    for (let column = 0; column < columns; column++) cost[column]! -= factor * pivotRow.values[column]!
    left -= factor * pivotRow.right
    basis[leaving] = entering
  }
  return left <= 1e-7
}
