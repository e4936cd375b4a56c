/** Why somebody is where they are: what decides the slot, what it serves, and what the next best would cost. */
import { check } from '../../check/check.ts'
import { amountInWords, rangeInWords } from '../../words.ts'
import { possibleActivities } from '../constraints/allowed.ts'
import { partOf } from '../parts/part.ts'
import { createWorld } from '../parts/world.ts'
import type { Person, RotationProblem, RotationSolution, Slot } from '../problem.ts'
import { requireClock, shareOf, type SlotStretch, type WhatIf, type WhatIfOptions, whatWouldItCost } from './what-if.ts'

export interface WhyHere {
  sentence: string
  /** What decides the slot or is served by it, in words. */
  reasons: string[]
  /** What else the slot could hold and what that would cost, the cheapest first; only the nearest few were tried. */
  alternatives: (WhatIf & { activityId: string })[]
}

/** Alternatives that are re-optimised; the rest would break more at once. */
const TRIED = 3

/**
 * Says why a slot, or a stretch of slots, of a schedule (of a problem as accepted by `validateProblem`) holds what it holds. Throws a RangeError when
 * `maxMilliseconds` is given without `now`, or when the person or the slot does not exist.
 */
export function whyHere(
  problem: RotationProblem,
  solution: RotationSolution,
  { personId, slot, slotCount = 1 }: SlotStretch,
  options: WhatIfOptions = {},
): WhyHere {
  requireClock(options)
  const p = problem.people.findIndex(({ id }) => id === personId)
  const person = problem.people[p]
  const place = person?.slots[slot]
  if (!person || !place) throw new RangeError(`There is no slot ${slot} of "${personId}".`)
  const places = person.slots.slice(slot, slot + slotCount)
  const stretch = { ...place, endOn: places.at(-1)!.endOn }
  const when = rangeInWords(stretch)
  if (place.away) return { sentence: `${person.label} is away ${when}.`, reasons: [], alternatives: [] }
  const current = problem.activities[solution.assignments[personId]?.[slot] ?? -1]
  const name = current?.label ?? 'nothing'
  const others = possibleActivities(person, place)
    .filter((id) => id !== current?.id)
    .filter((id) => places.every((each) => each.away || possibleActivities(person, each).includes(id)))
  const reasons = current ? reasonsFor(problem, solution, person, stretch, current.id) : []
  if (others.length === 0) {
    const why = place.pinned === undefined ? 'nothing else is open to them then' : 'they are pinned to it'
    return { sentence: `${person.label} is on ${name} ${when} because ${why}.`, reasons, alternatives: [] }
  }
  const nearest = nearestAlternatives(problem, solution, p, { slot, slotCount }, others).slice(0, TRIED)
  const alternatives = nearest
    .map((activityId) => ({
      activityId,
      ...whatWouldItCost(
        problem,
        solution,
        { personId, slot, slotCount, activityId },
        shareOf(options, nearest.length),
      ),
    }))
    .toSorted((a, b) => rank(a) - rank(b) || compareTiers(a.tiers, b.tiers) || a.changes.length - b.changes.length)
  const best = alternatives[0]!
  const sentence = `${person.label} is on ${name} ${when}. The nearest other way: ${best.sentence}`
  return { sentence, reasons, alternatives }
}

function rank({ status }: WhatIf): number {
  return status === 'possible' ? 0 : 1
}

function compareTiers(a: number[], b: number[]): number {
  const tier = a.findIndex((points, index) => points !== b[index])
  return tier < 0 ? 0 : a[tier]! - b[tier]!
}

/** Requirements, rooms and wishes that the slot serves. */
function reasonsFor(
  problem: RotationProblem,
  solution: RotationSolution,
  person: Person,
  place: Slot,
  activityId: string,
): string[] {
  const overlaps = (window?: { startOn: number; endOn: number }): boolean =>
    !window || (place.startOn <= window.endOn && place.endOn >= window.startOn)
  const requirements = (person.requirements ?? []).flatMap(({ label, activityIds, minTicks = 0, window }) =>
    minTicks > 0 && activityIds.includes(activityId) && overlaps(window)
      ? [`It counts towards the ${amountInWords(person, minTicks)} of ${label} that ${person.label} needs.`]
      : [],
  )
  const wishes = (person.wishes ?? []).flatMap(({ label, kind, activityIds, window }) =>
    kind === 'want' && activityIds.includes(activityId) && overlaps(window)
      ? [`${person.label} asked for it (${label}).`]
      : [],
  )
  const world = createWorld(problem, solution)
  const rooms = problem.capacities.flatMap(({ label, activityIds, personIds, min, window }, room) => {
    if (!min || !activityIds.includes(activityId) || !(personIds?.includes(person.id) ?? true) || !overlaps(window))
      return []
    const people = world.load[room]!
    const fewest = Math.min(...people.subarray(place.startOn - world.startOn, place.endOn - world.startOn + 1))
    return fewest <= min.count ? [`${label} needs at least ${min.count} then, and has ${fewest}.`] : []
  })
  return [...requirements, ...rooms, ...wishes]
}

/** By what the change alone would break, before anything else moves. */
function nearestAlternatives(
  problem: RotationProblem,
  solution: RotationSolution,
  p: number,
  { slot, slotCount }: Required<Omit<SlotStretch, 'personId'>>,
  others: string[],
): string[] {
  const part = partOf(createWorld(problem, solution), [p])
  const personId = problem.people[p]!.id
  const line = part.start.assignments[personId]!
  const index = new Map(part.problem.activities.map(({ id }, a) => [id, a]))
  const scored = others.map((activityId) => {
    const changed = line.map((a, k) => (k >= slot && k < slot + slotCount && a >= 0 ? index.get(activityId)! : a))
    const { score } = check(part.problem, { assignments: { [personId]: changed } })
    return { activityId, points: [score.hard, ...score.tiers] }
  })
  return scored.toSorted((a, b) => compareTiers(a.points, b.points)).map(({ activityId }) => activityId)
}
