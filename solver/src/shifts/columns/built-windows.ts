/**
 * Windows of some weeks of everybody, built anew along prices: where a linear program of so many entries would take minutes, and
 * windows of a few days, which have one that is small, leave too much as it stands.
 */
import type { Prng } from '../../engine/prng.ts'
import type { CompiledShifts } from '../compile.ts'
import { buildAlongPrices } from './build.ts'
import { effortOf } from './builds.ts'
import { createPricer, type Pricer } from './pricing.ts'
import { createReoptimiser, scheduleCost, scheduleOf } from './reoptimise.ts'
import { mergedInto, openWindow, rewardsWithin, type Window } from './window.ts'
import type { WindowsOptions } from './windows.ts'

export interface BuiltWindowsOptions extends WindowsOptions {
  /** What people are worth, `[day * width + entry]`, as far as it is known. */
  rewards: Float64Array
}

/** A stretch of days, and how far it moves each time. */
const DAYS = 28
const STRIDE = 21
/** Care of the first round; each round takes four times as long as the one before, up to the last. */
const FIRST_CARE = 0
const MOST_CARE = 3

/** Goes on until it shall stop, or a round of the most care leads to nothing better. */
export function searchBuiltWindows(c: CompiledShifts, options: BuiltWindowsOptions): void {
  const { shouldStop, isCancelled = () => false, prng, best, onLines } = options
  const people = Array.from({ length: c.people }, (_, person) => person)
  const count = Math.ceil(c.days / STRIDE)
  for (let care = FIRST_CARE; ; care++) {
    const begun = best().objective
    // Others may go round as well.
    const first = prng.below(count)
    const offset = prng.below(STRIDE)
    for (let k = 0; k < count; k++) {
      if (shouldStop()) return
      const from = ((first + k) % count) * STRIDE - offset
      const before = best()
      const isFree = new Uint8Array(c.days).fill(1, Math.max(0, from), from + DAYS)
      const window = openWindow(c, scheduleOf(c, before.lines), { people, isFree })
      const pricer = createPricer(window.c, { shouldStop, isCancelled, allowed: window.allowed })
      const lines = buildWindow(window, { ...options, pricer, care: Math.min(care, MOST_CARE) })
      if (lines && scheduleCost(window.c, scheduleOf(window.c, lines)) + window.elsewhere < before.objective)
        onLines(mergedInto(window, c, before.lines, best().lines, lines))
    }
    if (care >= MOST_CARE && best().objective === begun) return
  }
}

interface BuildWindowOptions {
  prng: Prng
  pricer: Pricer
  shouldStop: () => boolean
  rewards: Float64Array
  care: number
}

/** New lines for a window, `[person * days + day]`; null when stopped, or when no line is found for somebody. */
export function buildWindow(
  { c, from }: Window,
  { prng, pricer, shouldStop, rewards, care }: BuildWindowOptions,
): Int8Array | null {
  const lines = buildAlongPrices(c, pricer, prng, {
    rewards: rewardsWithin(c, rewards, from),
    ...effortOf(care),
    shouldStop,
  })
  if (!lines) return null
  const schedule = scheduleOf(c, lines)
  createReoptimiser(c, pricer, prng, shouldStop).sweep(schedule, [...Array(c.people).keys()])
  return schedule.lines
}
