/** The least change of a schedule that meets a changed problem: a few people first, then more of those around them. */
import { check } from '../../check/check.ts'
import { improve } from '../improve.ts'
import { type Part, partOf, putBack } from '../parts/part.ts'
import type { World } from '../parts/world.ts'
import type { Cost, Day, RotationProblem, Score, Soft } from '../problem.ts'
import { compareScores } from '../score.ts'
import { neighboursOf } from './neighbours.ts'

export interface AdjustOptions {
  seed: number
  /** Moves per open slot of a neighbourhood. */
  effort: number
  shouldStop: () => boolean
  /** A better answer than any before; the first one comes from the people concerned alone. */
  onAnswer?: (people: number) => void
}

export interface Adjusted {
  /** People whose lines were open to change. */
  people: number[]
  /** Of the last neighbourhood, without the tier of changes. */
  costs: Cost[]
  score: Score
}

/** People taken into the search: those concerned, then so many around them. */
const RINGS = [0, 5, 15, 40]

/**
 * Changes the world's lines so that fewer hard rules are broken, with as few changed slots as possible, and the soft tiers after that.
 * `world` holds the changed problem with the schedule as published; slots that end before `fromOn` stay.
 */
export function adjust(world: World, concerned: number[], fromOn: Day, options: AdjustOptions): Adjusted {
  const before = world.lines.map((line) => line.slice())
  let adjusted: Adjusted | null = null
  let people = concerned
  for (const ring of RINGS) {
    if (adjusted && (options.shouldStop() || ring === 0)) break
    if (ring > 0) {
      const more = neighboursOf(world, people, adjusted?.costs ?? [], fromOn, concerned.length + ring - people.length)
      if (more.length === 0) break
      people = [...people, ...more]
    }
    const part = partOf(world, people, (p, k) => world.problem.people[p]!.slots[k]!.endOn < fromOn)
    const asked = withChangesFirst(part, before, world)
    const open = asked.people.reduce((sum, { slots }) => sum + slots.filter((slot) => slot.endOn >= fromOn).length, 0)
    const run = { seed: options.seed, iterations: open * options.effort, shouldStop: options.shouldStop }
    const solution = improve(asked, run, part.start)
    const isBetter = compareScores(check(asked, solution).score, check(asked, part.start).score) < 0
    if (isBetter || !adjusted) {
      putBack(world, part, isBetter ? solution : part.start)
      options.onAnswer?.(people.length)
    }
    const { costs, score } = check(part.problem, isBetter ? solution : part.start)
    adjusted = { people, costs, score }
    if (score.hard === 0 && ring > 0) break
  }
  return adjusted!
}

/** The part with a first tier that counts changed slots; the other tiers follow. */
function withChangesFirst({ problem, people, activities }: Part, before: Int16Array[], world: World): RotationProblem {
  const local = new Map(activities.map((a, index) => [a, index]))
  const lines = people.map((p): [string, number[]] => [
    world.problem.people[p]!.id,
    Array.from(before[p]!, (a) => local.get(a) ?? -1),
  ])
  const later = (soft: Soft): Soft => ({ ...soft, tier: soft.tier + 1 })
  const shifted = shiftSoft(problem, later)
  return {
    ...shifted,
    tiers: ['Changes', ...problem.tiers],
    previous: { solution: { assignments: Object.fromEntries(lines) }, soft: { tier: 0, weight: 1 } },
  }
}

function shiftSoft(problem: RotationProblem, later: (soft: Soft) => Soft): RotationProblem {
  const shift = <T extends { soft?: Soft }>(rule: T): T => (rule.soft ? { ...rule, soft: later(rule.soft) } : rule)
  return {
    ...problem,
    people: problem.people.map((person) => ({
      ...person,
      activities: person.activities.map(({ run, visits, gap, ...own }) => ({
        ...own,
        ...(run ? { run: shift(run) } : {}),
        ...(visits ? { visits: shift(visits) } : {}),
        ...(gap ? { gap: shift(gap) } : {}),
      })),
      ...(person.requirements ? { requirements: person.requirements.map(shift) } : {}),
      ...(person.prerequisites ? { prerequisites: person.prerequisites.map(shift) } : {}),
      ...(person.wishes ? { wishes: person.wishes.map((wish) => ({ ...wish, tier: wish.tier + 1 })) } : {}),
    })),
    capacities: problem.capacities.map(({ max, min, ...room }) => ({
      ...room,
      ...(max ? { max: shift(max) } : {}),
      ...(min ? { min: shift(min) } : {}),
    })),
    ...(problem.fairness ? { fairness: problem.fairness.map(shift) } : {}),
    ...(problem.siteChanges ? { siteChanges: later(problem.siteChanges) } : {}),
  }
}
