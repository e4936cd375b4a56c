import type { Compiled } from '../compile.ts'
import { memberFlags } from '../constraints/prerequisite.ts'
import { searchCompletely } from '../explain/complete-search.ts'
import type { Person, Requirement, RotationProblem, Slot, Wish } from '../problem.ts'
import { type Claim, domainOf, isForced, type Prover, reasonAbout, slotsOf } from './claim.ts'

/** Of more wishes of one person in a tier, only each for itself is looked at. */
const MOST_TOGETHER = 6
/** Slots tried to see whether wishes fit together; where that is not enough, they count as fitting. */
const NODES = 3000

/** Wishes that cannot come true whatever the schedule: one by one, or not all of a person's together. */
export const proveWishes: Prover = (c) =>
  c.problem.people.flatMap((person, p) => {
    const wishes = person.wishes ?? []
    const tiers = new Set(wishes.map(({ tier }) => tier))
    return [...tiers].flatMap((tier) =>
      proveTier(
        c,
        person,
        p,
        tier,
        wishes.filter((wish) => wish.tier === tier),
      ),
    )
  })

function proveTier(c: Compiled, person: Person, p: number, tier: number, wishes: Wish[]): Claim[] {
  const prices = wishes.map((wish) => ({ wish, forced: timesThwarted(c, p, wish) }))
  const alone = prices.reduce((sum, { wish, forced }) => sum + forced * wish.weight, 0)
  const amount = wishes.length > MOST_TOGETHER ? alone : Math.max(alone, cheapestLoss(c, person, prices))
  if (amount === 0) return []
  const lost = prices.filter(({ forced }) => forced > 0).map(({ wish }) => wish)
  const sentence =
    lost.length > 0
      ? `What ${person.label} asked for (${lost.map(({ label }) => label).join(', ')}) is not possible at that time.`
      : `What ${person.label} asked for cannot all come true.`
  const about = (lost.length > 0 ? lost : wishes).flatMap(({ activityIds }) => activityIds)
  return [
    {
      key: `wishes ${person.id} ${tier}`,
      soft: { tier, weight: 1 },
      amount,
      reason: reasonAbout(person, 'wish', sentence, {
        ruleIds: wishes.map(({ id }) => id),
        activityIds: [...new Set(about)],
      }),
    },
  ]
}

/** How often the slots alone thwart a wish: a want at most once, an avoidance in every slot that can hold nothing else. */
function timesThwarted(c: Compiled, p: number, wish: Wish): number {
  const members = memberFlags(c, wish.activityIds)
  const slots = slotsOf(c, p).filter((s) => overlaps(wish, { startOn: c.startOn[s]!, endOn: c.endOn[s]! }))
  return wish.kind === 'avoid'
    ? slots.filter((s) => isForced(c, s, members)).length
    : Number(!slots.some((s) => domainOf(c, s).some((a) => members[a] === 1)))
}

function overlaps({ window }: Wish, { startOn, endOn }: { startOn: number; endOn: number }): boolean {
  return !window || (startOn <= window.endOn && endOn >= window.startOn)
}

/** The least weight of wishes to give up so that the others are not shown to be impossible together. */
function cheapestLoss(c: Compiled, person: Person, prices: { wish: Wish; forced: number }[]): number {
  const losses = Array.from({ length: 1 << prices.length }, (_, bits) => {
    const isLost = (k: number): boolean => ((bits >> k) & 1) === 1
    const cost = prices.reduce(
      (sum, { wish, forced }, k) => sum + (isLost(k) ? wish.weight * Math.max(1, forced) : 0),
      0,
    )
    return { cost, granted: prices.filter((_one, k) => !isLost(k)) }
  }).toSorted((a, b) => a.cost - b.cost)
  const bearable = losses.find(
    ({ granted }) =>
      granted.every(({ forced }) => forced === 0) &&
      mayBeGranted(
        c,
        person,
        granted.map(({ wish }) => wish),
      ),
  )
  return bearable?.cost ?? 0
}

function mayBeGranted(c: Compiled, person: Person, wishes: Wish[]): boolean {
  if (wishes.length === 0) return true
  return searchCompletely(onlyAbout(c, person, wishes), NODES, () => false).kind !== 'infeasible'
}

/** The person alone, with the wishes as requirements and, of the hard rules, those that are about the wished activities alone. */
function onlyAbout(c: Compiled, person: Person, wishes: Wish[]): RotationProblem {
  const about = new Set(wishes.flatMap(({ activityIds }) => activityIds))
  const own = new Set(person.activities.map(({ activityId }) => activityId))
  const past = new Set((person.history ?? []).map(({ activityId }) => activityId))
  const isAbout = (ids: string[]): boolean => ids.every((id) => about.has(id))
  const limits = (person.requirements ?? [])
    .filter(({ soft, maxTicks, activityIds }) => !soft && maxTicks !== undefined && isAbout(activityIds))
    .map(({ minTicks: _min, ...limit }) => limit)
  return {
    kind: 'rotations',
    tiers: [],
    activities: c.problem.activities.filter(({ id }) => own.has(id) || past.has(id) || about.has(id)),
    capacities: [],
    people: [
      {
        ...person,
        activities: person.activities.map(({ activityId, run, visits, gap, ...gates }) => ({
          ...gates,
          activityId,
          ...(run && !run.soft && about.has(activityId) ? { run } : {}),
          ...(visits && !visits.soft && about.has(activityId) ? { visits } : {}),
          ...(gap && !gap.soft && about.has(activityId) ? { gap } : {}),
        })),
        requirements: [...limits, ...wishes.map((wish) => asRequirement(wish, person.slots))],
        prerequisites: [],
        wishes: [],
      },
    ],
  }
}

/** Requirements count slots that start in their window, wishes slots that overlap it. */
function asRequirement(wish: Wish, slots: Slot[]): Requirement {
  const inside = slots.filter((slot) => overlaps(wish, slot))
  const window = { startOn: inside[0]?.startOn ?? 0, endOn: inside.at(-1)?.startOn ?? -1 }
  const { id, label, activityIds } = wish
  return { id: `wish ${id}`, label, activityIds, window, ...(wish.kind === 'want' ? { minTicks: 1 } : { maxTicks: 0 }) }
}
