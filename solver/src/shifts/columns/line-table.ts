/**
 * The cheapest line of one person, exactly: dynamic programming over days.
 *
 * After each day every state (run and kind) with every number of weekends has a **row** of cells, one per
 * number of units worked, holding the least cost. Only the live part of a row is visited, and units that can no longer
 * reach the minimum are left out. The line is found by walking back through the table of all days, comparing sums that
 * were formed in the same way and so are equal to the last digit.
 */
import type { NestedSets } from '../nested-sets.ts'
import type { LineModel } from './line-model.ts'
import { weekendStep } from './unit-range.ts'

/** The cost of a line that does not exist; every real cost is far below. */
export const NO_LINE = 1e15
const REAL = 1e14

export interface LineTable {
  cells: Float64Array
  /** By row of the whole table: first and last live cell; the last is -1 where there is none. */
  first: Int32Array
  last: Int32Array
  /** Asked every few days of a table. */
  isCancelled: () => boolean
  /** The last table was given up half way: that it led to no line means nothing. */
  wasCancelled: boolean
}

const DAYS_BETWEEN_LOOKS = 8

/** By day, the day off first and then the options: `[day * (options + 1) + option + 1]`. NO_LINE where forbidden. */
export interface LineCosts {
  costs: Float64Array
  /** The entry of a line that has that cost. */
  entries: Int8Array
  /** The cost of every single entry, `[day * width + entry]`; NO_LINE where forbidden. */
  byEntry: Float64Array
}

export function createLineTable(isCancelled: () => boolean): LineTable {
  return {
    cells: new Float64Array(0),
    first: new Int32Array(0),
    last: new Int32Array(0),
    isCancelled,
    wasCancelled: false,
  }
}

/** Writes the cheapest line and returns its cost, or NO_LINE when rules and costs leave none, or it was cancelled. */
export function cheapestLine(model: LineModel, table: LineTable, lineCosts: LineCosts, line: Int8Array): number {
  const { costs } = lineCosts
  const { days, states, weekendCounts, width, minOff, base, before } = model
  if (base[0] !== 0) return NO_LINE
  const dayRows = states * weekendCounts
  // Behind the table, a row for each set of kinds and number of weekends.
  reserve(table, (days + 1) * dayRows + (before?.within.length ?? 0) * weekendCounts, width)
  const { cells, first, last } = table
  last.fill(-1, 0, (days + 1) * dayRows)
  const start = (minOff - 1) * weekendCounts
  cells[start * width] = 0
  first[start] = 0
  last[start] = 0

  table.wasCancelled = false
  let isLive = new Uint8Array(states)
  let isLiveNext = new Uint8Array(states)
  isLive[minOff - 1] = 1
  for (let day = 0; day < days; day++) {
    if (day % DAYS_BETWEEN_LOOKS === DAYS_BETWEEN_LOOKS - 1 && table.isCancelled()) {
      table.wasCancelled = true
      return NO_LINE
    }
    isLiveNext.fill(0)
    pushDay(model, table, day, costs, isLive, isLiveNext)
    ;[isLive, isLiveNext] = [isLiveNext, isLive]
  }
  return walkBack(model, table, lineCosts, line)
}

/** From all states before `day` to those after it; marks those that are reached. */
function pushDay(
  model: LineModel,
  table: LineTable,
  day: number,
  costs: Float64Array,
  isLive: Uint8Array,
  isLiveNext: Uint8Array,
): void {
  const { states, weekendCounts, width, minOff, minWork, maxWork, kinds, base, options, weekendDay, before } = model
  const { last } = table
  const dayRows = states * weekendCounts
  const at = day * (options.length + 1)
  const push = (firstRow: number, to: number, units: number, weekend: number, cost: number): void => {
    isLiveNext[to] = 1
    const shift = units + base[day]! - base[day + 1]!
    const target = (day + 1) * dayRows + to * weekendCounts + weekend
    for (let weekends = 0; weekends + weekend < weekendCounts; weekends++) {
      if (last[firstRow + weekends]! < 0) continue
      const lowest = leastCell(model, day + 1, to, weekends + weekend)
      pushRow(table, width, firstRow + weekends, target + weekends, shift, cost, lowest)
    }
  }
  const rowOf = (state: number): number => day * dayRows + state * weekendCounts
  const off = costs[at]!
  if (off < REAL) {
    for (let run = 0; run < minOff; run++)
      if (isLive[run] === 1) push(rowOf(run), Math.min(run + 1, minOff - 1), 0, 0, off)
    for (let worked = 1; worked <= Math.min(maxWork, day); worked++) {
      if (worked < minWork && worked !== day) continue
      const from = minOff + (worked - 1) * kinds
      for (let state = from; state < from + kinds; state++) if (isLive[state] === 1) push(rowOf(state), 0, 0, 0, off)
    }
  }
  if (isLive[minOff - 1] === 1)
    for (const [index, { kind, units }] of options.entries()) {
      const cost = costs[at + index + 1]!
      if (cost < REAL) push(rowOf(minOff - 1), minOff + kind, units, weekendStep(weekendDay[day]!, true), cost)
    }
  const weekend = weekendStep(weekendDay[day]!, false)
  const leastRows = (model.days + 1) * dayRows
  for (let worked = Math.min(maxWork, day + 1) - 1; worked >= 1; worked--) {
    const from = minOff + (worked - 1) * kinds
    if (before) gatherRows(table, before, model, day * dayRows + from * weekendCounts, leastRows)
    for (const [index, { kind, units, after }] of options.entries()) {
      const cost = costs[at + index + 1]!
      if (cost >= REAL) continue
      const to = from + kinds + kind
      const row = leastRows + (before?.setOf[index] ?? 0) * weekendCounts
      if (!before) {
        for (const other of after) if (isLive[from + other] === 1) push(rowOf(from + other), to, units, weekend, cost)
      } else if (hasLive(last, row, weekendCounts)) push(row, to, units, weekend, cost)
    }
  }
}

/** The least of what each set of kinds has, by number of weekends, from the rows of kinds that begin at `from`. */
function gatherRows(
  table: LineTable,
  sets: NestedSets,
  { width, weekendCounts }: LineModel,
  from: number,
  leastRows: number,
): void {
  const { last } = table
  for (const [set, beyond] of sets.beyond.entries()) {
    const target = leastRows + set * weekendCounts
    const inner = sets.within[set]!
    for (let weekends = 0; weekends < weekendCounts; weekends++) {
      const row = target + weekends
      last[row] = -1
      const known = leastRows + inner * weekendCounts + weekends
      if (inner >= 0 && last[known]! >= 0) pushRow(table, width, known, row, 0, 0, 0)
      for (const kind of beyond) {
        const source = from + kind * weekendCounts + weekends
        if (last[source]! >= 0) pushRow(table, width, source, row, 0, 0, 0)
      }
    }
  }
}

function hasLive(last: Int32Array, from: number, count: number): boolean {
  for (let row = from; row < from + count; row++) if (last[row]! >= 0) return true
  return false
}

/** Every way from a state before `day` to one after it that is not forbidden, with its cost; option -1 is a day off. */
function eachStep(
  model: LineModel,
  day: number,
  costs: Float64Array,
  visit: (from: number, to: number, option: number, cost: number) => void,
): void {
  const { minOff, minWork, maxWork, kinds, options } = model
  const at = day * (options.length + 1)
  const off = costs[at]!
  if (off < REAL) {
    for (let run = 0; run < minOff; run++) visit(run, Math.min(run + 1, minOff - 1), -1, off)
    for (let worked = 1; worked <= Math.min(maxWork, day); worked++) {
      if (worked < minWork && worked !== day) continue
      for (let kind = 0; kind < kinds; kind++) visit(minOff + (worked - 1) * kinds + kind, 0, -1, off)
    }
  }
  for (let index = 0; index < options.length; index++) {
    const cost = costs[at + index + 1]!
    if (cost >= REAL) continue
    const { kind, after } = options[index]!
    visit(minOff - 1, minOff + kind, index, cost)
    for (let worked = 1; worked < Math.min(maxWork, day + 1); worked++) {
      const from = minOff + (worked - 1) * kinds
      for (const before of after) visit(from + before, minOff + worked * kinds + kind, index, cost)
    }
  }
}

/** The first cell from which the least units can still be reached. */
function leastCell(
  { minUnits, ahead, base, minOff, maxWork, kinds, weekendCounts }: LineModel,
  day: number,
  state: number,
  weekends: number,
): number {
  const run = state < minOff ? state : minOff + Math.floor((state - minOff) / kinds)
  return minUnits - ahead[(day * (minOff + maxWork) + run) * weekendCounts + weekends]! - base[day]!
}

/** Offers every live cell of one row, moved and with a cost added, to another row. */
function pushRow(
  { cells, first, last }: LineTable,
  width: number,
  source: number,
  target: number,
  shift: number,
  cost: number,
  lowest: number,
): void {
  const from = Math.max(first[source]! + shift, lowest, 0)
  const to = Math.min(last[source]! + shift, width - 1)
  if (from > to) return
  const cell = target * width
  let read = source * width + from - shift
  if (last[target]! < 0) {
    for (let k = from; k <= to; k++) cells[cell + k] = cells[read++]! + cost
    first[target] = from
    last[target] = to
    return
  }
  for (let k = first[target]! - 1; k >= from; k--) cells[cell + k] = NO_LINE
  for (let k = last[target]! + 1; k <= to; k++) cells[cell + k] = NO_LINE
  if (from < first[target]!) first[target] = from
  if (to > last[target]!) last[target] = to
  for (let k = from; k <= to; k++) {
    const sum = cells[read++]! + cost
    if (sum < cells[cell + k]!) cells[cell + k] = sum
  }
}

/** Every way in which the cell of a row after `day` was reached, whatever it cost. */
export function eachStepBack(
  model: LineModel,
  { first, last }: LineTable,
  costs: Float64Array,
  day: number,
  row: number,
  cell: number,
  visit: (row: number, cell: number, choice: number, cost: number) => void,
): void {
  const { states, weekendCounts, minOff, base, options, weekendDay } = model
  const dayRows = states * weekendCounts
  const state = Math.floor((row - (day + 1) * dayRows) / weekendCounts)
  const weekends = row % weekendCounts
  eachStep(model, day, costs, (from, to, option, cost) => {
    if (to !== state) return
    const before = weekends - (option < 0 ? 0 : weekendStep(weekendDay[day]!, from < minOff))
    if (before < 0) return
    const source = day * dayRows + from * weekendCounts + before
    const read = cell - (option < 0 ? 0 : options[option]!.units) - base[day]! + base[day + 1]!
    if (last[source]! >= 0 && read >= first[source]! && read <= last[source]!) visit(source, read, option + 1, cost)
  })
}

/** Every cell after the last day that ends a line. */
export function eachEnd(
  model: LineModel,
  { cells, first, last }: LineTable,
  visit: (row: number, cell: number) => void,
): void {
  const { days, states, weekendCounts, width, base, minUnits, maxUnits } = model
  const dayRows = states * weekendCounts
  for (let row = days * dayRows; row < (days + 1) * dayRows; row++) {
    const to = Math.min(last[row]!, maxUnits - base[days]!)
    for (let cell = Math.max(first[row]!, minUnits - base[days]!); cell <= to; cell++)
      if (cells[row * width + cell]! < REAL) visit(row, cell)
  }
}

function walkBack(model: LineModel, table: LineTable, { costs, entries }: LineCosts, line: Int8Array): number {
  const { cells } = table
  const { width } = model
  const wide = model.options.length + 1
  let best = NO_LINE
  let row = -1
  let cell = -1
  eachEnd(model, table, (endRow, endCell) => {
    if (cells[endRow * width + endCell]! >= best) return
    best = cells[endRow * width + endCell]!
    row = endRow
    cell = endCell
  })
  if (row < 0) return NO_LINE
  for (let day = model.days - 1; day >= 0; day--) {
    const value = cells[row * width + cell]!
    let found = -1
    let foundCell = -1
    eachStepBack(model, table, costs, day, row, cell, (source, read, choice, cost) => {
      if (found >= 0 || cells[source * width + read]! + cost !== value) return
      found = source
      foundCell = read
      line[day] = entries[day * wide + choice]!
    })
    row = found
    cell = foundCell
  }
  return best
}

function reserve(table: LineTable, rows: number, width: number): void {
  if (table.first.length < rows) {
    table.first = new Int32Array(rows)
    table.last = new Int32Array(rows)
  }
  if (table.cells.length < rows * width) table.cells = new Float64Array(rows * width)
}
