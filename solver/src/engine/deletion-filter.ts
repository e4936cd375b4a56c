/** Thins out a set of rules that cannot hold together, whatever the rules are. */

/** What a test of some rules came to; `unknown` is neither a schedule nor a proof that there is none. */
interface Tested {
  kind: 'feasible' | 'infeasible' | 'unknown'
}

/** Rules for which no schedule was found, and what showed it. */
export interface Unsettled<Decision extends Tested, Key> {
  kept: Set<Key>
  decision: Exclude<Decision, { kind: 'feasible' }>
}

/**
 * Takes out whatever can go while no schedule is found: each group's rules at once, then halves, then one by one (a deletion filter:
 * J. Chinneck, "Feasibility and Infeasibility in Optimization", 2008). What was proven stays proven: a test that knows nothing does
 * not take a rule out then. `minimal`: a schedule was found without each single one of those that stay.
 */
export function thinOut<Decision extends Tested, Key>(
  start: Unsettled<Decision, Key>,
  groupOf: (key: Key) => string,
  test: (keys: Iterable<Key>) => Decision,
  shouldStop: () => boolean,
): Unsettled<Decision, Key> & { minimal: boolean } {
  let kept = [...start.kept]
  let { decision } = start
  const needed = new Set<Key>()
  const tryWithout = (dropped: Key[]): boolean => {
    const rest = kept.filter((key) => !dropped.includes(key))
    const without = test(rest)
    if (without.kind === 'feasible') {
      if (dropped.length === 1) needed.add(dropped[0]!)
      return false
    }
    if (without.kind === 'unknown' && decision.kind === 'infeasible') return false
    kept = rest
    decision = without as Exclude<Decision, { kind: 'feasible' }>
    return true
  }
  const dropHalves = (group: Key[]): void => {
    if (group.length === 0 || shouldStop()) return
    if (tryWithout(group) || group.length === 1) return
    const middle = Math.ceil(group.length / 2)
    dropHalves(group.slice(0, middle))
    dropHalves(group.slice(middle))
  }
  const groups = new Map<string, Key[]>()
  for (const key of kept) groups.set(groupOf(key), [...(groups.get(groupOf(key)) ?? []), key])
  for (const group of [...groups.values()].toSorted((a, b) => b.length - a.length)) dropHalves(group)
  // Once more, now that the set is small: each rule is in it because without it there is a schedule.
  needed.clear()
  for (const key of kept.slice()) if (!shouldStop()) tryWithout([key])
  return { kept: new Set(kept), decision, minimal: kept.every((key) => needed.has(key)) }
}
