import type { Compiled } from '../compile.ts'
import type { Fairness } from '../problem.ts'
import { type Claim, type Prover, reasonAbout, slotsOf, ticksLeft, ticksNeeded } from './claim.ts'

/** Sums of days are tried one by one for each person; beyond so many steps nothing is proven here. */
const MOST_STEPS = 1_000_000

/** Shares that cannot be even, because requirements ask for more of one person than of another. */
export const proveFairness: Prover = (c) =>
  (c.problem.fairness ?? []).flatMap((rule): Claim[] => {
    const ranges = rule.personIds.map((id) => daysBetween(c, c.personIndex.get(id)!, rule))
    const amount = leastUnevenness(ranges)
    if (amount === 0) return []
    const person = c.problem.people[c.personIndex.get(rule.personIds[0]!)!]!
    const sentence = `${rule.label} cannot be shared evenly: what is required of each person differs.`
    const about = { personIds: rule.personIds, ruleIds: [rule.id], activityIds: rule.activityIds }
    const reason = reasonAbout(person, 'fairness', sentence, about)
    return [{ key: `fairness ${rule.id}`, soft: rule.soft, amount, reason }]
  })

/** Sums of cut slots are fractions; this is far above their rounding and far below a day. */
const ROUNDING = 1e-6

interface Range {
  least: number
  most: number
}

/** Fewest and most days of a person on the activities, with the days carried over, under the hard requirements on nothing else. */
function daysBetween(c: Compiled, p: number, { activityIds, doneDays = {} }: Fairness): Range {
  const person = c.problem.people[p]!
  const done = doneDays[person.id] ?? 0
  const members = activityIds.map((id) => c.activityIndex.get(id)!)
  const slots = slotsOf(c, p).filter((s) => members.some((a) => c.allowed[s * c.activityCount + a] === 1))
  let fewest = 0
  let most = slots.reduce((sum, s) => sum + c.slotDays[s]!, 0)
  for (const requirement of person.requirements ?? []) {
    if (requirement.window) continue
    const within = requirement.activityIds.every((id) => activityIds.includes(id))
    const covers = activityIds.every((id) => requirement.activityIds.includes(id))
    if (within) fewest = Math.max(fewest, Math.ceil(daysOfTicks(c, slots, ticksNeeded(requirement), 1) - ROUNDING))
    if (covers) most = Math.min(most, Math.floor(daysOfTicks(c, slots, ticksLeft(requirement), -1) + ROUNDING))
  }
  return { least: done + fewest, most: done + most }
}

/** Days of so many ticks in the slots with the fewest (direction 1) or the most (-1) days per tick, the last of them cut. */
function daysOfTicks(c: Compiled, slots: number[], ticks: number, direction: 1 | -1): number {
  const daysPerTick = (s: number): number => c.slotDays[s]! / c.ticks[s]!
  let left = ticks
  let days = 0
  for (const s of slots.toSorted((a, b) => direction * (daysPerTick(a) - daysPerTick(b)))) {
    const used = Math.min(left, c.ticks[s]!)
    days += used * daysPerTick(s)
    left -= used
    if (left === 0) break
  }
  return days
}

/** Least sum of whole days off the average, over every sum of days that the ranges allow. */
function leastUnevenness(ranges: Range[]): number {
  const n = ranges.length
  const lowest = ranges.reduce((sum, { least }) => sum + least, 0)
  const highest = ranges.reduce((sum, { most }) => sum + most, 0)
  if (n === 0 || (highest - lowest) * n > MOST_STEPS || ranges.some(({ least, most }) => least > most)) return 0
  let fewest = Number.POSITIVE_INFINITY
  for (let sum = lowest; sum <= highest; sum++) {
    let off = 0
    for (const { least, most } of ranges) off += Math.floor(Math.max(0, n * least - sum, sum - n * most) / n)
    fewest = Math.min(fewest, off)
  }
  return fewest
}
