/** Sets that mostly lie within one another, written down as what each has beyond one inside it: least values of all take few steps. */
export interface NestedSets {
  /** By list that was given: its set. */
  setOf: Int32Array
  /** By set: one before it that lies within it, or -1, and what it has beyond that one. */
  within: Int32Array
  beyond: Int32Array[]
}

export function nestSets(lists: readonly ArrayLike<number>[]): NestedSets {
  const nameOf = (list: ArrayLike<number>): string => [...new Set(Array.from(list))].sort((a, b) => a - b).join()
  const names = lists.map(nameOf)
  const sets = [...new Map(lists.map((list, k) => [names[k]!, new Set(Array.from(list))]))].sort(
    ([, a], [, b]) => a.size - b.size,
  )
  const within = sets.map(([, set], k) =>
    sets.findLastIndex(([, inner], at) => at < k && [...inner].every((member) => set.has(member))),
  )
  return {
    setOf: Int32Array.from(names, (name) => sets.findIndex(([other]) => other === name)),
    within: Int32Array.from(within),
    beyond: sets.map(([, set], k) => {
      const inner = within[k]! < 0 ? null : sets[within[k]!]![1]
      return Int32Array.from([...set].filter((member) => !inner?.has(member)))
    }),
  }
}
