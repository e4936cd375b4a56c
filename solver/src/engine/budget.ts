/** The one place that looks at a clock: how long a search may go on. */
export interface BudgetOptions {
  maxIterations?: number
  maxMilliseconds?: number
  now?: () => number
  shouldStop?: () => boolean
}

export interface Budget {
  iterations: number
  /** Counts one iteration; `true` when the search must end. The clock is read every 128 iterations. */
  spend: () => boolean
  /** Looks at the clock and the stop flag now. */
  over: () => boolean
  /** Iterations that may still be spent. */
  left: () => number
  elapsedMilliseconds: () => number | null
}

/** Without any limit, this many iterations. */
const DEFAULT_ITERATIONS = 3_000_000
const CLOCK_EVERY = 128

/** Throws a RangeError when `maxMilliseconds` comes without a clock. */
export function createBudget(options: BudgetOptions): Budget {
  const { maxMilliseconds, now, shouldStop } = options
  if (maxMilliseconds !== undefined && now === undefined)
    throw new RangeError('maxMilliseconds needs a clock: pass now.')
  const unlimited = maxMilliseconds === undefined && shouldStop === undefined
  const maxIterations = options.maxIterations ?? (unlimited ? DEFAULT_ITERATIONS : Number.POSITIVE_INFINITY)
  const startedAt = now?.() ?? 0
  let over = false
  const look = (): void => {
    if (shouldStop?.()) over = true
    else if (now && maxMilliseconds !== undefined && now() - startedAt >= maxMilliseconds) over = true
  }
  const budget: Budget = {
    iterations: 0,
    spend: () => {
      if (budget.iterations >= maxIterations) over = true
      else if (++budget.iterations % CLOCK_EVERY === 0) look()
      return over
    },
    over: () => {
      look()
      return over || budget.iterations >= maxIterations
    },
    left: () => Math.max(0, maxIterations - budget.iterations),
    elapsedMilliseconds: () => (now ? now() - startedAt : null),
  }
  look()
  return budget
}
