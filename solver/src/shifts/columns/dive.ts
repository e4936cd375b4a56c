/**
 * From a mix of lines to one line each: fix the lines that the master has nearly chosen, generate again for
 * the people who are left, and so on (diving; Sadykov, Vanderbeck, Pessoa, Tahiri, Uchoa, INFORMS Journal on Computing 31, 2019).
 */
import { generate, type Generated } from './generate.ts'
import { forbidLines, largestOf, type Master, type Share, sharesOf } from './master.ts'
import type { Pricer } from './pricing.ts'
import { type Smoothing, warmSmoothing } from './stabilise.ts'

/** Lines that are fixed at once because they are all but chosen. */
const CHOSEN = 0.99
/** How far the linear optimum of a step may be from its bound, in parts of it. */
const GAP = 0.0005
/** A step need not be exact: late in a dive the last part of a gap takes most of the time. */
const MOST_ROUNDS = 40
/** A step that costs nothing is followed by one that fixes twice as many lines, of those chosen at least so much. */
const LIKELY = 0.5
/** At most one in so many of those who are left: 7 of 45 at once cost the published instance 15 a hundred points. */
const LEFT_PER_LINE = 16

export interface DiveOptions {
  shouldStop: () => boolean
  best: () => number
  /** The linear optimum to begin with: its value, the bound that is proven, and the rewards that proved it. */
  value: number
  bound: number
  rewards: Float64Array
  /** At most one in so many of the people who are left is fixed in one step, unless all but chosen. */
  leftPerLine?: number
  /** After so many rounds a step is taken as it is. */
  mostRounds?: number
}

/**
 * Starts from the present optimum of the master under `allowed` and returns one line for everybody, or null when it leads to
 * no less than `best` points. Stopped, it gives those who are left the lines that the master chose most. Leaves the master
 * with the costs of its last step: call `forbidLines` before going on.
 */
export function dive(
  master: Master,
  pricer: Pricer,
  allowed: Uint8Array,
  { shouldStop, best, value, bound, rewards, leftPerLine = LEFT_PER_LINE, mostRounds = MOST_ROUNDS }: DiveOptions,
): Int8Array | null {
  const { c } = master
  const narrowed = allowed.slice()
  // What pricing could not close at the start it will not close later either.
  const gap = Math.max(GAP * Math.abs(bound), 1.1 * (value - bound))
  const isFixed = new Uint8Array(c.people)
  let atOnce = 1
  const step = (shares: Share[]): { generated: Generated; smoothing: Smoothing } => {
    for (const share of shares) {
      fixLine(master, narrowed, share)
      isFixed[share.person] = 1
    }
    forbidLines(master, narrowed)
    const smoothing = warmSmoothing(rewards)
    const generated = generate(master, pricer, {
      shouldStop,
      smoothing,
      allowed: narrowed,
      cutoff: best(),
      bound,
      gap,
      maxRounds: mostRounds,
      isRough: true,
    })
    return { generated, smoothing }
  }
  for (let fixed = 0; fixed < c.people; ) {
    const shares = largestOf(sharesOf(master)).filter(({ person }) => isFixed[person] === 0)
    if (fixed + shares.length < c.people) return null
    const most = Math.max(1, Math.min(atOnce, Math.floor(shares.length / leftPerLine)))
    let taken = 0
    while (taken < shares.length && (taken === 0 || shares[taken]!.value >= (taken < most ? LIKELY : CHOSEN))) taken++
    const { generated, smoothing } = step(shares.slice(0, taken))
    fixed += taken
    if (generated.status === 'stopped' && shouldStop()) {
      for (const share of shares) if (isFixed[share.person] === 0) fixLine(master, narrowed, share)
      break
    }
    if (generated.status === 'cutoff' || generated.status === 'no-line') return null
    atOnce = generated.value - value <= gap / 4 ? 2 * atOnce : 1
    value = generated.value
    bound = generated.bound
    rewards = smoothing.best
  }
  const lines = new Int8Array(c.people * c.days)
  for (let at = 0; at < lines.length; at++) lines[at] = narrowed.indexOf(1, at * c.width) - at * c.width
  return lines
}

function fixLine({ c }: Master, allowed: Uint8Array, { person, line }: Share): void {
  for (let day = 0; day < c.days; day++) {
    const at = (person * c.days + day) * c.width
    allowed.fill(0, at, at + c.width)
    allowed[at + line[day]!] = 1
  }
}
