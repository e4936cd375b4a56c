/** A proven lower bound on the cost of one level, by a linear program whose rows come in as they are broken. */
import { addColumn, createLinearProgram } from '../../../engine/simplex/lp.ts'
import { createSimplex, minimise, valueOf } from '../../../engine/simplex/simplex.ts'
import type { Row } from './row-writer.ts'

export interface LinearBound {
  bound: number
  /** Where the last program put its cells. */
  values: Map<number, number>
  /** Rows that the bound rests on. */
  priced: Row[]
  /** Whether the bound is the linear optimum, not only what was reached. */
  isComplete: boolean
}

export interface LinearLimits {
  /** Rows of one program; with more, what has been proven so far is the bound. */
  mostRows: number
  shouldStop: () => boolean
}

const ROWS_AT_ONCE = 120
const MOST_ROUNDS = 60
const BROKEN = 1e-6
/** What one unit over a row that must hold costs, against the dearest point of the level. */
const FIRMNESS = 1000

/**
 * The least cost of `level` that the rows allow. `firm` says of other rows whether they must hold; those that need not are left
 * out. `from` is where another program over the same rows ended: if nothing is broken there, nothing has to cost. The bound is read off the prices of the rows, whatever they are, so that no rounding can make it too high by more than the
 * rounding of a sum (A. Neumaier and O. Shcherbina, Mathematical Programming 99, 2004).
 */
export function linearBound(
  rows: Row[],
  level: number,
  firm: (row: Row) => boolean,
  { mostRows, shouldStop }: LinearLimits,
  from: ReadonlyMap<number, number> | null = null,
): LinearBound {
  const isOwn = (row: Row): boolean => row.level === level
  const dearest = rows.reduce((most, row) => (isOwn(row) ? Math.max(most, row.weight) : most), 1)
  const priceOf = (row: Row): number => (isOwn(row) ? row.weight : FIRMNESS * dearest)
  const inForce = rows.filter((row) => isOwn(row) || firm(row))
  if (from && inForce.every((row) => overOf(row, from) <= BROKEN))
    return { bound: 0, values: new Map(from), priced: [], isComplete: true }
  // A row that everybody off would break asks for something; without these there is nothing to pay.
  const active = new Set(inForce.filter((row) => row.most < 0))
  let best: LinearBound = { bound: 0, values: new Map(), priced: [], isComplete: false }
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (active.size > mostRows) return best
    const solved = solveRows([...active], priceOf, shouldStop)
    const { priced } = solved.bound >= best.bound ? solved : best
    best = { bound: Math.max(best.bound, solved.bound), values: solved.values, priced, isComplete: false }
    if (shouldStop()) return best
    const broken = inForce
      .map((row) => ({ row, over: overOf(row, solved.values) }))
      .filter(({ row, over }) => over > BROKEN && !active.has(row))
      .toSorted((a, b) => b.over - a.over)
    if (broken.length === 0) return { ...best, isComplete: true }
    for (const { row } of broken.slice(0, ROWS_AT_ONCE)) active.add(row)
  }
  return best
}

function overOf({ cells, values, most }: Row, at: ReadonlyMap<number, number>): number {
  let sum = -most
  for (let k = 0; k < cells.length; k++) sum += values[k]! * (at.get(cells[k]!) ?? 0)
  return sum
}

function solveRows(
  rows: Row[],
  priceOf: (row: Row) => number,
  shouldStop: () => boolean,
): { bound: number; values: Map<number, number>; priced: Row[] } {
  const lp = createLinearProgram(rows.map(({ most }) => most))
  // Each row has a slack and, for a price, something over; one of the two begins in the basis.
  const start = Int32Array.from(rows, (row, k) => {
    const slack = addColumn(lp, [k], [1], 0)
    const over = addColumn(lp, [k], [-1], priceOf(row))
    return row.most < 0 ? over : slack
  })
  const byCell = new Map<number, { rows: number[]; values: number[] }>()
  for (const [k, { cells, values }] of rows.entries())
    for (const [at, cell] of cells.entries()) {
      if (!byCell.has(cell)) byCell.set(cell, { rows: [], values: [] })
      const column = byCell.get(cell)!
      column.rows.push(k)
      column.values.push(values[at]!)
    }
  const columns = [...byCell].map(([cell, column]) => ({
    cell,
    column: addColumn(lp, column.rows, column.values, 0, 1),
    ...column,
  }))
  const simplex = createSimplex(lp, start)
  minimise(simplex, { shouldStop })
  // A slack may not be paid for, and nobody pays more than a row's own price.
  const prices = rows.map((row, k) => Math.max(-priceOf(row), Math.min(0, simplex.duals[k]!)))
  let bound = rows.reduce((sum, { most }, k) => sum + prices[k]! * most, 0)
  for (const { rows: at, values } of columns)
    bound += Math.min(0, -at.reduce((sum, k, entry) => sum + prices[k]! * values[entry]!, 0))
  const priced = rows.filter((_, k) => prices[k]! < -BROKEN)
  return { bound, priced, values: new Map(columns.map(({ cell, column }) => [cell, valueOf(simplex, column)])) }
}
