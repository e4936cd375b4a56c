/**
 * Pricing: the line of a person that costs least when every (day, shift) has a reward.
 *
 * Limits on the number of a shift multiply the table of states, and rarely matter at once. So lines are first computed
 * without them, with a **toll** on every shift whose limit is in reach (Lagrangian relaxation): that gives a bound on the
 * cost of every line, usually the cheapest line as well, and tolls to begin with the next time. Where a gap is left,
 * `limited-line.ts` looks for a line between the two.
 */
import type { CompiledShifts } from '../compile.ts'
import { buildLineModel, type LineModel } from './line-model.ts'
import { cheapestLimitedLine } from './limited-line.ts'
import { NO_LINE } from './line-rows.ts'
import { cheapestLine, createLineTable, type LineCosts } from './line-table.ts'

export { NO_LINE } from './line-rows.ts'

export interface PriceOptions {
  /** `[day * width + entry]`: forbids entries where it is 0. */
  allowed?: Uint8Array | undefined
  /** Tries harder to close the gap between line and bound. */
  exact?: boolean
}

/** Limits on the work for one price: where one ends it, the bound is lower than the cost, and still a bound. */
export interface PricerOptions {
  /** `[(person * days + day) * width + entry]`: 0 where the entry is forbidden, unless a price says what is allowed. */
  allowed?: Uint8Array
  /** Tables for one price. */
  tries?: number
  /** Partial lines taken up for a price that need not be exact, and for one that should be. */
  partials?: number
  exactPartials?: number
  shouldStop?: () => boolean
  /** Whether everything is to end at once, in the middle of a table as well. Unlike `shouldStop` it may be asked at any time. */
  isCancelled?: () => boolean
}

export interface Pricer {
  /**
   * Writes a line of little cost into `line` (`days` entries) and returns that cost: the points of the person's requests
   * less the rewards, `[day * width + entry]`, of its entries. NO_LINE when none was found; see `bound` then.
   */
  price: (person: number, rewards: Float64Array, line: Int8Array, options?: PriceOptions) => number
  /**
   * The same from one table, with limits on single shifts tolled but not kept, after which the tolls are moved: the more
   * often it is asked at like rewards, the nearer the line comes to its limits. Leaves `bound` alone.
   */
  estimate: (person: number, rewards: Float64Array, line: Int8Array) => number
  /** After `price`: no line of the person costs less. NO_LINE: the rules leave no line. */
  bound: number
  /** Tables computed so far. */
  tables: number
}

const TRIES = 3
/** As long as no line was found. */
const MOST_TRIES = 12
const PARTIALS = 300
const EXACT_PARTIALS = 20_000
const LEAST_STEP = 0.05
const CLOSE = 1e-9

export function createPricer(c: CompiledShifts, options: PricerOptions = {}): Pricer {
  const { tries = TRIES, partials = PARTIALS, exactPartials = EXACT_PARTIALS } = options
  const { shouldStop = () => false, isCancelled = () => false } = options
  const { days, width, mustBeOff, assignCost, maxOfShift } = c
  const table = createLineTable(isCancelled)
  const lineCosts: LineCosts = {
    costs: new Float64Array(days * width),
    entries: new Int8Array(days * width),
    byEntry: new Float64Array(days * width),
  }
  const models: (LineModel | undefined)[] = []
  const modelOf = (person: number): LineModel => (models[person] ??= buildLineModel(c, person))
  const tolls = new Float64Array(c.people * width)
  const steps = new Float64Array(c.people * width).fill(Math.max(1, ...c.under) / 8)
  const noTolls = new Float64Array(width)
  const counts = new Int32Array(width)
  const tried = new Int8Array(days)

  const optionCosts = (model: LineModel, rewards: Float64Array, toll: Float64Array, allowed?: Uint8Array): void => {
    const { person, options } = model
    const wide = options.length + 1
    const { costs, entries, byEntry } = lineCosts
    for (let day = 0; day < days; day++) {
      const at = day * width
      const paid = (person * days + day) * width
      const most = mustBeOff[person * days + day] === 1 ? 1 : width
      for (let entry = 0; entry < width; entry++)
        byEntry[at + entry] =
          entry >= most || allowed?.[at + entry] === 0
            ? NO_LINE
            : assignCost[paid + entry]! - rewards[at + entry]! + toll[entry]!
      costs[day * wide] = byEntry[at]!
      entries[day * wide] = 0
      for (let index = 1; index < wide; index++) {
        let best = 0
        for (const entry of options[index - 1]!.entries)
          if (best === 0 || byEntry[at + entry]! < byEntry[at + best]!) best = entry
        costs[day * wide + index] = byEntry[at + best]!
        entries[day * wide + index] = best
      }
    }
  }
  const allowedOf = (person: number): Uint8Array | undefined =>
    options.allowed?.subarray(person * days * width, (person + 1) * days * width)
  const cheapest = (model: LineModel, rewards: Float64Array, toll: Float64Array, allowed?: Uint8Array): number => {
    optionCosts(model, rewards, toll, allowed)
    pricer.tables++
    const cost = cheapestLine(model, table, lineCosts, tried)
    counts.fill(0)
    for (const entry of tried) counts[entry]!++
    return cost
  }
  /** Some line within the limits: of entries that come too often only the first days are left, and so on again. */
  const cutToLimits = (person: number, rewards: Float64Array, line: Int8Array, allowed?: Uint8Array): number => {
    const most = maxOfShift.subarray(person * width, (person + 1) * width)
    const left = allowed?.slice() ?? new Uint8Array(days * width).fill(1)
    for (let round = 0; round < width; round++) {
      const cost = cheapest(modelOf(person), rewards, noTolls, left)
      const broken = Array.from(most.keys()).filter((entry) => counts[entry]! > most[entry]!)
      if (cost < NO_LINE && broken.length === 0) line.set(tried)
      if (cost >= NO_LINE || broken.length === 0) return cost
      for (const entry of broken)
        for (let day = 0, seen = 0; day < days; day++)
          if (tried[day] !== entry || ++seen > most[entry]!) left[day * width + entry] = 0
    }
    return NO_LINE
  }
  const pricer: Pricer = {
    bound: NO_LINE,
    tables: 0,
    estimate: (person, rewards, line) => {
      const toll = tolls.subarray(person * width, (person + 1) * width)
      const cost = cheapest(modelOf(person), rewards, toll, allowedOf(person))
      if (cost >= NO_LINE) return NO_LINE
      line.set(tried)
      moveTolls(person)
      return cost
    },
    price: (person, rewards, line, { allowed = allowedOf(person), exact = false } = {}) => {
      const model = modelOf(person)
      const toll = tolls.subarray(person * width, (person + 1) * width)
      const most = maxOfShift.subarray(person * width, (person + 1) * width)
      let best = NO_LINE
      pricer.bound = Number.NEGATIVE_INFINITY
      for (let attempt = 0; attempt < (best < NO_LINE ? tries : MOST_TRIES); attempt++) {
        if (attempt > 0 && shouldStop()) return best
        if (attempt > 0) moveTolls(person)
        const relaxed = cheapest(model, rewards, toll, allowed)
        if (table.wasCancelled) return best
        if (relaxed >= NO_LINE) {
          pricer.bound = NO_LINE
          return NO_LINE
        }
        let bound = relaxed
        let cost = relaxed
        let isWithin = true
        for (let entry = 1; entry < width; entry++) {
          bound -= toll[entry]! * most[entry]!
          cost -= toll[entry]! * counts[entry]!
          if (counts[entry]! > most[entry]!) isWithin = false
        }
        if (bound > pricer.bound) pricer.bound = bound
        if (isWithin && cost < best) {
          best = cost
          line.set(tried)
        }
        if (best <= pricer.bound + CLOSE) return best
      }
      const limited = cheapestLimitedLine(
        model,
        table,
        lineCosts,
        { most, toll },
        best,
        { mostPartials: exact ? exactPartials : partials, shouldStop },
        line,
      )
      if (limited.bound > pricer.bound) pricer.bound = limited.bound
      return limited.cost < NO_LINE ? limited.cost : cutToLimits(person, rewards, line, allowed)
    },
  }
  /** Dearer where the limit was broken, cheaper where something was left of it; steps as in Rprop (Riedmiller 1993). */
  const moveTolls = (person: number): void => {
    for (let entry = 1; entry < width; entry++) {
      const at = person * width + entry
      const direction = Math.sign(counts[entry]! - maxOfShift[at]!)
      if (direction === 0 || (direction < 0 && tolls[at] === 0)) continue
      const isTurn = direction * steps[at]! < 0
      const size = Math.max(LEAST_STEP, Math.abs(steps[at]!) * (isTurn ? 0.5 : 1.5))
      steps[at] = direction * size
      tolls[at] = Math.max(0, tolls[at]! + steps[at])
    }
  }
  return pricer
}
