/** Rules across people, day by day. */
import type { Capacity, Cost, DayRange, Person, RotationProblem, RotationSolution } from '../rotations/problem.ts'
import { countInWords, rangeInWords } from '../words.ts'
import { priced } from './lines.ts'

export function checkCapacities(problem: RotationProblem, solution: RotationSolution): Cost[] {
  const horizon = { startOn: Number.POSITIVE_INFINITY, endOn: Number.NEGATIVE_INFINITY }
  for (const { slots } of problem.people) {
    for (const { startOn, endOn } of slots) {
      horizon.startOn = Math.min(horizon.startOn, startOn)
      horizon.endOn = Math.max(horizon.endOn, endOn)
    }
  }
  if (horizon.endOn < horizon.startOn) return []
  const rooms = problem.capacities.map((capacity) => emptyRoom(capacity, horizon))
  const roomsOf = new Map<string, Room[]>()
  for (const room of rooms)
    for (const id of room.capacity.activityIds) roomsOf.set(id, [...(roomsOf.get(id) ?? []), room])
  for (const person of problem.people) {
    const line = solution.assignments[person.id] ?? []
    for (const [index, slot] of person.slots.entries()) {
      const activity = problem.activities[line[index] ?? -1]
      for (const room of activity ? (roomsOf.get(activity.id) ?? []) : [])
        if (room.people === null || room.people.has(person.id)) count(room, slot, 1)
    }
  }
  return rooms.flatMap(({ capacity, startOn, counts }) => [
    ...stretches(capacity, 'capacity-max', counts, startOn, (people) => people - (capacity.max?.count ?? people)),
    ...stretches(capacity, 'capacity-min', counts, startOn, (people) => (capacity.min?.count ?? people) - people),
  ])
}

/** People on a capacity on each day of its window, from `startOn` on. */
interface Room {
  capacity: Capacity
  people: Set<string> | null
  startOn: number
  counts: number[]
}

function emptyRoom(capacity: Capacity, horizon: DayRange): Room {
  const startOn = Math.max(horizon.startOn, capacity.window?.startOn ?? horizon.startOn)
  const endOn = Math.min(horizon.endOn, capacity.window?.endOn ?? horizon.endOn)
  const counts = Array.from({ length: Math.max(0, endOn - startOn + 1) }, () => 0)
  const room = { capacity, people: capacity.personIds ? new Set(capacity.personIds) : null, startOn, counts }
  for (const outside of capacity.load ?? []) count(room, outside, outside.count)
  return room
}

function count({ startOn, counts }: Room, range: DayRange, people: number): void {
  const last = Math.min(range.endOn, startOn + counts.length - 1)
  for (let day = Math.max(range.startOn, startOn); day <= last; day++) {
    counts[day - startOn] = (counts[day - startOn] ?? 0) + people
  }
}

/** Days in a row with the same excess, as one cost each. */
function stretches(
  capacity: Capacity,
  rule: 'capacity-max' | 'capacity-min',
  counts: number[],
  firstDay: number,
  excessOf: (count: number) => number,
): Cost[] {
  const costs: Cost[] = []
  const soft = rule === 'capacity-max' ? capacity.max?.soft : capacity.min?.soft
  let from = 0
  while (from < counts.length) {
    const people = counts[from]!
    let to = from
    while (to + 1 < counts.length && counts[to + 1] === people) to++
    const excess = Math.max(0, excessOf(people))
    if (excess > 0) {
      const range = { startOn: firstDay + from, endOn: firstDay + to }
      const has = `${capacity.label} has ${countInWords(people, 'person', 'people')} ${rangeInWords(range)}`
      const limit =
        rule === 'capacity-max' ? `it holds at most ${capacity.max?.count}` : `it needs at least ${capacity.min?.count}`
      const sentence = `${has}; ${limit}.`
      costs.push({ rule, ...priced(soft, excess * (to - from + 1)), ruleId: capacity.id, ...range, sentence })
    }
    from = to + 1
  }
  return costs
}

export function checkFairness(problem: RotationProblem, solution: RotationSolution): Cost[] {
  const people = new Map(problem.people.map((person): [string, Person] => [person.id, person]))
  return (problem.fairness ?? []).flatMap(({ id, label, activityIds, personIds, doneDays = {}, soft }) => {
    const shares = personIds.map((personId) => {
      const person = people.get(personId)
      const line = solution.assignments[personId] ?? []
      let days = doneDays[personId] ?? 0
      for (const [index, slot] of (person?.slots ?? []).entries()) {
        const activity = problem.activities[line[index] ?? -1]
        if (activity && activityIds.includes(activity.id)) days += slot.endOn - slot.startOn + 1
      }
      return { personId, name: person?.label ?? personId, days }
    })
    const sum = shares.reduce((total, { days }) => total + days, 0)
    return shares.flatMap(({ personId, name, days }) => {
      const off = Math.floor(Math.abs(days * shares.length - sum) / shares.length)
      if (off === 0) return []
      const average = Math.round(sum / shares.length)
      const sentence = `${name} has ${countInWords(days, 'day', 'days')} of ${label}; the average is ${average}.`
      return [{ rule: 'fairness' as const, ...priced(soft, off), ruleId: id, personId, sentence }]
    })
  })
}
