/**
 * A linear program that grows by columns: minimise `cost · x` subject to `A x = rhs` and `0 ≤ x ≤ upper`.
 * Columns are sparse and are stored one after the other; rows are fixed when the program is made.
 */
export interface LinearProgram {
  readonly rows: number
  rhs: Float64Array
  columns: number
  /** Column `j` has its entries from `starts[j]` to `starts[j + 1]`. */
  starts: Int32Array
  entryRows: Int32Array
  entryValues: Float64Array
  cost: Float64Array
  upper: Float64Array
}

export function createLinearProgram(rhs: ArrayLike<number>): LinearProgram {
  return {
    rows: rhs.length,
    rhs: Float64Array.from(rhs),
    columns: 0,
    starts: new Int32Array(65),
    entryRows: new Int32Array(512),
    entryValues: new Float64Array(512),
    cost: new Float64Array(64),
    upper: new Float64Array(64),
  }
}

/** Adds a column and returns its number. Rows must differ from each other. */
export function addColumn(
  lp: LinearProgram,
  rows: ArrayLike<number>,
  values: ArrayLike<number>,
  cost: number,
  upper = Number.POSITIVE_INFINITY,
): number {
  const column = lp.columns++
  const start = lp.starts[column]!
  const end = start + rows.length
  if (lp.columns > lp.cost.length) {
    lp.starts = grown(lp.starts, 2 * lp.columns + 1, Int32Array)
    lp.cost = grown(lp.cost, 2 * lp.columns, Float64Array)
    lp.upper = grown(lp.upper, 2 * lp.columns, Float64Array)
  }
  if (end > lp.entryRows.length) {
    lp.entryRows = grown(lp.entryRows, 2 * end, Int32Array)
    lp.entryValues = grown(lp.entryValues, 2 * end, Float64Array)
  }
  lp.entryRows.set(rows, start)
  lp.entryValues.set(values, start)
  lp.starts[column + 1] = end
  lp.cost[column] = cost
  lp.upper[column] = upper
  return column
}

/**
 * Adds one artificial column per row, with the sign of its right-hand side, and returns their numbers: the start of a
 * program without a better one. In a solution of the program itself all of them are zero; `cost` has to see to that.
 */
export function addArtificials(lp: LinearProgram, cost: number): Int32Array {
  const start = new Int32Array(lp.rows)
  for (let row = 0; row < lp.rows; row++) start[row] = addColumn(lp, [row], [lp.rhs[row]! < 0 ? -1 : 1], cost)
  return start
}

/** Keeps only the columns that `keep` names, in their order; `renumbered[old]` is the new number or -1. */
export function keepColumns(lp: LinearProgram, keep: (column: number) => boolean): Int32Array {
  const renumbered = new Int32Array(lp.columns).fill(-1)
  let kept = 0
  let end = 0
  for (let column = 0; column < lp.columns; column++) {
    const from = lp.starts[column]!
    const to = lp.starts[column + 1]!
    if (!keep(column)) continue
    lp.entryRows.copyWithin(end, from, to)
    lp.entryValues.copyWithin(end, from, to)
    lp.cost[kept] = lp.cost[column]!
    lp.upper[kept] = lp.upper[column]!
    lp.starts[kept] = end
    end += to - from
    renumbered[column] = kept++
  }
  lp.starts[kept] = end
  lp.columns = kept
  return renumbered
}

/** `sum of vector[row] * value` over the entries of a column. */
export function dotColumn(lp: LinearProgram, column: number, vector: Float64Array): number {
  const { entryRows, entryValues } = lp
  const end = lp.starts[column + 1]!
  let sum = 0
  for (let k = lp.starts[column]!; k < end; k++) sum += vector[entryRows[k]!]! * entryValues[k]!
  return sum
}

function grown<Values extends Int32Array | Float64Array>(
  values: Values,
  length: number,
  make: new (length: number) => Values,
): Values {
  const larger = new make(length)
  larger.set(values)
  return larger
}
