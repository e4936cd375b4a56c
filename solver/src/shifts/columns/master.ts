/**
 * The restricted master program: choose for every person one of the lines known so far (or a mix of them), so that
 * their points and the points for cover are least.
 *
 *     min Σ cost(line) x(line) + Σ under u + over o
 *     one line per person:       Σ x = 1
 *     each (day, shift) covered: Σ x + u − o = wanted
 *     people short in all:       Σ u − z = 0,   atLeast ≤ z ≤ atMost
 *
 * The wanted numbers are moved apart by about a millionth, which spares the simplex method most ties; `truth` has them
 * as they are, and bounds are computed with it.
 */
import { addColumn, createLinearProgram, type LinearProgram } from '../../engine/simplex/lp.ts'
import {
  createSimplex,
  dropColumns,
  minimise,
  type Simplex,
  type SimplexStatus,
  valueOf,
} from '../../engine/simplex/simplex.ts'
import type { CompiledShifts } from '../compile.ts'

export interface Master {
  c: CompiledShifts
  lp: LinearProgram
  simplex: Simplex
  /** How many people may be short in all, over days and shifts. */
  short: Short
  /** Columns of `z`: the first without a bound, the others for bounds that were set. */
  shortColumns: number[]
  /** Right-hand sides: 1 for each person, then the wanted numbers, then 0. */
  truth: Float64Array
  /** By row after those of the people: the cell `[day * width + entry]` it covers, and back (-1 without a row). */
  cells: Int32Array
  rowOf: Int32Array
  /** Points above those of any line: what it costs to have no line, or one that is forbidden at present. */
  penalty: number
  /** By column: person, line and points; null for slacks. */
  lines: (MasterLine | null)[]
}

export interface Short {
  atLeast: number
  atMost: number
}

export const ANY_SHORT: Short = { atLeast: 0, atMost: Number.POSITIVE_INFINITY }

export interface MasterLine {
  person: number
  line: Int8Array
  cost: number
}

const APART = 1e-6

/** Rows of the master: its inverse has as many entries as their square. */
export function masterRows({ people, under, over }: CompiledShifts): number {
  return people + under.reduce((cells, points, cell) => cells + (points > 0 || over[cell]! > 0 ? 1 : 0), 0) + 1
}

export function createMaster(c: CompiledShifts): Master {
  const cells: number[] = []
  const rowOf = new Int32Array(c.days * c.width).fill(-1)
  for (let cell = 0; cell < rowOf.length; cell++) {
    if (c.under[cell] === 0 && c.over[cell] === 0) continue
    rowOf[cell] = c.people + cells.length
    cells.push(cell)
  }
  const truth = new Float64Array(c.people + cells.length + 1).fill(1)
  for (const [k, cell] of cells.entries()) truth[c.people + k] = c.wanted[cell]!
  const shortRow = c.people + cells.length
  truth[shortRow] = 0
  const lp = createLinearProgram(truth)
  for (let k = 0; k < cells.length; k++)
    lp.rhs[c.people + k] = lp.rhs[c.people + k]! + APART * (1 + ((k * 7919) % 1009) / 1009)
  const penalty = mostPoints(c)
  const start = new Int32Array(lp.rows)
  for (let row = 0; row < c.people; row++) start[row] = addColumn(lp, [row], [1], penalty)
  for (const [k, cell] of cells.entries()) {
    start[c.people + k] = addColumn(lp, [c.people + k, shortRow], [1, 1], c.under[cell]!)
    addColumn(lp, [c.people + k], [-1], c.over[cell]!)
  }
  start[shortRow] = addColumn(lp, [shortRow], [-1], 0)
  const simplex = createSimplex(lp, start)
  return {
    c,
    lp,
    simplex,
    short: ANY_SHORT,
    shortColumns: [start[shortRow]],
    truth,
    cells: Int32Array.from(cells),
    rowOf,
    penalty,
    lines: Array.from({ length: lp.columns }, () => null),
  }
}

/** More than any line can cost, with the cover it spoils. */
function mostPoints({ people, days, width, assignCost, over, under }: CompiledShifts): number {
  let most = 0
  for (let person = 0; person < people; person++) {
    let points = 1
    for (let day = 0; day < days; day++) {
      let worst = 0
      for (let entry = 0; entry < width; entry++) {
        const cell = day * width + entry
        worst = Math.max(worst, assignCost[(person * days + day) * width + entry]! + over[cell]! + under[cell]!)
      }
      points += worst
    }
    most = Math.max(most, points)
  }
  return most
}

export function linePoints({ days, width, assignCost }: CompiledShifts, person: number, line: Int8Array): number {
  let points = 0
  for (let day = 0; day < days; day++) points += assignCost[(person * days + day) * width + line[day]!]!
  return points
}

export function addLine(master: Master, person: number, line: Int8Array): number {
  const { c, lp, rowOf, lines } = master
  const rows = [person]
  for (let day = 0; day < c.days; day++) {
    const row = rowOf[day * c.width + line[day]!]!
    if (row >= 0) rows.push(row)
  }
  const cost = linePoints(c, person, line)
  lines.push({ person, line: line.slice(), cost })
  return addColumn(lp, rows, new Float64Array(rows.length).fill(1), cost)
}

export function solveMaster(master: Master, shouldStop?: () => boolean): SimplexStatus {
  return minimise(master.simplex, shouldStop ? { shouldStop } : {})
}

/** Bounds the number of people who are short. Columns of earlier bounds stay, too dear to be used. */
export function boundShort(master: Master, short: Short): void {
  const { lp, penalty, lines, shortColumns, cells, c } = master
  if (short.atLeast === master.short.atLeast && short.atMost === master.short.atMost) return
  master.short = short
  for (const column of shortColumns) lp.cost[column] = penalty
  const add = (upper: number, cost: number): void => {
    shortColumns.push(addColumn(lp, [c.people + cells.length], [-1], cost, upper))
    lines.push(null)
  }
  if (short.atLeast > 0) add(short.atLeast, -penalty)
  if (short.atMost === Number.POSITIVE_INFINITY) lp.cost[shortColumns[0]!] = 0
  else if (short.atMost > short.atLeast) add(short.atMost - short.atLeast, 0)
}

/** What `z` adds to a bound at its dual `toll`. */
export function shortTerm({ short }: Master, toll: number): number {
  if (toll === 0) return 0
  return toll > 0 ? toll * short.atLeast : toll * short.atMost
}

/** How many people are short in all at present. */
export function shortNow({ simplex, c, cells }: Master): number {
  let sum = 0
  for (let k = 0; k < cells.length; k++) sum += valueOf(simplex, c.people + 2 * k)
  return sum
}

/** Makes lines with a forbidden entry too dear; `allowed` is `[(person * days + day) * width + entry]`, 0 where forbidden. */
export function forbidLines({ c, lp, simplex, lines, penalty }: Master, allowed: Uint8Array): void {
  for (let column = 0; column < lines.length; column++) {
    const line = lines[column]
    if (!line) continue
    let isAllowed = true
    for (let day = 0; day < c.days && isAllowed; day++)
      isAllowed = allowed[(line.person * c.days + day) * c.width + line.line[day]!] === 1
    lp.cost[column] = line.cost + (isAllowed ? 0 : penalty)
    // Those in use leave for their cost; the others need not even be priced.
    lp.upper[column] = isAllowed || valueOf(simplex, column) > 0 ? Number.POSITIVE_INFINITY : 0
  }
}

/** The optimum of the restricted master with the true numbers, or a little less. */
export function masterValue(master: Master): number {
  const { simplex, truth } = master
  let value = shortTerm(master, shortDual(master))
  for (let row = 0; row < truth.length; row++) value += truth[row]! * simplex.duals[row]!
  return value
}

/**
 * Reads the duals of the cover rows as rewards by cell, within what cover is worth; after them, the dual of the number
 * of people short.
 */
export function readRewards(master: Master, rewards: Float64Array): void {
  const { c, simplex, cells } = master
  const toll = shortDual(master)
  for (let k = 0; k < cells.length; k++) {
    const cell = cells[k]!
    rewards[cell] = Math.min(c.under[cell]! - toll, Math.max(-c.over[cell]!, simplex.duals[c.people + k]!))
  }
  rewards[c.days * c.width] = toll
}

/** Not above what makes a reward impossible; without an upper bound on `z` not below zero. */
function shortDual({ c, cells, simplex, truth, short }: Master): number {
  let dual = simplex.duals[truth.length - 1]!
  if (short.atMost === Number.POSITIVE_INFINITY) dual = Math.max(0, dual)
  for (const cell of cells) dual = Math.min(dual, c.under[cell]! + c.over[cell]!)
  return dual
}

export interface Share extends MasterLine {
  column: number
  value: number
}

/** The lines in use, with their values, in order of columns. */
export function sharesOf({ simplex, lines }: Master): Share[] {
  const shares: Share[] = []
  for (let column = 0; column < lines.length; column++) {
    const line = lines[column]
    const value = line ? valueOf(simplex, column) : 0
    if (line && value > 1e-6) shares.push({ ...line, column, value })
  }
  return shares
}

/** The most chosen line of each person who has one, the most chosen first. */
export function largestOf(shares: readonly Share[]): Share[] {
  const largest: (Share | undefined)[] = []
  for (const share of shares) if (share.value > (largest[share.person]?.value ?? 0)) largest[share.person] = share
  return largest.filter((share) => share !== undefined).sort((a, b) => b.value - a.value || a.person - b.person)
}

/** Forgets lines whose reduced cost is above `limit`. */
export function forgetLines(master: Master, limit: number): void {
  const { simplex, lines } = master
  const renumbered = dropColumns(simplex, (column) => lines[column] === null || simplex.reduced[column]! <= limit)
  const kept: Master['lines'] = []
  for (let old = 0; old < renumbered.length; old++) if (renumbered[old]! >= 0) kept.push(lines[old]!)
  master.lines = kept
  master.shortColumns = master.shortColumns.map((column) => renumbered[column]!)
}
