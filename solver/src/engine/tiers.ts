/** Costs by level, hard rules first and then the tiers: compared exactly, and weighed against each other while annealing. */

/** Below zero when `a` is better: level by level, hard first. */
export function compareCosts(a: Float64Array, b: Float64Array): number {
  for (let level = 0; level < a.length; level++) {
    const difference = a[level]! - b[level]!
    if (difference !== 0) return difference
  }
  return 0
}

/**
 * Fills the weights, lowest tier first, and returns what a typical change of the first tier above them all would weigh: each tier weighs
 * `ratio` times the next, hard rules `hardRatio` times the first.
 */
export function weighTiers(weights: Float64Array, typical: Float64Array, ratio: number, hardRatio: number): number {
  let heat = 1
  for (let level = weights.length - 1; level > 0; level--) {
    weights[level] = heat / typical[level]!
    heat *= ratio
  }
  weights[0] = (heat * hardRatio) / typical[0]!
  return heat
}

/** A search whose changes can be tried. `change` makes a random one and says whether there was one; `revert` takes it back. */
export interface Changing {
  cost: Float64Array
  change: () => boolean
  revert: () => void
}

const MOVES_BETWEEN_LOOKS = 100

/** What a typical change of each level is worth in points, so that points of different kinds can be compared. */
export function typicalChanges(
  { cost, change, revert }: Changing,
  moves: number,
  shouldStop: () => boolean,
): Float64Array {
  const sum = new Float64Array(cost.length)
  const times = new Float64Array(cost.length)
  const before = Float64Array.from(cost)
  for (let move = 0; move < moves; move++) {
    if (move % MOVES_BETWEEN_LOOKS === 0 && shouldStop()) break
    if (!change()) continue
    for (let level = 0; level < cost.length; level++) {
      const difference = Math.abs(cost[level]! - before[level]!)
      sum[level] = sum[level]! + difference
      times[level] = times[level]! + (difference > 0 ? 1 : 0)
    }
    revert()
  }
  return sum.map((total, level) => (times[level]! > 0 ? total / times[level]! : 1))
}
