/** The problem in typed arrays, for the search. Slots of all people stand in one row; person p has `slotFrom[p]` to `slotFrom[p + 1]`. */
import { possibleActivities } from './constraints/allowed.ts'
import { compileIntervals } from './intervals.ts'
import type { RotationProblem, Slot, Soft } from './problem.ts'

export interface Compiled {
  problem: RotationProblem
  personCount: number
  activityCount: number
  slotCount: number
  /** Entries of a cost vector: hard first, then the tiers. */
  width: number
  activityIndex: Map<string, number>
  personIndex: Map<string, number>
  slotFrom: Int32Array
  slotPerson: Int32Array
  ticks: Int32Array
  slotDays: Int32Array
  startOn: Int32Array
  endOn: Int32Array
  away: Uint8Array
  pinned: Uint8Array
  /** 1 where a slot begins the day after the slot before it. */
  joined: Uint8Array
  daysPerTick: Int32Array
  /** 1 for people whose slots are not all worth the same ticks. */
  mixedTicks: Uint8Array
  /** Activities possible in a slot: `domain[domainFrom[s]]` to `domain[domainFrom[s + 1] - 1]`. */
  domainFrom: Int32Array
  domain: Int16Array
  /** `allowed[s * activityCount + a]`. */
  allowed: Uint8Array
  /** Slots with a choice, by person as with `slotFrom`. */
  openFrom: Int32Array
  open: Int32Array
  /** Site of an activity as a number, -1 without. */
  site: Int16Array
  intervals: Intervals
}

/** Time cut wherever anything begins or ends: within one interval, every day is alike. */
export interface Intervals {
  count: number
  days: Int32Array
  startOn: Int32Array
  /** First and last interval of each slot. */
  first: Int32Array
  last: Int32Array
  /** `slotAt[p * count + i]`: the slot of person p during interval i, or -1. */
  slotAt: Int32Array
}

/** Index in a cost vector that a rule counts in. */
export function levelOf(soft: Soft | undefined): number {
  return soft ? soft.tier + 1 : 0
}

export function weightOf(soft: Soft | undefined): number {
  return soft?.weight ?? 1
}

export function compile(problem: RotationProblem): Compiled {
  const activityIndex = new Map(problem.activities.map((activity, index) => [activity.id, index]))
  const personIndex = new Map(problem.people.map((person, index) => [person.id, index]))
  const personCount = problem.people.length
  const activityCount = problem.activities.length
  const slotCount = problem.people.reduce((sum, person) => sum + person.slots.length, 0)
  const slotFrom = new Int32Array(personCount + 1)
  const openFrom = new Int32Array(personCount + 1)
  const slotPerson = new Int32Array(slotCount)
  const ticks = new Int32Array(slotCount)
  const slotDays = new Int32Array(slotCount)
  const startOn = new Int32Array(slotCount)
  const endOn = new Int32Array(slotCount)
  const away = new Uint8Array(slotCount)
  const pinned = new Uint8Array(slotCount)
  const joined = new Uint8Array(slotCount)
  const domainFrom = new Int32Array(slotCount + 1)
  const allowed = new Uint8Array(slotCount * activityCount)
  const daysPerTick = new Int32Array(personCount)
  const domain: number[] = []
  const open: number[] = []
  let s = 0
  for (const [p, person] of problem.people.entries()) {
    slotFrom[p] = s
    openFrom[p] = open.length
    daysPerTick[p] = averageDaysPerTick(person.slots)
    for (const [index, slot] of person.slots.entries()) {
      slotPerson[s] = p
      ticks[s] = slot.ticks
      slotDays[s] = slot.endOn - slot.startOn + 1
      startOn[s] = slot.startOn
      endOn[s] = slot.endOn
      away[s] = slot.away ? 1 : 0
      pinned[s] = slot.pinned === undefined ? 0 : 1
      joined[s] = index > 0 && person.slots[index - 1]!.endOn + 1 === slot.startOn ? 1 : 0
      domainFrom[s] = domain.length
      for (const id of slot.away ? [] : possibleActivities(person, slot)) {
        const activity = activityIndex.get(id)!
        allowed[s * activityCount + activity] = 1
        domain.push(activity)
      }
      if (domain.length - domainFrom[s]! > 1) open.push(s)
      s++
    }
  }
  slotFrom[personCount] = s
  openFrom[personCount] = open.length
  domainFrom[slotCount] = domain.length
  const siteIds = [...new Set(problem.activities.flatMap(({ siteId }) => (siteId === undefined ? [] : [siteId])))]
  return {
    problem,
    personCount,
    activityCount,
    slotCount,
    width: problem.tiers.length + 1,
    activityIndex,
    personIndex,
    slotFrom,
    slotPerson,
    ticks,
    slotDays,
    startOn,
    endOn,
    away,
    pinned,
    joined,
    daysPerTick,
    mixedTicks: Uint8Array.from(problem.people, ({ slots }) =>
      Number(slots.some((slot) => slot.ticks !== slots[0]?.ticks)),
    ),
    domainFrom,
    domain: Int16Array.from(domain),
    allowed,
    openFrom,
    open: Int32Array.from(open),
    site: Int16Array.from(problem.activities, ({ siteId }) => (siteId === undefined ? -1 : siteIds.indexOf(siteId))),
    intervals: compileIntervals(problem, slotFrom, startOn, endOn),
  }
}

function averageDaysPerTick(slots: Slot[]): number {
  let days = 0
  let ticks = 0
  for (const slot of slots) {
    days += slot.endOn - slot.startOn + 1
    ticks += slot.ticks
  }
  return Math.max(1, Math.round(days / Math.max(1, ticks)))
}
