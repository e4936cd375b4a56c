/**
 * The cheapest line of one person, exactly: dynamic programming over days.
 *
 * After each day every state (run and kind) with every number of weekends has a **row** of cells, one per
 * number of units worked, holding the least cost. Only the live part of a row is visited, and units that can no longer
 * reach the minimum are left out. The line is found by walking back through the table of all days, comparing sums that
 * were formed in the same way and so are equal to the last digit.
 */
import type { LineModel } from './line-model.ts'
import { type LineTable, NO_LINE, pushDay, REAL } from './line-rows.ts'
import { weekendStep } from './unit-range.ts'

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

/** What `pushDay` does, step by step: every way that is not forbidden, with its cost; option -1 is a day off. */
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
