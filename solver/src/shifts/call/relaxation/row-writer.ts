/** Linear inequalities over the cells of a call schedule, one draft at a time. */
import type { NamedShiftRule } from '../../explain/named-shift-rule.ts'
import type { CompiledCall } from '../compile-call.ts'

/**
 * `sum of values * x[cell] <= most`, where `x` of a cell `(person * days + day) * width + entry` is 1 when the entry stands there.
 * In level 0 it must hold; in a level of points every unit over costs at least `weight`.
 */
export interface Row {
  cells: Int32Array
  values: Float64Array
  most: number
  level: number
  weight: number
  /** The rules that it comes from. */
  about: NamedShiftRule[]
  /** Cells of the days that it reads, `person * days + day`, also those that may hold nothing of it. */
  touched: Int32Array
}

export interface RowWriter {
  /** What the next rows come from. */
  about: NamedShiftRule[]
  /** Adds `times` for each of the entries on the day; days before day 0 are known. */
  add: (person: number, day: number, entries: Uint8Array, times: number) => void
  /** Adds `times` when the person is off on the day. */
  addOff: (person: number, day: number, times: number) => void
  addConstant: (amount: number) => void
  /** Ends the draft; what can never be broken is left out. */
  atMost: (most: number, level: number, weight: number) => void
  rows: Row[]
}

export function createRowWriter(c: CompiledCall): RowWriter {
  const { days, width, may } = c
  const rows: Row[] = []
  const anything = new Uint8Array(width).fill(1)
  let draft = new Map<number, number>()
  let touched: number[] = []
  let constant = 0

  /** The one entry that a cell may hold, or -1. */
  const only = Int8Array.from({ length: c.people * days }, (_, cell) => {
    let found = -1
    for (let entry = 0; entry < width; entry++)
      if (may[cell * width + entry] === 1) {
        if (found >= 0) return -1
        found = entry
      }
    return found
  })
  const add: RowWriter['add'] = (person, day, entries, times) => {
    if (day < 0) {
      const before = day >= -c.past ? c.before[person]![c.past + day]! : 0
      if (before > 0 && entries[before] === 1) constant += times
      return
    }
    const cell = person * days + day
    touched.push(cell)
    if (only[cell]! >= 0) {
      if (only[cell]! > 0 && entries[only[cell]!] === 1) constant += times
      return
    }
    for (let entry = 1; entry < width; entry++) {
      const at = cell * width + entry
      if (entries[entry] === 1 && may[at] === 1) draft.set(at, (draft.get(at) ?? 0) + times)
    }
  }
  const writer: RowWriter = {
    about: [],
    rows,
    add,
    addOff: (person, day, times) => {
      constant += times
      add(person, day, anything, -times)
    },
    addConstant: (amount) => {
      constant += amount
    },
    atMost: (most, level, weight) => {
      const cells = [...draft].filter(([, value]) => value !== 0)
      const highest = constant + cells.reduce((sum, [, value]) => sum + Math.max(0, value), 0)
      if (highest > most)
        rows.push({
          cells: Int32Array.from(cells, ([cell]) => cell),
          values: Float64Array.from(cells, ([, value]) => value),
          most: most - constant,
          level,
          weight,
          about: writer.about,
          touched: Int32Array.from(touched),
        })
      draft = new Map()
      touched = []
      constant = 0
    },
  }
  return writer
}
