/**
 * A schedule of a long horizon built from its first day to its last (rolling horizon): a few weeks at a time are built along
 * prices, with rations of all that is counted over the horizon, and the last days of each part are planned again in the
 * next one. The rations follow the pace of relaxed lines, so what is scarce is kept for the days that need it most.
 */
import type { Prng } from '../../engine/prng.ts'
import type { CompiledShifts } from '../compile.ts'
import type { Pace } from '../long/pace.ts'
import { buildWindow } from './built-windows.ts'
import { createPricer, NO_LINE, type Pricer } from './pricing.ts'
import { rationed } from './rations.ts'
import { scheduleOf } from './reoptimise.ts'
import { openWindow, putBack, rewardsWithin, type Window } from './window.ts'

export interface RollOptions {
  prng: Prng
  shouldStop: () => boolean
  /** Whether everything is to end at once, in the middle of a table as well. */
  isCancelled?: () => boolean
  /** What people are worth, `[day * width + entry]`. */
  rewards: Float64Array
  pace: Pace
  /** Lines that keep all rules, for those who find no way on. */
  given: Int8Array
  /** As in `builds.ts`. */
  care: number
}

/** What is kept of each part, what is planned beyond it, and what is too little for a part of its own. */
const KEPT_DAYS = 28
const DAYS_AHEAD = 7
const FEWEST_DAYS = 10
const MOST_LENIENCY = 3

/** `[person * days + day]`, with all rules kept; null when stopped, or when no line is found for somebody. */
export function buildByWeeks(c: CompiledShifts, options: RollOptions): Int8Array | null {
  const { shouldStop, isCancelled = () => false, pace, rewards, given } = options
  const { days, people } = c
  const lines = new Int8Array(people * days)
  const leniency = new Uint8Array(people)
  const left = new Set(Array.from({ length: people }, (_, person) => person))
  for (let from = 0; from < days && left.size > 0; ) {
    const isLast = from + KEPT_DAYS + DAYS_AHEAD + FEWEST_DAYS > days
    const to = isLast ? days : from + KEPT_DAYS + DAYS_AHEAD
    const part = rationed(c, pace, to, leniency)
    const isFree = new Uint8Array(to).fill(1, from)
    const window = openWindow(part, scheduleOf(part, cut(c, lines, to)), { people: [...left], isFree })
    const pricer = createPricer(window.c, { shouldStop, isCancelled, allowed: window.allowed })
    const stuck = stuckIn(window, pricer, rewards)
    if (shouldStop()) return null
    for (const person of stuck) {
      if (!isLast && leniency[person]! < MOST_LENIENCY) leniency[person]!++
      else {
        lines.set(given.subarray(person * days, (person + 1) * days), person * days)
        left.delete(person)
      }
    }
    if (stuck.length > 0) continue
    const built = buildWindow(window, { ...options, pricer })
    if (!built) return null
    const kept = isLast ? days : from + KEPT_DAYS
    const whole = putBack(window, cut(c, lines, to), to, built)
    for (const person of left) lines.set(whole.subarray(person * to, person * to + kept), person * days)
    leniency.fill(0)
    from = kept
  }
  return lines
}

/** The first days of everybody's line. */
function cut({ days, people }: CompiledShifts, lines: Int8Array, to: number): Int8Array {
  const first = new Int8Array(people * to)
  for (let person = 0; person < people; person++)
    first.set(lines.subarray(person * days, person * days + to), person * to)
  return first
}

/** Those for whom the rations leave no line. */
function stuckIn({ c, people, from }: Window, pricer: Pricer, rewards: Float64Array): number[] {
  const within = rewardsWithin(c, rewards, from)
  const line = new Int8Array(c.days)
  return people.filter((_, p) => pricer.price(p, within, line) >= NO_LINE)
}
