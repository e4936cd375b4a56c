/**
 * Where to price: not at the duals of the master, which jump, but between them and the best duals so far (Wentges 1997), with
 * the share of the best moved by what the prices say (Pessoa, Sadykov, Uchoa, Vanderbeck, INFORMS Journal on Computing
 * 30, 2018).
 */
export interface Smoothing {
  /** Share of the best rewards so far, from 0 (none) to below 1. */
  alpha: number
  best: Float64Array
  /** The bound at `best`. */
  bound: number
}

export function createSmoothing(size: number): Smoothing {
  return { alpha: 0.5, best: new Float64Array(size), bound: Number.NEGATIVE_INFINITY }
}

/** Begins from rewards that were good for a similar master; nothing is proven by them yet. */
export function warmSmoothing(rewards: Float64Array): Smoothing {
  return { ...createSmoothing(rewards.length), best: rewards.slice(), bound: -Number.MAX_VALUE }
}

export function between(best: Float64Array, master: Float64Array, share: number, into: Float64Array): void {
  for (let cell = 0; cell < into.length; cell++) into[cell] = share * best[cell]! + (1 - share) * master[cell]!
}

/** `slope`: how the bound changes from where it was priced towards the duals of the master. */
export function adaptShare(smoothing: Smoothing, slope: number): void {
  const { alpha } = smoothing
  smoothing.alpha = slope > 0 ? Math.max(0, alpha - 0.1) : Math.min(0.95, alpha + (1 - alpha) * 0.1)
}
