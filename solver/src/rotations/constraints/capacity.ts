import type { ConstraintText } from '../../constraint-text.ts'
import { addTo, createSparseSet, removeFrom, type SparseSet } from '../../engine/sparse-set.ts'
import { type Compiled, levelOf, weightOf } from '../compile.ts'
import type { Capacity } from '../problem.ts'
import { trim } from '../windows.ts'

export const CAPACITY: ConstraintText = {
  name: 'capacity',
  sentence: 'The MRI room holds four; ultrasound has at least two.',
  meaning:
    'On each day of the window (of the horizon without one), the people of `personIds` (everyone without it) on the activities, and the outside people of `load`, are at least `min.count` and at most `max.count`, whatever calendar each of them follows. The checker calls the two `capacity-min` and `capacity-max`.',
  unit: 'each person too many or too few, on each day',
  use: 'hard or soft',
  field: 'capacities[]',
  example: {
    id: 'room',
    label: 'MRI room',
    activityIds: ['mri'],
    min: { count: 1, soft: { tier: 0, weight: 1 } },
    max: { count: 4 },
  },
}

/**
 * "The MSK MRI room holds 4", "at least 2 on ultrasound": people on the activities on each day of the window, whatever
 * calendar they follow, with outside people added. A day with k people too many or too few costs k person-days.
 * Kept as a load per capacity and interval (days on which nothing begins or ends are alike), changed slot by slot.
 */
export interface Loads {
  /** `load[k * intervals + i]`: people on capacity k during interval i. */
  load: Int32Array
  /** Capacity and interval pairs (same index as `load`) that cost something. */
  hot: SparseSet
  /** Changes the load of every capacity that counts this person on this activity during a slot, and the cost with it. */
  add: (slot: number, activity: number, change: number, cost: Float64Array) => void
  /** Cost of the loads as they are, from nothing. */
  costInto: (cost: Float64Array) => void
  rules: LoadRule[]
}

export interface LoadRule {
  capacity: Capacity
  members: Uint8Array
  people: Uint8Array
  /** People who count and who may be on the activities. */
  eligible: Int32Array
  firstInterval: number
  lastInterval: number
  max: number
  maxLevel: number
  maxPrice: number
  min: number
  minLevel: number
  minPrice: number
}

export function createLoads(c: Compiled): Loads {
  const { intervals } = c
  const n = intervals.count
  const rules = c.problem.capacities.map((capacity) => compileRule(c, capacity))
  const load = new Int32Array(rules.length * n)
  for (const [k, { capacity }] of rules.entries()) {
    for (const outside of capacity.load ?? []) {
      for (let i = 0; i < n; i++) {
        const day = intervals.startOn[i]!
        if (day >= outside.startOn && day <= outside.endOn) load[k * n + i] = load[k * n + i]! + outside.count
      }
    }
  }
  const ruleFrom = new Int32Array(c.personCount * c.activityCount + 1)
  const ruleList: number[] = []
  const counting = Array.from({ length: c.activityCount }, (_, a) =>
    rules.flatMap(({ members }, k) => (members[a] === 1 ? [k] : [])),
  )
  for (let p = 0; p < c.personCount; p++) {
    for (let a = 0; a < c.activityCount; a++) {
      ruleFrom[p * c.activityCount + a] = ruleList.length
      for (const k of counting[a]!) if (rules[k]!.people[p] === 1) ruleList.push(k)
    }
  }
  ruleFrom[c.personCount * c.activityCount] = ruleList.length
  const rulesOf = Int32Array.from(ruleList)
  const firstInterval = Int32Array.from(rules, (rule) => rule.firstInterval)
  const lastInterval = Int32Array.from(rules, (rule) => rule.lastInterval)
  const max = Int32Array.from(rules, (rule) => rule.max)
  const maxLevel = Int32Array.from(rules, (rule) => rule.maxLevel)
  const maxPrice = Int32Array.from(rules, (rule) => rule.maxPrice)
  const min = Int32Array.from(rules, (rule) => rule.min)
  const minLevel = Int32Array.from(rules, (rule) => rule.minLevel)
  const minPrice = Int32Array.from(rules, (rule) => rule.minPrice)
  const hot = createSparseSet(load.length)

  const add = (slot: number, activity: number, change: number, cost: Float64Array): void => {
    const key = c.slotPerson[slot]! * c.activityCount + activity
    const end = ruleFrom[key + 1]!
    for (let r = ruleFrom[key]!; r < end; r++) {
      const k = rulesOf[r]!
      const first = Math.max(intervals.first[slot]!, firstInterval[k]!)
      const last = Math.min(intervals.last[slot]!, lastInterval[k]!)
      for (let i = first; i <= last; i++) {
        const at = k * n + i
        const before = load[at]!
        const after = before + change
        load[at] = after
        const over = Math.max(0, after - max[k]!)
        const short = Math.max(0, min[k]! - after)
        const overChange = over - Math.max(0, before - max[k]!)
        const shortChange = short - Math.max(0, min[k]! - before)
        if (overChange !== 0) cost[maxLevel[k]!] = cost[maxLevel[k]!]! + overChange * maxPrice[k]! * intervals.days[i]!
        if (shortChange !== 0)
          cost[minLevel[k]!] = cost[minLevel[k]!]! + shortChange * minPrice[k]! * intervals.days[i]!
        if (over > 0 || short > 0) addTo(hot, at)
        else removeFrom(hot, at)
      }
    }
  }
  const costInto = (cost: Float64Array): void => {
    for (const [k, rule] of rules.entries()) {
      for (let i = rule.firstInterval; i <= rule.lastInterval; i++) {
        const people = load[k * n + i]!
        const over = Math.max(0, people - rule.max) * rule.maxPrice * intervals.days[i]!
        const short = Math.max(0, rule.min - people) * rule.minPrice * intervals.days[i]!
        cost[rule.maxLevel] = cost[rule.maxLevel]! + over
        cost[rule.minLevel] = cost[rule.minLevel]! + short
        if (over > 0 || short > 0) addTo(hot, k * n + i)
        else removeFrom(hot, k * n + i)
      }
    }
  }
  return { load, hot, add, costInto, rules }
}

function compileRule(c: Compiled, capacity: Capacity): LoadRule {
  const members = new Uint8Array(c.activityCount)
  for (const id of capacity.activityIds) members[c.activityIndex.get(id)!] = 1
  const people = new Uint8Array(c.personCount).fill(capacity.personIds ? 0 : 1)
  for (const id of capacity.personIds ?? []) people[c.personIndex.get(id)!] = 1
  const eligible = c.problem.people.flatMap(({ activities }, p) =>
    people[p] === 1 && activities.some(({ activityId }) => members[c.activityIndex.get(activityId)!] === 1) ? [p] : [],
  )
  const { window } = capacity
  const { first: firstInterval, last: lastInterval } = trim(
    0,
    c.intervals.count - 1,
    (i) => !window || (c.intervals.startOn[i]! >= window.startOn && c.intervals.startOn[i]! <= window.endOn),
  )
  return {
    capacity,
    members,
    people,
    eligible: Int32Array.from(eligible),
    firstInterval,
    lastInterval,
    max: capacity.max?.count ?? 0x7fffffff,
    maxLevel: levelOf(capacity.max?.soft),
    maxPrice: weightOf(capacity.max?.soft),
    min: capacity.min?.count ?? 0,
    minLevel: levelOf(capacity.min?.soft),
    minPrice: weightOf(capacity.min?.soft),
  }
}
