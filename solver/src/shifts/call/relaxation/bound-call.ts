/** What no call schedule can do better than, tier by tier. */
import type { CompiledCall } from '../compile-call.ts'
import { coverBound } from './cover-bound.ts'
import { fairnessBound } from './fairness-bound.ts'
import { type LinearBound, linearBound, type LinearLimits } from './linear-bound.ts'
import { writePersonRows, writeWishRows } from './person-rows.ts'
import { createRowWriter, type Row } from './row-writer.ts'
import { writeRuleRows } from './rule-rows.ts'

export interface CallBound {
  /** Some hard rule must be broken. */
  isImpossible: boolean
  /** Lexicographic: no schedule is better than this in the first tier in which it differs from it. */
  tiers: number[]
}

const TOLERANCE = 1e-6
/** Rows of one linear program; an inverse of 3 MB. */
const MOST_ROWS = 600
/** With more cells, writing all rows takes longer than it is worth. */
const MOST_CELLS = 60_000

/** All of them, or those written before it was to stop. */
export function callRows(c: CompiledCall, shouldStop: () => boolean): Row[] {
  const writer = createRowWriter(c)
  writePersonRows(c, writer, shouldStop)
  writeWishRows(c, writer)
  writeRuleRows(c, writer, shouldStop)
  return writer.rows
}

/** What the hard rules together cost at least, and the rows that show it. */
export function boundHard(c: CompiledCall, shouldStop: () => boolean): LinearBound {
  return linearBound(callRows(c, shouldStop), 0, () => false, { mostRows: MOST_ROWS, shouldStop })
}

/** Of what is too large for programs over the cells: what cover lacks people for, day by day, and what sharing whole points costs. */
export function boundBySums(c: CompiledCall, shouldStop: () => boolean): CallBound {
  const tiers: number[] = []
  if (coverBound(c, 0) > 0) return { isImpossible: true, tiers: Array.from({ length: c.levels - 1 }, () => 0) }
  for (let level = 1; level < c.levels; level++) {
    const isFree = (other: number): boolean => other === 0 || (other < level && tiers[other - 1] === 0)
    tiers.push(shouldStop() ? 0 : coverBound(c, level) + fairnessBound(c, level, isFree))
  }
  return { isImpossible: false, tiers }
}

/**
 * Linear programs over the cells, one after the other: what hard rules cost at least, then each tier. As long as the tiers before
 * cost nothing, their rules may be taken as kept; once a tier has to cost something, the next ones are bounded without it.
 */
export function boundCall(c: CompiledCall, shouldStop: () => boolean): CallBound {
  const none = Array.from({ length: c.levels - 1 }, () => 0)
  if (c.people * c.days * c.width > MOST_CELLS) return boundBySums(c, shouldStop)
  const rows = callRows(c, shouldStop)
  const limits: LinearLimits = { mostRows: MOST_ROWS, shouldStop }
  const feasible = linearBound(rows, 0, () => false, limits)
  if (feasible.bound > TOLERANCE * 100) return { isImpossible: true, tiers: none }
  let { values } = feasible
  const tiers: number[] = []
  for (let level = 1; level < c.levels; level++) {
    const isFree = (other: number): boolean => other === 0 || (other < level && tiers[other - 1] === 0)
    const linear = shouldStop() ? null : linearBound(rows, level, (row) => isFree(row.level), limits, values)
    if (linear) values = linear.values
    const bound = linear?.bound ?? 0
    tiers.push(Math.max(0, Math.ceil(bound - TOLERANCE)) + fairnessBound(c, level, isFree))
  }
  return { isImpossible: false, tiers }
}
