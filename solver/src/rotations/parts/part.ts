/** The problem of some people while everybody else stays where they are. */
import type { Capacity, DayRange, Fairness, Person, RotationProblem, RotationSolution } from '../problem.ts'
import { countPerson, type World } from './world.ts'

export interface Part {
  people: number[]
  /** Its score differs from that of the whole problem by what these people cannot change. */
  problem: RotationProblem
  /** Their lines as they are. */
  start: RotationSolution
  /** Index in the whole problem of each activity of the part. */
  activities: number[]
}

/** Whether a slot keeps its activity. */
export type Frozen = (person: number, slot: number) => boolean

export function partOf(world: World, people: number[], isFrozen: Frozen = () => false): Part {
  const { problem, activityIndex } = world
  const used = new Set<number>()
  for (const p of people) {
    const { activities, slots, history = [] } = problem.people[p]!
    for (const { activityId } of activities) used.add(activityIndex.get(activityId)!)
    for (const { activityId } of history) used.add(activityIndex.get(activityId)!)
    for (const { pinned } of slots) if (pinned !== undefined) used.add(activityIndex.get(pinned)!)
    for (const a of world.lines[p]!) if (a >= 0) used.add(a)
  }
  const activities = [...used].sort((a, b) => a - b)
  const known = new Set(activities.map((a) => problem.activities[a]!.id))
  const local = new Map(activities.map((a, index) => [a, index]))
  const toLocal = (line: Iterable<number>): number[] => Array.from(line, (a) => local.get(a) ?? -1)
  const members = new Set(people.map((p) => problem.people[p]!.id))
  const { ghosts, fairness } = fairnessOf(world, members)
  const previous = problem.previous
  return {
    people,
    activities,
    start: {
      assignments: Object.fromEntries(people.map((p) => [problem.people[p]!.id, toLocal(world.lines[p]!)])),
    },
    problem: {
      kind: 'rotations',
      tiers: problem.tiers,
      activities: activities.map((a) => problem.activities[a]!),
      people: [...people.map((p) => freeze(world, p, known, isFrozen)), ...ghosts],
      capacities: capacitiesOf(world, people, known, members),
      fairness: fairness.map((rule) => ({ ...rule, activityIds: rule.activityIds.filter((id) => known.has(id)) })),
      ...(problem.siteChanges ? { siteChanges: problem.siteChanges } : {}),
      ...(previous
        ? {
            previous: {
              soft: previous.soft,
              solution: {
                assignments: Object.fromEntries(
                  [...members].flatMap((id) => {
                    const line = previous.solution.assignments[id]
                    return line ? [[id, toLocal(line)]] : []
                  }),
                ),
              },
            },
          }
        : {}),
    },
  }
}

/** Puts the part's new lines into the schedule. */
export function putBack(world: World, { people, activities }: Part, solution: RotationSolution): void {
  for (const p of people) {
    const line = solution.assignments[world.problem.people[p]!.id]!
    countPerson(world, p, -1)
    world.lines[p] = Int16Array.from(line, (a) => (a < 0 ? -1 : activities[a]!))
    countPerson(world, p, 1)
  }
}

/** Wishes and rules name only what the part knows; a frozen slot is open to nothing but what it holds. */
function freeze({ problem, lines }: World, p: number, known: Set<string>, isFrozen: Frozen): Person {
  const person = problem.people[p]!
  const knows = ({ activityIds }: { activityIds: string[] }): string[] => activityIds.filter((id) => known.has(id))
  return {
    ...person,
    slots: person.slots.map((slot, k) => {
      const a = lines[p]![k]!
      return a >= 0 && isFrozen(p, k) ? { ...slot, allowed: [problem.activities[a]!.id] } : slot
    }),
    ...(person.requirements
      ? { requirements: person.requirements.map((one) => ({ ...one, activityIds: knows(one) })) }
      : {}),
    ...(person.prerequisites
      ? {
          prerequisites: person.prerequisites.map((one) => ({
            ...one,
            activityIds: knows(one),
            afterActivityIds: one.afterActivityIds.filter((id) => known.has(id)),
          })),
        }
      : {}),
    ...(person.wishes ? { wishes: person.wishes.map((one) => ({ ...one, activityIds: knows(one) })) } : {}),
  }
}

/** Rooms that any of these people may enter, with everybody else as people from outside. */
function capacitiesOf(world: World, people: number[], known: Set<string>, members: Set<string>): Capacity[] {
  const { problem } = world
  const rooms = new Set<number>()
  for (const p of people) {
    for (const { activityId } of problem.people[p]!.activities)
      for (const room of world.roomsOf(p, world.activityIndex.get(activityId)!)) rooms.add(room)
    countPerson(world, p, -1)
  }
  const capacities = [...rooms]
    .sort((a, b) => a - b)
    .map((room): Capacity => {
      const capacity = problem.capacities[room]!
      return {
        ...capacity,
        activityIds: capacity.activityIds.filter((id) => known.has(id)),
        ...(capacity.personIds ? { personIds: capacity.personIds.filter((id) => members.has(id)) } : {}),
        load: rangesOf(world, room),
      }
    })
  for (const p of people) countPerson(world, p, 1)
  return capacities
}

/** Days in a row with the same number of people. */
function rangesOf({ load, startOn: horizonStartOn }: World, room: number): (DayRange & { count: number })[] {
  const people = load[room]!
  const ranges: (DayRange & { count: number })[] = []
  for (let from = 0; from < people.length; ) {
    let to = from
    while (to + 1 < people.length && people[to + 1] === people[from]) to++
    if (people[from]! > 0)
      ranges.push({ startOn: horizonStartOn + from, endOn: horizonStartOn + to, count: people[from]! })
    from = to + 1
  }
  return ranges
}

/** Fairness rules of these people. The others in a rule take part as people without slots, with the days they have. */
function fairnessOf(world: World, members: Set<string>): { ghosts: Person[]; fairness: Fairness[] } {
  const ghosts = new Map<string, Person>()
  const fairness = (world.problem.fairness ?? [])
    .filter(({ personIds }) => personIds.some((id) => members.has(id)))
    .map((rule): Fairness => {
      const doneDays = { ...rule.doneDays }
      const counted = new Set(rule.activityIds.map((id) => world.activityIndex.get(id)!))
      for (const id of rule.personIds) {
        if (members.has(id)) continue
        const p = world.personIndex.get(id)!
        const { label, slots } = world.problem.people[p]!
        ghosts.set(id, { id, label, slots: [], activities: [] })
        for (const [k, { startOn, endOn }] of slots.entries()) {
          if (counted.has(world.lines[p]![k]!)) doneDays[id] = (doneDays[id] ?? 0) + endOn - startOn + 1
        }
      }
      return { ...rule, doneDays }
    })
  return { ghosts: [...ghosts.values()], fairness }
}
