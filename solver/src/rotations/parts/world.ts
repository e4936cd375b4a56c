/** A whole schedule as plain numbers, from which small problems about some of the people are cut while everybody else stays. */
import type { Capacity, RotationProblem, RotationSolution } from '../problem.ts'
import { horizonOf } from '../room-window.ts'

export interface World {
  problem: RotationProblem
  personIndex: Map<string, number>
  activityIndex: Map<string, number>
  /** One activity index per slot for each person, -1 without. */
  lines: Int16Array[]
  /** First and last day of anybody's slots. */
  startOn: number
  endOn: number
  /** `load[k][day - startOn]`: people on capacity k, those from outside included. */
  load: Int32Array[]
  /** Capacities that count a person on an activity. */
  roomsOf: (person: number, activity: number) => number[]
}

/** Reads a schedule; slots without an activity in it stay without. */
export function createWorld(problem: RotationProblem, solution: RotationSolution): World {
  const personIndex = new Map(problem.people.map(({ id }, p) => [id, p]))
  const activityIndex = new Map(problem.activities.map(({ id }, a) => [id, a]))
  const { startOn, endOn } = horizonOf(problem)
  const days = Math.max(0, endOn - startOn + 1)
  const load = problem.capacities.map((capacity) => outsideLoad(capacity, startOn, days))
  const counted = problem.capacities.map(({ personIds }) => personIds && new Set(personIds))
  const byActivity: number[][] = problem.activities.map(() => [])
  for (const [k, { activityIds }] of problem.capacities.entries())
    for (const id of activityIds) byActivity[activityIndex.get(id)!]!.push(k)
  const world: World = {
    problem,
    personIndex,
    activityIndex,
    lines: problem.people.map(({ id, slots }) => Int16Array.from(slots, (_, k) => solution.assignments[id]?.[k] ?? -1)),
    startOn,
    endOn,
    load,
    roomsOf: (p, a) => byActivity[a]!.filter((k) => counted[k]?.has(problem.people[p]!.id) ?? true),
  }
  for (let p = 0; p < problem.people.length; p++) countPerson(world, p, 1)
  return world
}

function outsideLoad({ load = [] }: Capacity, horizonStartOn: number, days: number): Int32Array {
  const people = new Int32Array(days)
  for (const { startOn, endOn, count } of load) {
    const first = Math.max(0, startOn - horizonStartOn)
    const last = Math.min(days - 1, endOn - horizonStartOn)
    for (let day = first; day <= last; day++) people[day]! += count
  }
  return people
}

/** Puts a person's line into the rooms, or takes it out (`sign` -1). */
export function countPerson({ problem, lines, load, startOn, roomsOf }: World, p: number, sign: 1 | -1): void {
  const rooms = new Map<number, number[]>()
  for (const [k, slot] of problem.people[p]!.slots.entries()) {
    const a = lines[p]![k]!
    if (a < 0) continue
    if (!rooms.has(a)) rooms.set(a, roomsOf(p, a))
    for (const room of rooms.get(a)!) {
      const people = load[room]!
      for (let day = slot.startOn - startOn; day <= slot.endOn - startOn; day++) people[day]! += sign
    }
  }
}

export function solutionOf({ problem, lines }: World): RotationSolution {
  return { assignments: Object.fromEntries(problem.people.map(({ id }, p) => [id, [...lines[p]!]])) }
}
