/** Small hand-made problems for tests of one rule at a time: trainees on weeks (two ticks each) from day 0. */
import { check } from '../check/check.ts'
import { compile } from '../rotations/compile.ts'
import type { Person, RotationProblem, RotationSolution, Score, Slot } from '../rotations/problem.ts'
import { fromSolution, toScore } from '../rotations/solution.ts'
import { createState } from '../rotations/state.ts'

export const SOFT = { tier: 0, weight: 3 }

export function weeks(count: number, changes: Record<number, Partial<Slot>> = {}): Slot[] {
  return Array.from({ length: count }, (_, week) => ({
    startOn: week * 7,
    endOn: week * 7 + 6,
    ticks: 2,
    ...changes[week],
  }))
}

export function trainee(id: string, person: Partial<Person>): Person {
  return {
    id,
    label: `Trainee ${id.toUpperCase()}`,
    unit: { ticksPerUnit: 2, one: 'week', many: 'weeks' },
    slots: weeks(4),
    activities: [{ activityId: 'mri' }, { activityId: 'ct' }, { activityId: 'free' }],
    ...person,
  }
}

/** Activities MRI (site one), CT (site two) and free time; one soft tier. */
export function smallProblem(people: Person[], more: Partial<RotationProblem> = {}): RotationProblem {
  return {
    kind: 'rotations',
    tiers: ['Soft'],
    activities: [
      { id: 'mri', label: 'MRI', siteId: 'one' },
      { id: 'ct', label: 'CT', siteId: 'two' },
      { id: 'free', label: 'Free time' },
    ],
    people,
    capacities: [],
    ...more,
  }
}

/** Letters to a schedule: `m` MRI, `c` CT, `f` free, `-` away. One word per person, in order. */
export function scheduleOf(problem: RotationProblem, ...words: string[]): RotationSolution {
  return {
    assignments: Object.fromEntries(
      problem.people.map(({ id }, p) => [id, words[p]!.split('').map((letter) => 'mcf'.indexOf(letter))]),
    ),
  }
}

/** Hard points and soft points, as the search and the checker both see them; throws when they disagree. */
export function costOf(
  problem: RotationProblem,
  ...words: string[]
): { hard: number; soft: number; sentences: string[] } {
  const solution = scheduleOf(problem, ...words)
  const c = compile(problem)
  const activities = new Int16Array(c.slotCount).fill(-1)
  fromSolution(c, solution, activities)
  const searched: Score = toScore(createState(c, activities).cost)
  const { score, costs } = check(problem, solution)
  if (JSON.stringify(score) !== JSON.stringify(searched)) {
    throw new Error(`The checker says ${JSON.stringify(score)}, the search ${JSON.stringify(searched)}.`)
  }
  return { hard: score.hard, soft: score.tiers[0] ?? 0, sentences: costs.map(({ sentence }) => sentence) }
}
