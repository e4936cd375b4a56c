/** What sharing costs at least because points are whole. */
import type { FairnessRule } from '../../rule-types.ts'
import { type CompiledCall, entriesOf, peopleOf } from '../compile-call.ts'
import { pointsTable, presenceOf, shareCost } from '../rules/fairness.ts'

/** Steps of handing out; with more points the bound is not worth its time. */
const MOST_STEPS = 60_000_000

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

/** The cheapest way to hand out so many points: person by person, for every number of points that is left to the others. */
function cheapestShares(c: CompiledCall, rule: FairnessRule, handedOut: number, times: number): number {
  const { members, presence, credits, above, wholePresence: whole, wholeCredit } = presenceOf(c, rule)
  const total = handedOut + wholeCredit
  if (whole === 0 || times * members.length * handedOut * handedOut > MOST_STEPS) return 0
  let least = new Float64Array(handedOut + 1).fill(Number.POSITIVE_INFINITY)
  least[0] = 0
  for (const person of members) {
    const costs = Float64Array.from({ length: handedOut + 1 }, (_, points) =>
      shareCost(rule, (credits[person]! + points) * whole - total * presence[person]!, whole, above[person]!),
    )
    const next = new Float64Array(handedOut + 1).fill(Number.POSITIVE_INFINITY)
    for (let before = 0; before <= handedOut; before++)
      for (let points = 0; before + points <= handedOut; points++)
        next[before + points] = Math.min(next[before + points]!, least[before]! + costs[points]!)
    least = next
  }
  return least[handedOut]!
}
