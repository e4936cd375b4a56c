import type { Score } from './problem.ts'

/** Below zero when `a` is better: hard first, then tier by tier. */
export function compareScores(a: Score, b: Score): number {
  if (a.hard !== b.hard) return a.hard - b.hard
  const tier = a.tiers.findIndex((points, index) => points !== b.tiers[index])
  return tier < 0 ? 0 : a.tiers[tier]! - b.tiers[tier]!
}
