/**
 * Rewards to begin with, before any linear program: people are priced in turn, and after each one what their line covers
 * is worth a little less, and what is wanted a little more (incremental subgradient; Nedić and Bertsekas, SIAM Journal on
 * Optimization 12, 2001). First prices of little work, with the limits on single shifts tolled; then whole ones. A master
 * that begins with the lines of the last passes is nearly solved: without them most of its exchanges lead nowhere.
 */
import { type Prng, shuffled } from '../../engine/prng.ts'
import type { CompiledShifts } from '../compile.ts'
import { NO_LINE, type Pricer } from './pricing.ts'

export interface FirstPrices {
  /** By cell, `[day * width + entry]`: the mean of the last pass. */
  rewards: Float64Array
  /** Different lines of the last passes that keep all rules. */
  lines: { person: number; line: Int8Array }[]
}

const PASSES = 46
/** Passes that only estimate. */
const ESTIMATES = 32
/** Passes whose lines are kept. */
const KEPT = 16
/** First step, in parts of what the dearest person too few costs, and how it shrinks with each pass. */
const FIRST_STEP = 0.5
const SHRINKING = 0.915
/** First step around rewards that are good already: enough for different lines. */
const KNOWN_STEP = 0.005

/** Null when stopped before the last pass. Rewards that are good already, where there are any, are not looked for again. */
export function firstPrices(
  c: CompiledShifts,
  pricer: Pricer,
  prng: Prng,
  shouldStop: () => boolean,
  known?: Float64Array,
): FirstPrices | null {
  const { days, width, people, under, wanted } = c
  const size = days * width
  const at = known?.slice() ?? new Float64Array(size)
  const rewards = new Float64Array(size)
  const line = new Int8Array(days)
  const lines = new Map<string, { person: number; line: Int8Array }>()
  let step = (known ? KNOWN_STEP : FIRST_STEP) * under.reduce((most, points) => Math.max(most, points), 1)
  for (let pass = known ? PASSES - KEPT : 0; pass < PASSES; pass++) {
    rewards.fill(0)
    for (const person of shuffled(prng, people)) {
      if (shouldStop()) return null
      const isWhole = pass >= ESTIMATES
      const cost = isWhole ? pricer.price(person, at, line) : pricer.estimate(person, at, line)
      if (cost >= NO_LINE) continue
      if (pass >= PASSES - KEPT && (isWhole || isWithinLimits(c, person, line)))
        lines.set(`${person}:${line.join()}`, { person, line: line.slice() })
      movePrices(c, at, line, { wanted, people, step })
      for (let cell = 0; cell < size; cell++) rewards[cell] = rewards[cell]! + at[cell]! / people
    }
    step *= SHRINKING
  }
  return { rewards, lines: [...lines.values()] }
}

/**
 * Moves prices after one line: what it covers is worth `step` less, and what is wanted of so many people a little more, within what
 * cover is worth.
 */
export function movePrices(
  { days, width, under, over }: CompiledShifts,
  at: Float64Array,
  line: Int8Array,
  { wanted, people, step }: { wanted: Int32Array; people: number; step: number },
): void {
  const rise = step / people
  for (let cell = 0; cell < at.length; cell++)
    if (wanted[cell]! > 0) at[cell] = Math.min(under[cell]!, at[cell]! + rise * wanted[cell]!)
  for (let day = 0; day < days; day++) {
    const cell = day * width + line[day]!
    if (line[day] !== 0) at[cell] = Math.max(-over[cell]!, at[cell]! - step)
  }
}

function isWithinLimits({ width, maxOfShift }: CompiledShifts, person: number, line: Int8Array): boolean {
  const counts = new Int32Array(width)
  for (const entry of line) counts[entry] = counts[entry]! + 1
  return counts.every((count, entry) => entry === 0 || count <= maxOfShift[person * width + entry]!)
}
