/** Column generation: solve the master, price every person, add what improves it, until nothing does. */
import type { CompiledShifts } from '../compile.ts'
import {
  addLine,
  forgetLines,
  linePoints,
  type Master,
  masterValue,
  readRewards,
  shortTerm,
  solveMaster,
} from './master.ts'
import { NO_LINE, type Pricer } from './pricing.ts'
import { adaptShare, between, createSmoothing, type Smoothing } from './stabilise.ts'

/** Values closer than this are the same; points are whole numbers. */
export const TOLERANCE = 1e-6

export interface GenerateOptions {
  /** `[person * days * width + day * width + entry]`: 0 where forbidden at present. */
  allowed?: Uint8Array
  shouldStop: () => boolean
  /** Stop when the bound, rounded up, reaches this. */
  cutoff?: number
  maxRounds?: number
  /** Told of every better bound on the master with these options. */
  onBound?: (bound: number) => void
  smoothing?: Smoothing
  /** A gap between value and bound that is as good as none. */
  gap?: number
  /** A bound that is known already. */
  bound?: number
  /** Ends when pricing with little work finds nothing more, without a proof that there is nothing. */
  isRough?: boolean
}

export interface Generated {
  /** `optimal`: the linear optimum is known, up to rounding up. `cutoff`: it is no better than the cut-off. */
  status: 'optimal' | 'cutoff' | 'stopped' | 'no-line'
  /** A proven lower bound on every schedule with these options. */
  bound: number
  value: number
  rounds: number
}

const LINES_PER_ROW = 4
const LINES_PER_PERSON = 10

/** The whole number of points that a bound proves. */
export function roundUp(bound: number): number {
  return Math.ceil(bound - TOLERANCE) + 0
}

export function generate(master: Master, pricer: Pricer, options: GenerateOptions): Generated {
  const { c } = master
  const { allowed, shouldStop, cutoff = Number.POSITIVE_INFINITY, maxRounds = Number.POSITIVE_INFINITY } = options
  const size = c.days * c.width
  const out = new Float64Array(size + 1)
  const at = new Float64Array(size + 1)
  const slope = new Float64Array(size)
  const line = new Int8Array(c.days)
  const smoothing = options.smoothing ?? createSmoothing(size + 1)
  const { gap = 0, isRough = false } = options
  const isClosed = (): boolean => value - bound <= gap || roundUp(bound) >= roundUp(value)
  let isExact = false
  let bound = options.bound ?? Number.NEGATIVE_INFINITY
  let value = Number.POSITIVE_INFINITY
  for (let round = 0; round < maxRounds; round++) {
    if (solveMaster(master, shouldStop) === 'stopped') return { status: 'stopped', bound, value, rounds: round }
    value = masterValue(master)
    if (isClosed()) return { status: 'optimal', bound, value, rounds: round }
    limitLines(master)
    readRewards(master, out)
    let added = 0
    let share = smoothing.bound === Number.NEGATIVE_INFINITY ? 0 : smoothing.alpha
    for (let misses = 1; added === 0; misses++) {
      between(smoothing.best, out, share, at)
      let lagrangian = wantedReward(c, at) + shortTerm(master, at[size]!)
      slope.set(c.wanted)
      const priced: { person: number; line: Int8Array }[] = []
      for (let person = 0; person < c.people; person++) {
        if (shouldStop()) return { status: 'stopped', bound, value, rounds: round }
        const cost = pricer.price(person, at, line, {
          allowed: allowed?.subarray(person * size, (person + 1) * size),
          exact: isExact,
        })
        if (pricer.bound >= NO_LINE) return { status: 'no-line', bound: NO_LINE, value: NO_LINE, rounds: round }
        lagrangian += pricer.bound
        if (cost >= NO_LINE) continue
        for (let day = 0; day < c.days; day++) slope[day * c.width + line[day]!]!--
        if (reducedCost(master, person, line, out) < -TOLERANCE) priced.push({ person, line: line.slice() })
      }
      for (const found of priced) addLine(master, found.person, found.line)
      added = priced.length
      adaptShare(smoothing, slopeTowards(slope, at, out))
      if (lagrangian > smoothing.bound) {
        smoothing.bound = lagrangian
        smoothing.best.set(at)
      }
      if (lagrangian > bound) {
        bound = lagrangian
        options.onBound?.(bound)
        if (roundUp(bound) >= cutoff) return { status: 'cutoff', bound, value, rounds: round + 1 }
        if (isClosed()) return { status: 'optimal', bound, value, rounds: round + 1 }
      }
      if (added > 0 || (share === 0 && (isExact || isRough))) break
      if (share === 0) isExact = true
      share = Math.max(0, 1 - (misses + 1) * (1 - smoothing.alpha))
    }
    if (added === 0) return { status: 'optimal', bound, value, rounds: round + 1 }
  }
  return { status: 'stopped', bound, value, rounds: maxRounds }
}

function wantedReward({ wanted }: CompiledShifts, rewards: Float64Array): number {
  let sum = 0
  for (let cell = 0; cell < wanted.length; cell++) sum += wanted[cell]! * rewards[cell]!
  return sum
}

function reducedCost({ c, simplex }: Master, person: number, line: Int8Array, rewards: Float64Array): number {
  let cost = linePoints(c, person, line) - simplex.duals[person]!
  for (let day = 0; day < c.days; day++) cost -= rewards[day * c.width + line[day]!]!
  return cost
}

function slopeTowards(slope: Float64Array, at: Float64Array, out: Float64Array): number {
  let sum = 0
  for (let cell = 0; cell < slope.length; cell++) sum += slope[cell]! * (out[cell]! - at[cell]!)
  return sum
}

/** Keeps the program small: beyond a few lines for each row, only those of least reduced cost stay. */
function limitLines(master: Master): void {
  const { lp, simplex } = master
  const most = LINES_PER_ROW * lp.rows + LINES_PER_PERSON * master.c.people
  if (lp.columns <= most) return
  const sorted = simplex.reduced.slice(0, lp.columns).sort()
  forgetLines(master, sorted[Math.floor(most / 2)]!)
}
