/**
 * The primal simplex method for a program that grows by columns: bounds, an explicit inverse, reference weights for the
 * choice of the entering column (devex) and the two-pass ratio test, both of P. Harris, Mathematical Programming 5, 1973.
 * Every solve starts from the basis of the last one, which new columns and new costs leave feasible.
 */
import {
  type BasisInverse,
  createInverse,
  exchange,
  inverseRow,
  invert,
  multiply,
  multiplyLeft,
  solveColumn,
} from './inverse.ts'
import { dotColumn, keepColumns, type LinearProgram } from './lp.ts'
import { leave, type Leaving } from './ratio-test.ts'

export type SimplexStatus = 'optimal' | 'unbounded' | 'stopped'

export interface Simplex {
  lp: LinearProgram
  /** Column at each position of the basis. */
  basis: Int32Array
  inverse: BasisInverse
  /** Values of the basic columns, by position. */
  values: Float64Array
  /** One per row; the reduced cost of a column is its cost less `duals · column`. */
  duals: Float64Array
  /** By column: its position in the basis, or AT_LOWER or AT_UPPER. */
  place: Int32Array
  /** By column: reduced cost and devex weight. */
  reduced: Float64Array
  weights: Float64Array
  /** Columns that the arrays by column know of. */
  known: number
  iterations: number
  sinceInversion: number
}

export const AT_LOWER = -1
export const AT_UPPER = -2

const DUAL_TOLERANCE = 1e-7
const RESIDUAL_TOLERANCE = 1e-8
const INVERT_EVERY = 1500
/** How often to ask whether to stop: entries of the inverse that are touched meanwhile, and iterations. */
const ENTRIES_BETWEEN_LOOKS = 10_000_000
const MOST_BETWEEN_LOOKS = 64
/** The reference framework starts anew when a weight has grown so far. */
const LARGEST_WEIGHT = 1e7

/**
 * Prepares a solver. `start` names for every row a column that is a multiple of the unit column of that row, with a
 * value within its bounds (slacks, or `addArtificials`); all other columns start at zero.
 */
export function createSimplex(lp: LinearProgram, start: Int32Array): Simplex {
  const size = lp.rows
  const simplex: Simplex = {
    lp,
    basis: Int32Array.from(start),
    inverse: createInverse(size),
    values: new Float64Array(size),
    duals: new Float64Array(size),
    place: new Int32Array(64),
    reduced: new Float64Array(64),
    weights: new Float64Array(64),
    known: 0,
    iterations: 0,
    sinceInversion: 0,
  }
  meetColumns(simplex)
  refactor(simplex)
  return simplex
}

/** Minimises from the present basis. `duals`, `values` and `basis` then describe the optimum. */
export function minimise(
  simplex: Simplex,
  options: { maxIterations?: number; shouldStop?: () => boolean } = {},
): SimplexStatus {
  const { lp, basis, values, place, inverse } = meetColumns(simplex)
  const { maxIterations = Number.POSITIVE_INFINITY, shouldStop = () => false } = options
  const size = lp.rows
  const tableau = new Float64Array(size)
  const row = new Float64Array(size)
  const scratch = new Int32Array(size)
  const leaving: Leaving = { position: -1, step: 0, toUpper: false }
  const lookEvery = Math.max(1, Math.min(MOST_BETWEEN_LOOKS, Math.floor(ENTRIES_BETWEEN_LOOKS / (size * size))))
  const isWorn = simplex.sinceInversion >= INVERT_EVERY || residual(simplex) > RESIDUAL_TOLERANCE
  if (isWorn && !refactor(simplex, shouldStop)) return 'stopped'
  simplex.weights.fill(1)
  let entering = priceAfresh(simplex)
  for (let iteration = 0; entering >= 0; iteration++) {
    if (iteration >= maxIterations) return 'stopped'
    if (iteration % lookEvery === lookEvery - 1 && shouldStop()) return 'stopped'
    if (simplex.sinceInversion >= INVERT_EVERY) {
      if (!refactor(simplex, shouldStop)) return 'stopped'
      entering = priceAfresh(simplex)
      if (entering < 0) break
    }
    const direction = place[entering] === AT_LOWER ? 1 : -1
    solveColumn(inverse, lp, entering, tableau)
    leave(simplex, tableau, direction, leaving)
    const upper = lp.upper[entering]!
    const step = Math.min(leaving.step, upper)
    if (step === Number.POSITIVE_INFINITY) return 'unbounded'
    if (step > 0) for (let i = 0; i < size; i++) values[i] = values[i]! - direction * step * tableau[i]!
    simplex.iterations++
    if (upper <= leaving.step) {
      place[entering] = direction > 0 ? AT_UPPER : AT_LOWER
      entering = cheapest(simplex)
      continue
    }
    const { position } = leaving
    const left = basis[position]!
    inverseRow(inverse, position, row)
    exchange(inverse, tableau, position, scratch)
    values[position] = direction > 0 ? step : upper - step
    basis[position] = entering
    place[left] = leaving.toUpper ? AT_UPPER : AT_LOWER
    place[entering] = position
    simplex.sinceInversion++
    entering = priceAlong(simplex, row, entering, left, tableau[position]!)
    if (entering < 0) entering = priceAfresh(simplex)
  }
  return 'optimal'
}

/** `cost · x` at the present basis. */
export function objective({ lp, basis, values, place, known }: Simplex): number {
  let sum = 0
  for (let i = 0; i < basis.length; i++) sum += lp.cost[basis[i]!]! * values[i]!
  for (let j = 0; j < known; j++) if (place[j] === AT_UPPER) sum += lp.cost[j]! * lp.upper[j]!
  return sum
}

/** The value of one column at the present basis. */
export function valueOf({ lp, values, place }: Simplex, column: number): number {
  const at = place[column] ?? AT_LOWER
  if (at >= 0) return values[at]!
  return at === AT_UPPER ? lp.upper[column]! : 0
}

/** Drops columns that are at zero and that `keep` refuses; returns the new numbers, -1 for those dropped. */
export function dropColumns(simplex: Simplex, keep: (column: number) => boolean): Int32Array {
  const { lp, basis, place, reduced } = meetColumns(simplex)
  const renumbered = keepColumns(lp, (column) => place[column] !== AT_LOWER || keep(column))
  for (let old = 0; old < renumbered.length; old++) {
    const column = renumbered[old]!
    if (column < 0) continue
    place[column] = place[old]!
    reduced[column] = reduced[old]!
  }
  for (let i = 0; i < basis.length; i++) basis[i] = renumbered[basis[i]!]!
  simplex.known = lp.columns
  return renumbered
}

function meetColumns(simplex: Simplex): Simplex {
  const { lp, known, basis } = simplex
  if (lp.columns > simplex.place.length)
    for (const name of ['place', 'reduced', 'weights'] as const) {
      const old = simplex[name]
      const larger = name === 'place' ? new Int32Array(2 * lp.columns) : new Float64Array(2 * lp.columns)
      larger.set(old)
      Object.assign(simplex, { [name]: larger })
    }
  simplex.place.fill(AT_LOWER, known, lp.columns)
  if (known === 0) for (let i = 0; i < basis.length; i++) simplex.place[basis[i]!] = i
  simplex.known = lp.columns
  return simplex
}

/** False when stopped: the basis stays, and its inverse is computed the next time. */
function refactor(simplex: Simplex, shouldStop?: () => boolean): boolean {
  const { lp, inverse, basis, place } = simplex
  const before = basis.slice()
  if (!invert(inverse, lp, basis, shouldStop)) {
    basis.set(before)
    simplex.sinceInversion = INVERT_EVERY
    return false
  }
  for (let i = 0; i < basis.length; i++) place[basis[i]!] = i
  multiply(inverse, rightHandSide(simplex), simplex.values)
  simplex.sinceInversion = 0
  return true
}

/** The right-hand side less the columns at their upper bounds. */
function rightHandSide({ lp, place, known }: Simplex): Float64Array {
  const right = Float64Array.from(lp.rhs)
  for (let j = 0; j < known; j++) if (place[j] === AT_UPPER) subtract(lp, j, lp.upper[j]!, right)
  return right
}

function residual(simplex: Simplex): number {
  const { lp, basis, values } = simplex
  const right = rightHandSide(simplex)
  for (let i = 0; i < basis.length; i++) subtract(lp, basis[i]!, values[i]!, right)
  let worst = 0
  for (const difference of right) worst = Math.max(worst, Math.abs(difference))
  return worst
}

function subtract(lp: LinearProgram, column: number, times: number, from: Float64Array): void {
  for (let k = lp.starts[column]!; k < lp.starts[column + 1]!; k++)
    from[lp.entryRows[k]!] = from[lp.entryRows[k]!]! - times * lp.entryValues[k]!
}

/** Computes duals and reduced costs from the costs and the inverse; returns the column to enter, or -1. */
function priceAfresh(simplex: Simplex): number {
  const { lp, basis, inverse, duals, reduced, place, known } = simplex
  const costs = Float64Array.from(basis, (column) => lp.cost[column]!)
  multiplyLeft(inverse, costs, duals)
  for (let j = 0; j < known; j++) reduced[j] = place[j]! >= 0 ? 0 : lp.cost[j]! - dotColumn(lp, j, duals)
  return cheapest(simplex)
}

function cheapest({ lp, reduced, weights, place, known }: Simplex): number {
  let best = -1
  let bestScore = 0
  for (let j = 0; j < known; j++) {
    const cost = reduced[j]!
    if (place[j] === AT_LOWER ? cost >= -DUAL_TOLERANCE : place[j]! >= 0 || cost <= DUAL_TOLERANCE) continue
    const score = (cost * cost) / weights[j]!
    if (score <= bestScore || lp.upper[j] === 0) continue
    best = j
    bestScore = score
  }
  return best
}

/** After an exchange: moves duals, reduced costs and weights along the pivot row; returns the next column to enter. */
function priceAlong(simplex: Simplex, row: Float64Array, entered: number, left: number, pivot: number): number {
  const { lp, duals, reduced, weights, place, known } = simplex
  const ratio = reduced[entered]! / pivot
  const weight = weights[entered]! / (pivot * pivot)
  for (let i = 0; i < row.length; i++) duals[i] = duals[i]! + ratio * row[i]!
  let best = -1
  let bestScore = 0
  for (let j = 0; j < known; j++) {
    const at = place[j]!
    // Where a column may not be used at all, its reduced cost does not matter.
    if (at >= 0 || j === left || (at === AT_LOWER && lp.upper[j] === 0)) continue
    const entry = dotColumn(lp, j, row)
    if (entry !== 0) {
      reduced[j] = reduced[j]! - ratio * entry
      weights[j] = Math.max(weights[j]!, entry * entry * weight)
    }
    const cost = reduced[j]!
    if (at === AT_LOWER ? cost >= -DUAL_TOLERANCE : cost <= DUAL_TOLERANCE) continue
    const score = (cost * cost) / weights[j]!
    if (score <= bestScore) continue
    best = j
    bestScore = score
  }
  reduced[entered] = 0
  reduced[left] = -ratio
  weights[left] = Math.max(weight, 1)
  if (weight > LARGEST_WEIGHT) weights.fill(1)
  return best
}
