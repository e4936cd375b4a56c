/** Least change of a published schedule around a disturbance. */
import { createBudget } from '../../engine/budget.ts'
import { rangeInWords } from '../../words.ts'
import { countPerson, createWorld, solutionOf, type World } from '../parts/world.ts'
import type { Cost, DayRange, RotationProblem, RotationSolution } from '../problem.ts'
import { adjust } from './adjust.ts'
import { type Disturbance, disturb, firstDayOf } from './disturbance.ts'

export interface RepairOptions {
  seed?: number
  /** Moves per open slot of each neighbourhood. */
  effort?: number
  /** Needs `now`. */
  maxMilliseconds?: number
  now?: () => number
  shouldStop?: () => boolean
  /** With every better answer, and how many people's lines were open to it. */
  onAnswer?: (people: number) => void
}

export interface SlotChange extends DayRange {
  personId: string
  /** Index into the person's slots. */
  slot: number
  /** `null`: no activity. */
  fromActivityId: string | null
  toActivityId: string | null
  sentence: string
}

export interface Repair {
  /** What the schedule is now a schedule of. */
  problem: RotationProblem
  solution: RotationSolution
  changes: SlotChange[]
  /** Hard rules about the people and rooms concerned that the repaired schedule breaks. */
  broken: Cost[]
  /** How many people's lines were open to change. */
  people: number
}

const EFFORT = 150

/**
 * Repairs a published schedule (of a problem as accepted by `validateProblem`) after a disturbance: the fewest broken hard rules, then
 * the fewest changed slots, then the soft tiers. Slots that end before the disturbance stay. Works on the people concerned first, then
 * on more of those who share their activities and rooms, so the first answer takes about as long as reading the schedule.
 * Throws a RangeError when `maxMilliseconds` is given without `now`.
 */
export function repair(
  problem: RotationProblem,
  published: RotationSolution,
  disturbance: Disturbance,
  { seed = 1, effort = EFFORT, onAnswer, ...limits }: RepairOptions = {},
): Repair {
  const budget = createBudget({ ...limits, maxIterations: Number.POSITIVE_INFINITY })
  const { previous: _previous, ...plain } = problem
  const disturbed = disturb(plain, disturbance)
  const world = createWorld(disturbed, published)
  const before = world.lines.map((line) => line.slice())
  const concerned = peopleConcerned(world, disturbance)
  if (concerned.length === 0) return { problem: disturbed, solution: published, changes: [], broken: [], people: 0 }
  settle(world, concerned)
  const { costs, people } = adjust(world, concerned, firstDayOf(disturbance), {
    seed,
    effort,
    shouldStop: budget.over,
    ...(onAnswer ? { onAnswer } : {}),
  })
  return {
    problem: disturbed,
    solution: solutionOf(world),
    changes: changesBetween(world, before),
    broken: costs.filter(({ tier }) => tier === null),
    people: people.length,
  }
}

/** Takes out of the lines what leave and pins decide. */
function settle(world: World, people: number[]): void {
  for (const p of people) {
    const lines = world.problem.people[p]!.slots.map(({ away, pinned }, k) =>
      away ? -1 : pinned === undefined ? world.lines[p]![k]! : world.activityIndex.get(pinned)!,
    )
    countPerson(world, p, -1)
    world.lines[p] = Int16Array.from(lines)
    countPerson(world, p, 1)
  }
}

function peopleConcerned({ problem, personIndex, lines, roomsOf }: World, disturbance: Disturbance): number[] {
  if (disturbance.kind !== 'closed-room') {
    const p = personIndex.get(disturbance.personId)
    return p === undefined ? [] : [p]
  }
  const closed = problem.capacities.findIndex(({ id }) => id === disturbance.capacityId)
  return problem.people.flatMap(({ slots }, p) =>
    slots.some(
      ({ startOn, endOn }, k) =>
        startOn <= disturbance.endOn &&
        endOn >= disturbance.startOn &&
        lines[p]![k]! >= 0 &&
        roomsOf(p, lines[p]![k]!).includes(closed),
    )
      ? [p]
      : [],
  )
}

/** Slot by slot, in the order of people and dates. */
export function changesBetween({ problem, lines }: World, before: Int16Array[]): SlotChange[] {
  return problem.people.flatMap((person, p) =>
    person.slots.flatMap(({ startOn, endOn }, slot): SlotChange[] => {
      const from = problem.activities[before[p]![slot]!]
      const to = problem.activities[lines[p]![slot]!]
      if (from?.id === to?.id) return []
      const when = rangeInWords({ startOn, endOn })
      const sentence = to
        ? `${person.label} goes to ${to.label} instead of ${from?.label ?? 'nothing'} ${when}.`
        : `${person.label} is away instead of on ${from?.label ?? 'nothing'} ${when}.`
      return [
        {
          personId: person.id,
          slot,
          startOn,
          endOn,
          fromActivityId: from?.id ?? null,
          toActivityId: to?.id ?? null,
          sentence,
        },
      ]
    }),
  )
}
