/** A first schedule: each person's time laid out run by run, towards the requirements and into rooms with space. */
import type { Prng } from '../engine/prng.ts'
import type { Compiled } from './compile.ts'
import { createLoads } from './constraints/capacity.ts'
import { slotsStartingIn } from './windows.ts'

export function construct(c: Compiled, prng: Prng, shouldStop: () => boolean): Int16Array {
  const activities = new Int16Array(c.slotCount).fill(-1)
  const loads = createLoads(c)
  const cost = new Float64Array(c.width)
  const order = Array.from({ length: c.personCount }, (_, p) => p)
  for (let k = order.length - 1; k > 0; k--) {
    const other = prng.below(k + 1)
    const swapped = order[k]!
    order[k] = order[other]!
    order[other] = swapped
  }
  // What is fixed takes its room first.
  for (let s = 0; s < c.slotCount; s++) {
    if (c.domainFrom[s + 1]! - c.domainFrom[s]! !== 1) continue
    activities[s] = c.domain[c.domainFrom[s]!]!
    loads.add(s, activities[s]!, 1, cost)
  }
  for (const p of order) {
    if (shouldStop()) fillWithFirst(p)
    else layOut(p)
  }
  return activities

  /** No more time to think: whatever the slots may hold. */
  function fillWithFirst(p: number): void {
    for (let s = c.slotFrom[p]!; s < c.slotFrom[p + 1]!; s++)
      if (activities[s]! < 0 && c.domainFrom[s] !== c.domainFrom[s + 1]) activities[s] = c.domain[c.domainFrom[s]!]!
  }

  function layOut(p: number): void {
    const wanted = createDemand(c, p, activities)
    const longest = new Map(
      c.problem.people[p]!.activities.map(({ activityId, run }) => [
        c.activityIndex.get(activityId)!,
        run?.maxTicks ?? Number.POSITIVE_INFINITY,
      ]),
    )
    const shortest = new Map(
      c.problem.people[p]!.activities.map(({ activityId, run }) => [
        c.activityIndex.get(activityId)!,
        run?.minTicks ?? 0,
      ]),
    )
    let s = c.slotFrom[p]!
    const end = c.slotFrom[p + 1]!
    while (s < end) {
      if (activities[s]! >= 0 || c.away[s] === 1 || c.domainFrom[s] === c.domainFrom[s + 1]) {
        s++
        continue
      }
      const a = choose(s, wanted)
      const goal = Math.max(shortest.get(a) ?? 0, Math.min(longest.get(a) ?? 1, wanted.missing(a, s), 4 * c.ticks[s]!))
      let ticks = 0
      do {
        activities[s] = a
        loads.add(s, a, 1, cost)
        wanted.place(a, s)
        ticks += c.ticks[s]!
        s++
      } while (
        s < end &&
        ticks < goal &&
        activities[s]! < 0 &&
        c.allowed[s * c.activityCount + a] === 1 &&
        c.joined[s] === 1
      )
    }
  }

  function choose(s: number, wanted: Demand): number {
    let best = -1
    let bestScore = Number.POSITIVE_INFINITY
    for (let k = c.domainFrom[s]!; k < c.domainFrom[s + 1]!; k++) {
      const a = c.domain[k]!
      const before = cost.reduce((sum, points, level) => sum + (level === 0 ? 8 : 1) * points, 0)
      loads.add(s, a, 1, cost)
      const after = cost.reduce((sum, points, level) => sum + (level === 0 ? 8 : 1) * points, 0)
      loads.add(s, a, -1, cost)
      const score = (after - before) / c.slotDays[s]! - 10 * wanted.pull(a, s) + prng.below(1000) / 1000
      if (score < bestScore) {
        best = a
        bestScore = score
      }
    }
    return best
  }
}

interface Demand {
  /** Ticks still missing to the minimum of some requirement that counts the activity in this slot. */
  missing: (activity: number, slot: number) => number
  /** 1: some minimum still asks for it. 0: nothing asks. Below: a maximum is reached. */
  pull: (activity: number, slot: number) => number
  place: (activity: number, slot: number) => void
}

function createDemand(c: Compiled, p: number, activities: Int16Array): Demand {
  const requirements = c.problem.people[p]!.requirements ?? []
  const { firstSlot, lastSlot } = slotsStartingIn(c, p, requirements)
  const sum = requirements.map(({ doneTicks }) => doneTicks ?? 0)
  const counts = requirements.map(({ activityIds }) => new Set(activityIds.map((id) => c.activityIndex.get(id)!)))
  const each = (activity: number, slot: number, visit: (r: number) => void): void => {
    for (const [r, members] of counts.entries()) {
      if (members.has(activity) && slot >= firstSlot[r]! && slot <= lastSlot[r]!) visit(r)
    }
  }
  const place = (activity: number, slot: number): void =>
    each(activity, slot, (r) => {
      sum[r] = sum[r]! + c.ticks[slot]!
    })
  for (let s = c.slotFrom[p]!; s < c.slotFrom[p + 1]!; s++) if (activities[s]! >= 0) place(activities[s]!, s)
  return {
    place,
    missing: (activity, slot) => {
      let most = 0
      each(activity, slot, (r) => {
        most = Math.max(most, (requirements[r]!.minTicks ?? 0) - sum[r]!)
      })
      return most
    },
    pull: (activity, slot) => {
      let pull = 0
      let full = false
      each(activity, slot, (r) => {
        if (sum[r]! < (requirements[r]!.minTicks ?? 0)) pull = 1
        if (sum[r]! + c.ticks[slot]! > (requirements[r]!.maxTicks ?? Number.POSITIVE_INFINITY)) full = true
      })
      return full ? -2 : pull
    },
  }
}
