/** Rules across people, day by day. */
import type { Capacity, Cost, RotationProblem, RotationSolution } from '../rotations/problem.ts'
import { countInWords, rangeInWords } from '../words.ts'
import { priced } from './lines.ts'

export function checkCapacities(problem: RotationProblem, solution: RotationSolution): Cost[] {
  const days = problem.people.flatMap(({ slots }) => slots.flatMap(({ startOn, endOn }) => [startOn, endOn]))
  const horizon = {
    startOn: days.reduce((a, b) => Math.min(a, b), days[0] ?? 0),
    endOn: days.reduce((a, b) => Math.max(a, b), days[0] ?? -1),
  }
  return problem.capacities.flatMap((capacity) => {
    const startOn = Math.max(horizon.startOn, capacity.window?.startOn ?? horizon.startOn)
    const endOn = Math.min(horizon.endOn, capacity.window?.endOn ?? horizon.endOn)
    const counts = countByDay(problem, solution, capacity, startOn, endOn)
    return [
      ...stretches(capacity, 'capacity-max', counts, startOn, (count) => count - (capacity.max?.count ?? count)),
      ...stretches(capacity, 'capacity-min', counts, startOn, (count) => (capacity.min?.count ?? count) - count),
    ]
  })
}

function countByDay(
  problem: RotationProblem,
  solution: RotationSolution,
  capacity: Capacity,
  startOn: number,
  endOn: number,
): number[] {
  const counts = Array.from({ length: Math.max(0, endOn - startOn + 1) }, () => 0)
  const count = (range: { startOn: number; endOn: number }, people: number): void => {
    for (let day = Math.max(range.startOn, startOn); day <= Math.min(range.endOn, endOn); day++) {
      counts[day - startOn] = (counts[day - startOn] ?? 0) + people
    }
  }
  for (const person of problem.people) {
    if (capacity.personIds && !capacity.personIds.includes(person.id)) continue
    const line = solution.assignments[person.id] ?? []
    for (const [index, slot] of person.slots.entries()) {
      const activity = problem.activities[line[index] ?? -1]
      if (activity && capacity.activityIds.includes(activity.id)) count(slot, 1)
    }
  }
  for (const outside of capacity.load ?? []) count(outside, outside.count)
  return counts
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
  return (problem.fairness ?? []).flatMap(({ id, label, activityIds, personIds, doneDays = {}, soft }) => {
    const shares = personIds.map((personId) => {
      const person = problem.people.find((one) => one.id === personId)
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
