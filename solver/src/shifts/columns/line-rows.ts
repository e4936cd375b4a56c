/** Rows of a table of lines, one by state and number of weekends, and how those of one day lead to those of the next. */
import type { NestedSets } from '../nested-sets.ts'
import type { LineModel } from './line-model.ts'
import { weekendStep } from './unit-range.ts'

/** The cost of a line that does not exist; every real cost is far below. */
export const NO_LINE = 1e15
export const REAL = 1e14

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

/** From all states before `day` to those after it; marks those that are reached. */
export function pushDay(
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
