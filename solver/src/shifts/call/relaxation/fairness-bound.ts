/** What sharing costs at least because points are whole. */
import type { FairnessRule } from '../../rule-types.ts'
import { type CompiledCall, entriesOf, peopleOf } from '../compile-call.ts'
import { pointsTable, presenceOf, shareCost } from '../rules/fairness.ts'

/** Steps of handing out; with more to look at the bound is not worth its time. */
const MOST_STEPS = 400_000_000
/**
 * Points below the fair share, and above it, that are handed out one by one; beyond, each point costs a whole point more, or if squared even
 * more than that.
 */
const NEAR = { absolute: { below: 0, above: 1 }, squared: { below: 2, above: 3 } }
const HUNDREDTHS = 100

/**
 * Of each fairness rule of the level for which it is known how many points there will be: the cheapest way to hand out so many
 * whole points. `isInForce` says of a level whether its rules may be taken as kept.
 */
export function fairnessBound(c: CompiledCall, level: number, isInForce: (level: number) => boolean): number {
  let bound = 0
  for (const rule of c.problem.rules ?? []) {
    if (rule.kind !== 'fairness' || rule.soft.tier + 1 !== level) continue
    const { least, most } = pointsInAll(c, rule, isInForce)
    let cheapest = Number.POSITIVE_INFINITY
    for (let total = least; total <= most && cheapest > 0; total++)
      cheapest = Math.min(cheapest, cheapestShares(c, rule, total, most - least + 1))
    bound += rule.soft.weight * cheapest
  }
  return bound
}

/** Between how many points schedules hand out: what rules of exact cover leave open, and who else may take the shifts. */
function pointsInAll(
  c: CompiledCall,
  rule: FairnessRule,
  isInForce: (level: number) => boolean,
): { least: number; most: number } {
  const { days, width } = c
  const points = pointsTable(c, rule)
  const isMeant = peopleOf(c, rule.people)
  const isCounted = new Uint8Array(days * width)
  const range = { least: 0, most: 0 }
  const single = Array.from({ length: width }, (_, entry) => entry).filter((entry) => c.parts[entry]!.length === 1)
  for (const cover of c.problem.rules ?? []) {
    if (cover.kind !== 'cover' || cover.max === undefined || !isInForce(cover.soft ? cover.soft.tier + 1 : 0)) continue
    const entries = entriesOf(c, cover.shifts)
    // Who holds two of them counts once, and has the points of both.
    if (c.parts.some((parts) => parts.filter((part) => entries[part] === 1).length > 1)) continue
    const isCovering = peopleOf(c, cover.people)
    for (const day of cover.days ?? Array.from({ length: days }, (_, k) => k)) {
      // Of shifts held together each counts by itself.
      const own = single.filter((entry) => entries[entry] === 1)
      const worth = points[day * width + (own[0] ?? 0)]!
      // Shifts of different worth, or counted twice: this rule says nothing.
      if (own.some((entry) => points[day * width + entry] !== worth || isCounted[day * width + entry] === 1)) continue
      if (own.some((entry) => anyoneMay(c, entry, day, isMeant, isCovering))) continue
      for (const entry of own) isCounted[day * width + entry] = 1
      const nobody = new Uint8Array(c.people)
      const isShared = own.some((entry) => anyoneMay(c, entry, day, isCovering, isMeant))
      const canTake = own.some((entry) => anyoneMay(c, entry, day, isMeant, nobody))
      range.least += isShared || !canTake ? 0 : worth * (cover.min ?? 0)
      range.most += canTake ? worth * cover.max : 0
    }
  }
  const nobody = new Uint8Array(c.people)
  for (let day = 0; day < days; day++)
    for (const entry of single) {
      const at = day * width + entry
      if (points[at] !== 0 && isCounted[at] === 0 && anyoneMay(c, entry, day, isMeant, nobody))
        range.most += points[at]! * c.people
    }
  return range
}

/** Whether any of the people, but none of the others, may work the shift on the day. */
function anyoneMay(c: CompiledCall, entry: number, day: number, people: Uint8Array, others: Uint8Array): boolean {
  const holding = c.parts.flatMap((parts, at) => (parts.includes(entry) ? [at] : []))
  return people.some((flag, person) => {
    const row = (person * c.days + day) * c.width
    return flag === 1 && others[person] === 0 && holding.some((at) => c.may[row + at] === 1)
  })
}

/**
 * The least that handing out so many points costs. Near everybody's fair share by dynamic programming over what is handed out more than
 * that; each point further off costs at least its hundredths, whosever it is, so what the shares near do not take is paid at that price.
 */
function cheapestShares(c: CompiledCall, rule: FairnessRule, handedOut: number, times: number): number {
  const { members, presence, credits, above, wholePresence: whole, wholeCredit } = presenceOf(c, rule)
  const total = handedOut + wholeCredit
  const { below, above: over } = NEAR[rule.measure]
  const span = below + over + 1
  if (whole === 0 || (times * members.length ** 2 * span * (span - 1)) / 2 > MOST_STEPS) return 0
  let rest = handedOut
  let least = new Float64Array(1)
  for (const person of members) {
    const fair = (total * presence[person]!) / whole - credits[person]! - above[person]! / HUNDREDTHS
    const first = Math.max(0, Math.floor(fair) - below)
    const count = Math.max(1, Math.floor(fair) + over - first + 1)
    const costs = Float64Array.from({ length: count }, (_, k) =>
      shareCost(rule, (credits[person]! + first + k) * whole - total * presence[person]!, whole, above[person]!),
    )
    rest -= first
    const next = new Float64Array(least.length + count - 1).fill(Number.POSITIVE_INFINITY)
    for (let before = 0; before < least.length; before++)
      for (let more = 0; more < count; more++)
        next[before + more] = Math.min(next[before + more]!, least[before]! + costs[more]!)
    least = next
  }
  return least.reduce(
    (cheapest, cost, more) => Math.min(cheapest, cost + HUNDREDTHS * Math.abs(rest - more)),
    Number.POSITIVE_INFINITY,
  )
}
