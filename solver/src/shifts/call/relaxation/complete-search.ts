/** All schedules of a small call problem, by branching on what a linear program cannot decide. */
import { checkShiftSchedule } from '../../../check/shifts.ts'
import { toShiftSolution } from '../../compile.ts'
import type { ShiftSolution } from '../../problem.ts'
import type { CompiledCall } from '../compile-call.ts'
import { callRows } from './bound-call.ts'
import { linearBound } from './linear-bound.ts'

export type CompleteVerdict =
  | { kind: 'feasible'; solution: ShiftSolution }
  | { kind: 'infeasible' }
  /** The nodes were spent. */
  | { kind: 'unknown' }

const BROKEN = 1e-4
const MOST_ROWS = 400
/** With more cells the rows of one node take too long. */
const MOST_CELLS = 5000

/**
 * Looks for a schedule that keeps all hard rules. At each node a cell is chosen that the linear program divides, or any that is
 * open, and each entry it may hold is tried; a node ends where the program shows that nothing fits. Rules that are no rows are
 * judged by the checker once nothing is open.
 */
export function searchCompletely(c: CompiledCall, mostNodes: number, shouldStop: () => boolean): CompleteVerdict {
  if (c.people * c.days * c.width > MOST_CELLS) return { kind: 'unknown' }
  let nodes = 0
  const visit = (may: Uint8Array): CompleteVerdict => {
    if (nodes++ >= mostNodes || shouldStop()) return { kind: 'unknown' }
    const here: CompiledCall = { ...c, may }
    const { bound, values } = linearBound(callRows(here, shouldStop), 0, () => false, {
      mostRows: MOST_ROWS,
      shouldStop,
    })
    if (bound > BROKEN) return { kind: 'infeasible' }
    const solution = toShiftSolution(c.base, nearestLines(here, values))
    if (checkShiftSchedule(c.problem, solution).feasible) return { kind: 'feasible', solution }
    const cell = openCell(here, values)
    // Everything is decided, and the checker does not take it.
    if (cell < 0) return { kind: 'infeasible' }
    const entries = entriesOfCell(here, cell)
    const at = (entry: number): number => values.get(cell * c.width + entry) ?? 0
    let isSure = true
    for (const entry of entries.toSorted((a, b) => at(b) - at(a) || a - b)) {
      const narrowed = may.slice()
      narrowed.fill(0, cell * c.width, (cell + 1) * c.width)
      narrowed[cell * c.width + entry] = 1
      const verdict = visit(narrowed)
      if (verdict.kind === 'feasible') return verdict
      if (verdict.kind === 'unknown') isSure = false
      if (nodes >= mostNodes) break
    }
    return { kind: isSure ? 'infeasible' : 'unknown' }
  }
  return visit(c.may)
}

function entriesOfCell({ may, width }: CompiledCall, cell: number): number[] {
  return Array.from({ length: width }, (_, entry) => entry).filter((entry) => may[cell * width + entry] === 1)
}

/** Each cell as the linear program has most of it; off where it has less than half. */
function nearestLines(c: CompiledCall, values: ReadonlyMap<number, number>): Int8Array {
  return Int8Array.from({ length: c.people * c.days }, (_, cell) => {
    const entries = entriesOfCell(c, cell)
    if (entries.length === 1) return entries[0]!
    return entries.find((entry) => entry > 0 && (values.get(cell * c.width + entry) ?? 0) > 0.5) ?? 0
  })
}

/** The cell that is divided most evenly, else the first that is open; -1 when all is decided. */
function openCell(c: CompiledCall, values: ReadonlyMap<number, number>): number {
  let best = -1
  let bestShare = -1
  for (let cell = 0; cell < c.people * c.days; cell++) {
    const entries = entriesOfCell(c, cell)
    if (entries.length < 2) continue
    const share = entries.reduce((most, entry) => {
      const value = entry === 0 ? 0 : (values.get(cell * c.width + entry) ?? 0)
      return Math.max(most, Math.min(value, 1 - value))
    }, 0)
    if (share <= bestShare) continue
    best = cell
    bestShare = share
  }
  return best
}
