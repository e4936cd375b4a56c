/** Schedules and bounds for the shift problem by column generation: from first lines to a proof, as long as time allows. */
import { type BudgetOptions, createBudget } from '../../engine/budget.ts'
import { createPrng } from '../../engine/prng.ts'
import type { CompiledShifts } from '../compile.ts'
import { branchAndPrice } from './branch.ts'
import { dive } from './dive.ts'
import { firstPrices } from './first-prices.ts'
import { generate, roundUp } from './generate.ts'
import { searchNeighbourhoods } from './neighbourhood.ts'
import {
  addLine,
  createMaster,
  forbidLines,
  largestOf,
  type Master,
  masterRows,
  type Share,
  sharesOf,
} from './master.ts'
import { createPricer, type PricerOptions } from './pricing.ts'
import { createReoptimiser, type Reoptimiser, scheduleCost, scheduleOf } from './reoptimise.ts'
import { polish } from './polish.ts'
import { createSmoothing } from './stabilise.ts'

export interface ColumnsOptions {
  budget: BudgetOptions
  /** Whether everything is to end at once; may be asked at any time. */
  isCancelled?: () => boolean
  seed: number
  /** Lines of a feasible schedule to begin with, `[person * days + day]`. */
  incumbent?: Int8Array
  /** The best schedule of searches beside this one, read again from time to time; null when there is none. */
  others?: () => Int8Array | null
  /** Told of every better schedule. */
  onSolution?: (lines: Int8Array, objective: number) => void
  /** Told of every better proven bound. */
  onBound?: (bound: number) => void
  /** Rewards that are good already, `[day * width + entry]`, and the bound that they prove. */
  prices?: { rewards: Float64Array; bound: number }
  /** Only the bound and the schedule that the first linear program leads to, no dive and no branching. */
  isRootOnly?: boolean
  /** How hard pricing tries. */
  pricing?: Omit<PricerOptions, 'shouldStop' | 'isCancelled'>
}

export interface ColumnsResult {
  /** `impossible`: somebody has no line at all. */
  status: 'optimal' | 'feasible' | 'stopped' | 'impossible'
  lines: Int8Array | null
  objective: number
  bound: number
}

/** Of the master's inverse: 200 MB. Beyond that lines are improved one at a time, without a bound. */
const MOST_ENTRIES = 25_000_000
/** Of the time, for what goes before completing what the master has come to. */
const SHARE_BEFORE_END = 0.93
const ROUNDS_AT_ONCE = 5
/** Between value and bound of the first linear program, in parts of its value: enough to look for schedules. */
const ROOT_GAP = 0.005
const MISSES_AT_FIRST = 24
const PARTS_BETWEEN = 40
const MISSES_BETWEEN = 8

export function runColumns(c: CompiledShifts, options: ColumnsOptions): ColumnsResult {
  const budget = createBudget(options.budget)
  const result: ColumnsResult = {
    status: 'stopped',
    lines: null,
    objective: Number.POSITIVE_INFINITY,
    bound: Number.NEGATIVE_INFINITY,
  }
  // One price can take many milliseconds, so the clock is read every time.
  const shouldStop = (): boolean => budget.spend() || budget.over() || result.bound >= result.objective
  const { maxMilliseconds = Number.POSITIVE_INFINITY } = options.budget
  const endsSoon = (): boolean =>
    shouldStop() || (budget.elapsedMilliseconds() ?? 0) >= SHARE_BEFORE_END * maxMilliseconds
  const pricer = createPricer(c, {
    ...options.pricing,
    shouldStop,
    ...(options.isCancelled ? { isCancelled: options.isCancelled } : {}),
  })
  const prng = createPrng(options.seed)
  const reoptimiser = createReoptimiser(c, pricer, prng, shouldStop)
  const offer = (lines: Int8Array): void => {
    const objective = scheduleCost(c, scheduleOf(c, lines))
    if (objective >= result.objective) return
    result.objective = objective
    result.lines = lines.slice()
    options.onSolution?.(result.lines, objective)
  }
  const prove = (bound: number): void => {
    if (roundUp(bound) <= result.bound) return
    result.bound = roundUp(bound)
    options.onBound?.(result.bound)
  }
  const finish = (): ColumnsResult => {
    if (result.bound >= result.objective) result.status = 'optimal'
    else result.status = result.lines ? 'feasible' : 'stopped'
    return result
  }

  const hearOthers = (): void => {
    const lines = options.others?.()
    if (lines) offer(lines)
  }

  if (options.incumbent) offer(options.incumbent)
  const rows = masterRows(c)
  if (rows * rows > MOST_ENTRIES) {
    begin(c, reoptimiser, result, offer, shouldStop, Number.POSITIVE_INFINITY)
    return finish()
  }
  const master = createMaster(c)
  begin(c, reoptimiser, result, offer, shouldStop, 0)
  if (result.lines) addSchedule(master, result.lines)
  const { prices } = options
  const first = firstPrices(c, pricer, prng, endsSoon, prices?.rewards)
  for (const { person, line } of first?.lines ?? []) addLine(master, person, line)

  const smoothing = createSmoothing(c.days * c.width + 1)
  if (first) smoothing.best.set(prices?.rewards ?? first.rewards)
  if (first) smoothing.bound = prices?.bound ?? -Number.MAX_VALUE
  let root = generate(master, pricer, { shouldStop: endsSoon, smoothing, onBound: prove, maxRounds: ROUNDS_AT_ONCE })
  const isNear = (): boolean => root.value - root.bound <= ROOT_GAP * root.value
  while (root.status === 'stopped' && (options.isRootOnly || !isNear()) && !endsSoon())
    root = generate(master, pricer, {
      shouldStop: endsSoon,
      smoothing,
      onBound: prove,
      bound: root.bound,
      maxRounds: ROUNDS_AT_ONCE,
    })
  if (root.status === 'no-line') return { ...result, status: 'impossible' }
  if (options.isRootOnly || (root.status === 'stopped' && !isNear())) {
    const lines = linesOf(c, largestOf(sharesOf(master)))
    if (lines) polish(c, reoptimiser, lines, offer, shouldStop, Number.POSITIVE_INFINITY)
    return finish()
  }
  hearOthers()
  const everything = new Uint8Array(c.people * c.days * c.width).fill(1)
  const dived = dive(master, pricer, everything, {
    shouldStop: endsSoon,
    best: () => result.objective,
    value: root.value,
    bound: root.bound,
    rewards: smoothing.best,
  })
  if (dived) polish(c, reoptimiser, dived, offer, shouldStop, 2 * c.people)
  if (root.status === 'stopped') {
    // Near enough to dive; now the rest of the bound.
    forbidLines(master, everything)
    root = generate(master, pricer, { shouldStop: endsSoon, smoothing, onBound: prove, bound: root.bound })
  }
  const lookAround = (mostMisses: number): void => {
    hearOthers()
    const { lines } = result
    if (!lines) return
    searchNeighbourhoods(master, pricer, {
      prng,
      shouldStop,
      best: () => ({ lines: result.lines ?? lines, objective: result.objective }),
      onLines: (found) => polish(c, reoptimiser, found, offer, shouldStop, 0),
      rewards: smoothing.best,
      mostMisses,
    })
  }
  lookAround(MISSES_AT_FIRST)
  let parts = 0
  const isProven = branchAndPrice(master, pricer, root.bound, smoothing.best, {
    best: () => result.objective,
    onShares: (shares) => {
      const lines = linesOf(c, largestOf(shares))
      if (lines) polish(c, reoptimiser, lines, offer, shouldStop, 0)
      if (++parts % PARTS_BETWEEN === 0) lookAround(MISSES_BETWEEN)
    },
    onBound: prove,
    shouldStop,
  })
  if (isProven) prove(result.objective)
  return finish()
}

/** A first schedule, improved for a while. */
function begin(
  c: CompiledShifts,
  reoptimiser: Reoptimiser,
  result: ColumnsResult,
  offer: (lines: Int8Array) => void,
  shouldStop: () => boolean,
  shakes: number,
): void {
  const lines = result.lines ?? reoptimiser.construct()?.lines
  if (lines) polish(c, reoptimiser, lines, offer, shouldStop, shakes)
}

function addSchedule(master: Master, lines: Int8Array): void {
  const { people, days } = master.c
  for (let person = 0; person < people; person++)
    addLine(master, person, lines.subarray(person * days, (person + 1) * days))
}

/** The schedule of one line for everybody, unless somebody has none. */
function linesOf(c: CompiledShifts, shares: Share[]): Int8Array | null {
  if (shares.length < c.people) return null
  const lines = new Int8Array(c.people * c.days)
  for (const { person, line } of shares) lines.set(line, person * c.days)
  return lines
}
