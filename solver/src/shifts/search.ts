/** Which searches work on a problem, one after the other: by its size, its horizon, and what other threads do. */
import type { Budget, BudgetOptions } from '../engine/budget.ts'
import { createPrng } from '../engine/prng.ts'
import { type AnnealRounds, spentShare } from './anneal-rounds.ts'
import { type Build, createBuild, haveSmallTables } from './columns/builds.ts'
import { searchBuiltWindows } from './columns/built-windows.ts'
import { roundUp } from './columns/generate.ts'
import { scheduleCost, scheduleOf } from './columns/reoptimise.ts'
import { buildByWeeks } from './columns/roll.ts'
import { runColumns } from './columns/run.ts'
import { searchWindows } from './columns/windows.ts'
import type { CompiledShifts } from './compile.ts'
import type { Incumbent } from './incumbent.ts'
import { type LongPricing, priceLong } from './long/price-long.ts'

export interface SearchOptions extends BudgetOptions {
  seed: number
  /** `columns` works on bound and quality, `annealing` beside it on quality alone, `bound` on the bound alone. Without it, one after
   * the other. */
  part?: 'columns' | 'annealing' | 'bound'
}

export interface Search {
  c: CompiledShifts
  budget: Budget
  /** Whether everything is to end at once, in the middle of a table as well. */
  isCancelled: () => boolean
  options: SearchOptions
  incumbent: Incumbent
  rounds: AnnealRounds
}

/** Entries times shifts up to which column generation also dives and branches. */
const MOST_FOR_COLUMNS = 30_000
/** The same up to which a thread of its own solves its first linear program, for the bound. */
const MOST_FOR_ROOT = 150_000
/** Share of the budget for column generation when annealing comes after it. */
const COLUMNS_SHARE = 0.85
/** Share for that first linear program, before the thread joins in with what the others do. */
const ROOT_SHARE = 0.5
/** Schedules built with more and more care before the best one is improved, and the care of those built in between later on. */
const FIRST_BUILDS = 3
const MOST_CARE = 3
/** Shorter horizons are solved as a whole just as well; in days. */
const FEWEST_DAYS_FOR_WINDOWS = 56
/** Moves per entry of the schedule before that, and the most of the budget for them. */
const MOVES_BEFORE_WINDOWS = 1000
const SHARE_BEFORE_WINDOWS = 0.85
/** The same where windows of some weeks come next: about when the other thread has its first schedule. */
const SHARE_BEFORE_BUILT_WINDOWS = 0.5
/** Care of a schedule that is built by weeks. */
const ROLL_CARE = -1
/** Days from which prices and a bound are found first by short work on runs alone. */
const LONG_DAYS = 80
/** Share of the budget for that when annealing comes after it, and when annealing goes on beside it. */
const PRICING_SHARE = 0.15
const PRICING_SHARE_BESIDE = 0.4
/** Share where schedules are built by weeks, which takes good prices. */
const PRICING_SHARE_BY_WEEKS = 0.35
/** One step of column generation, after which it looks at its budget, takes about as long as so many moves. */
const MOVES_PER_LOOK = 1000

/** Ends with the budget, at the proven bound, or where somebody's rules leave no line (`rounds.impossible`). */
export function search(run: Search): void {
  const { c, incumbent, rounds } = run
  const { part } = run.options
  const size = c.people * c.days * c.shifts
  const isRootOnly = size > MOST_FOR_COLUMNS && part === 'columns'
  const hasColumns = size <= (part ? MOST_FOR_ROOT : MOST_FOR_COLUMNS) && part !== 'annealing'
  const hasBuilds = !hasColumns || isRootOnly
  const isOpen = (): boolean => rounds.impossible.length === 0 && !incumbent.pulse()
  // Column generation finds a schedule itself.
  if (!hasColumns || part === undefined) rounds.begin()
  const isLong = c.days >= LONG_DAYS
  const isByWeeks = isLong && hasBuilds && !haveSmallTables(c, incumbent.pulse)
  const priced = isLong && part !== 'annealing' && isOpen() ? priceRuns(run, isByWeeks) : null
  if (hasColumns && isOpen()) generateColumns(run, priced, isRootOnly)
  if (part === 'bound' || !isOpen()) return
  const build = hasBuilds && !isByWeeks ? prepareBuild(run, priced) : null
  // The thread that comes from the bound finds schedules of the others there already.
  if (build) buildAndImprove(run, build, isRootOnly ? FIRST_BUILDS : 0)
  if (isByWeeks && isOpen()) searchByWeeks(run, priced)
  if (hasBuilds && c.days >= FEWEST_DAYS_FOR_WINDOWS && isOpen()) {
    rounds.coolOnce(MOVES_BEFORE_WINDOWS, SHARE_BEFORE_WINDOWS)
    if (incumbent.lines && isOpen()) solveWindows(run)
  }
  rounds.improve()
}

function priceRuns({ c, budget, options, incumbent }: Search, isByWeeks: boolean): LongPricing {
  const { part, seed } = options
  const shareBefore = isByWeeks ? PRICING_SHARE_BY_WEEKS : part === 'columns' ? PRICING_SHARE_BESIDE : PRICING_SHARE
  const share = part === 'bound' ? 1 : shareBefore
  const spent = spentShare(options, budget)
  return priceLong(c, createPrng(seed), {
    shouldStop: () => {
      budget.iterations += MOVES_PER_LOOK
      return incumbent.pulse() || (spent !== null && spent() >= share)
    },
    onBound: (bound) => incumbent.prove(roundUp(bound)),
  })
}

function generateColumns(
  { c, budget, isCancelled, options, incumbent }: Search,
  priced: LongPricing | null,
  isRootOnly: boolean,
): void {
  const { seed, now, maxMilliseconds, part } = options
  const share = part === undefined ? COLUMNS_SHARE : isRootOnly ? ROOT_SHARE : 1
  const left = maxMilliseconds === undefined ? undefined : maxMilliseconds - budget.elapsedMilliseconds()!
  const iterationsLeft = (options.maxIterations ?? Number.POSITIVE_INFINITY) - budget.iterations
  const mostIterations = budget.iterations + share * iterationsLeft
  runColumns(c, {
    seed,
    isCancelled,
    isRootOnly,
    ...(incumbent.lines ? { incumbent: incumbent.lines } : {}),
    ...(priced?.prices ? { prices: { rewards: priced.prices.rewards, bound: priced.bound } } : {}),
    budget: {
      ...(now ? { now } : {}),
      ...(left === undefined ? {} : { maxMilliseconds: share * left }),
      shouldStop: () => {
        budget.iterations += MOVES_PER_LOOK
        return incumbent.pulse() || budget.iterations >= mostIterations
      },
    },
    onSolution: incumbent.offer,
    onBound: incumbent.prove,
    others: () => incumbent.lines,
  })
}

/** What searches of small problems need: where they end, and who hears of what they find. */
function within({ budget, isCancelled, options, incumbent }: Search) {
  const shouldStop = (): boolean => {
    budget.iterations += MOVES_PER_LOOK
    return incumbent.pulse()
  }
  return { prng: createPrng(options.seed), shouldStop, isCancelled }
}

function prepareBuild(run: Search, priced: LongPricing | null): Build | null {
  const { offer, prove } = run.incumbent
  const rewards = priced?.prices?.rewards
  return createBuild(run.c, { ...within(run), ...(rewards ? { rewards } : {}), onSolution: offer, onBound: prove })
}

/** Schedules of more and more care, with improvements of the best one between the later ones; ends with the budget. */
function buildAndImprove(run: Search, build: Build, firstCare: number): void {
  const { incumbent, rounds } = run
  for (let care = firstCare; !incumbent.pulse(); care++) {
    if (care >= FIRST_BUILDS && incumbent.lines) {
      solveWindows(run)
      rounds.simmer()
    }
    if (incumbent.pulse() || !build(Math.min(care, MOST_CARE))) return
  }
}

/** For lines too long to be built whole: some weeks at a time. Without prices another thread builds the first schedule so. */
function searchByWeeks(run: Search, priced: LongPricing | null): void {
  const { c, incumbent, rounds } = run
  const offer = (lines: Int8Array): void => incumbent.offer(lines, scheduleCost(c, scheduleOf(c, lines)))
  if (!priced?.prices) rounds.coolOnce(MOVES_BEFORE_WINDOWS, SHARE_BEFORE_BUILT_WINDOWS)
  else if (incumbent.lines) {
    const { pace, prices } = priced
    const lines = buildByWeeks(c, {
      ...within(run),
      rewards: prices.rewards,
      pace,
      given: incumbent.lines,
      care: ROLL_CARE,
    })
    if (lines) offer(lines)
  }
  if (!incumbent.lines || incumbent.pulse()) return
  const rewards = priced?.prices?.rewards ?? Float64Array.from(c.under, (points) => points / 2)
  searchBuiltWindows(c, {
    ...within(run),
    rewards,
    best: () => ({ lines: incumbent.lines!, objective: incumbent.objective }),
    onLines: offer,
  })
}

function solveWindows(run: Search): void {
  const { c, incumbent } = run
  searchWindows(c, {
    ...within(run),
    best: () => ({ lines: incumbent.lines!, objective: incumbent.objective }),
    onLines: (lines) => incumbent.offer(lines, scheduleCost(c, scheduleOf(c, lines))),
  })
}
