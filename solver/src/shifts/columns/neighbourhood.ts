/**
 * Large-neighbourhood search by column generation (Shaw 1998): some people, or everybody for some days, are free again while
 * the rest of the best schedule stays; the linear optimum of what is left says at once whether anything can be won there,
 * and a dive looks for it.
 */
import type { Prng } from '../../engine/prng.ts'
import type { CompiledShifts } from '../compile.ts'
import { dive } from './dive.ts'
import { generate, TOLERANCE } from './generate.ts'
import { ANY_SHORT, boundShort, forbidLines, type Master } from './master.ts'
import type { Pricer } from './pricing.ts'
import { warmSmoothing } from './stabilise.ts'

export interface NeighbourhoodOptions {
  prng: Prng
  shouldStop: () => boolean
  best: () => { lines: Int8Array; objective: number }
  /** Told of schedules that are better. */
  onLines: (lines: Int8Array) => void
  /** Rewards that were good for the whole problem. */
  rewards: Float64Array
  /** Ends after so many neighbourhoods in a row without a better schedule. */
  mostMisses: number
}

const FEWEST_PEOPLE = 4
const FEWEST_DAYS = 5
/** After so many rounds a neighbourhood is taken as it is. */
const MOST_ROUNDS = 30

/** Neighbourhoods grow while they are exhausted without a gain, and shrink after a gain or a dive in vain. */
export function searchNeighbourhoods(master: Master, pricer: Pricer, options: NeighbourhoodOptions): void {
  const { c } = master
  const { prng, shouldStop, best, rewards } = options
  const sizes = [FEWEST_PEOPLE, FEWEST_DAYS]
  const most = [c.people, c.days]
  for (let misses = 0; misses < options.mostMisses && !shouldStop(); misses++) {
    const kind = prng.below(2)
    const size = Math.min(sizes[kind]!, most[kind]!)
    const { lines, objective } = best()
    const allowed = kind === 0 ? freePeople(c, lines, size, prng) : freeDays(c, lines, size, prng)
    boundShort(master, ANY_SHORT)
    forbidLines(master, allowed)
    const smoothing = warmSmoothing(rewards)
    const { status, value, bound } = generate(master, pricer, {
      allowed,
      shouldStop,
      cutoff: objective,
      smoothing,
      isRough: true,
      maxRounds: MOST_ROUNDS,
    })
    // Points are whole: less than one to be won is nothing.
    const isExhausted = status === 'cutoff' || value > objective - 1 + TOLERANCE
    if (isExhausted) sizes[kind] = Math.min(most[kind]!, size + 1)
    if (shouldStop() || isExhausted) continue
    const found = dive(master, pricer, allowed, {
      shouldStop,
      best: () => objective,
      value,
      bound,
      rewards: smoothing.best,
    })
    if (found) options.onLines(found)
    if (best().objective < objective) misses = -1
    else sizes[kind] = Math.max(kind === 0 ? FEWEST_PEOPLE : FEWEST_DAYS, size - 1)
  }
}

function freePeople(c: CompiledShifts, lines: Int8Array, size: number, prng: Prng): Uint8Array {
  const isFree = new Uint8Array(c.people)
  for (let left = size; left > 0; ) {
    const person = prng.below(c.people)
    if (isFree[person] === 1) continue
    isFree[person] = 1
    left--
  }
  return keepLines(c, lines, (person) => isFree[person] === 1)
}

function freeDays(c: CompiledShifts, lines: Int8Array, size: number, prng: Prng): Uint8Array {
  const from = prng.below(c.days - size + 1)
  return keepLines(c, lines, (_, day) => day >= from && day < from + size)
}

function keepLines(
  { people, days, width }: CompiledShifts,
  lines: Int8Array,
  isFree: (person: number, day: number) => boolean,
): Uint8Array {
  const allowed = new Uint8Array(people * days * width)
  for (let person = 0; person < people; person++)
    for (let day = 0; day < days; day++) {
      const at = person * days + day
      if (isFree(person, day)) allowed.fill(1, at * width, (at + 1) * width)
      else allowed[at * width + lines[at]!] = 1
    }
  return allowed
}
