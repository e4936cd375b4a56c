/**
 * The linear program over plans seen so far (Dantzig & Wolfe 1960): a share of plans for every student, wards within their
 * limits. Its duals are the prices at which those plans balance; the bound is computed at prices on the way to them.
 */
import { addColumn, createLinearProgram } from '../engine/simplex/lp.ts'
import type { Prng } from '../engine/prng.ts'
import { createSimplex, dropColumns, minimise, objective, valueOf } from '../engine/simplex/simplex.ts'
import type { CompiledPlacements } from './compile.ts'
import type { Plan } from './plan-program.ts'

/** A plan that was seen. */
export interface Column {
  student: number
  /** What it adds to the objective. */
  value: number
  /** The cells it uses, each once for every time. */
  cells: number[]
  /** Null when two of its placements may meet. */
  plan: Plan | null
}

export interface Master {
  add: (column: Column) => void
  /** The most that mixtures of the plans reach, and the prices there; null when stopped. */
  solve: (prices: Float64Array, stop: () => boolean) => number | null
  /** A plan for every student, drawn by its share in the last solution; null for a student without one. */
  draw: (prng: Prng) => (Plan | null)[]
}

/** Points for a student without a plan, and for one missing on a ward: no price grows past the second. */
const NO_PLAN = 100_000
const MISSING = 200
/** Columns per row, past which those that cost more than a few points are dropped. */
const MOST_PER_ROW = 15
const DEAR = 3

/** `cells`: the cells whose limits matter; others are taken as unlimited. */
export function createMaster(c: CompiledPlacements, cells: number[]): Master {
  const many = c.students.length
  const rowOf = new Int32Array(c.min.length).fill(-1)
  const limits: { cell: number; side: 'min' | 'max' }[] = []
  for (const cell of cells) {
    rowOf[cell] = many + limits.length
    limits.push({ cell, side: c.min[cell]! > 0 ? 'min' : 'max' })
  }
  const right = [...c.students.map(() => 1), ...limits.map(({ cell, side }) => c[side][cell]!)]
  const lp = createLinearProgram(right)
  const start = new Int32Array(right.length)
  for (let student = 0; student < many; student++) start[student] = addColumn(lp, [student], [1], NO_PLAN)
  for (const [k, { side }] of limits.entries()) {
    start[many + k] = addColumn(lp, [many + k], [1], side === 'min' ? MISSING : 0)
    if (side === 'min') addColumn(lp, [many + k], [-1], 0)
  }
  const fixed = lp.columns
  const simplex = createSimplex(lp, start)
  /** By number of the column in the program. */
  let columns: (Column | null)[] = Array.from({ length: fixed }, () => null)
  return {
    add: (column) => {
      const { student, value, cells: used } = column
      const counts = new Map<number, number>([[student, 1]])
      for (const cell of used) {
        const row = rowOf[cell]!
        if (row >= 0) counts.set(row, (counts.get(row) ?? 0) + 1)
      }
      columns[addColumn(lp, [...counts.keys()], [...counts.values()], -value)] = column
    },
    solve: (prices, stop) => {
      if (minimise(simplex, { shouldStop: stop }) === 'stopped') return null
      prices.fill(0)
      for (const [k, { cell }] of limits.entries()) prices[cell] = simplex.duals[many + k]!
      const reached = -objective(simplex)
      if (lp.columns > MOST_PER_ROW * lp.rows) {
        const renumbered = dropColumns(simplex, (column) => column < fixed || simplex.reduced[column]! < DEAR)
        columns = columns.filter((_, old) => renumbered[old]! >= 0)
      }
      return reached
    },
    draw: (prng) => {
      const drawn: (Plan | null)[] = c.students.map(() => null)
      const left = Float64Array.from(c.students, () => prng.below(1_000_000) / 1_000_000)
      for (const [number, column] of columns.entries()) {
        if (!column || left[column.student]! < 0) continue
        const share = valueOf(simplex, number)
        if (share <= 0) continue
        drawn[column.student] = column.plan
        left[column.student] = left[column.student]! - share
      }
      return drawn
    },
  }
}
