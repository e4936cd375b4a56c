/** Several ways to repair a schedule, each sparing somebody whom another one moves. */
import { createBudget } from '../../engine/budget.ts'
import type { RotationProblem, RotationSolution } from '../problem.ts'
import type { Disturbance } from './disturbance.ts'
import { repair, type Repair, type RepairOptions } from './repair.ts'

export interface RepairsOptions extends RepairOptions {
  /** How many different repairs are looked for at most. */
  atMost: number
}

/**
 * Up to `atMost` different repairs (see `repair`), the fewest broken hard rules first, then the fewest changed slots. The first is the
 * least change found; each further one leaves somebody alone whom an earlier one moves. With a time limit, the first search gets half.
 */
export function repairs(
  problem: RotationProblem,
  published: RotationSolution,
  disturbance: Disturbance,
  { atMost, ...options }: RepairsOptions,
): Repair[] {
  const budget = createBudget({
    ...(options.maxMilliseconds === undefined ? {} : { maxMilliseconds: options.maxMilliseconds }),
    ...(options.now ? { now: options.now } : {}),
    ...(options.shouldStop ? { shouldStop: options.shouldStop } : {}),
    maxIterations: Number.POSITIVE_INFINITY,
  })
  const share = (): { maxMilliseconds?: number } =>
    options.maxMilliseconds === undefined
      ? {}
      : { maxMilliseconds: options.maxMilliseconds / (tried.size === 1 ? 2 : 2 * Math.max(1, atMost - 1)) }
  const found = new Map<string, Repair>()
  const waiting: string[][] = [[]]
  const tried = new Set<string>()
  let whole: RotationProblem | null = null
  while (waiting.length > 0 && tried.size < 2 * atMost && found.size < atMost && !(found.size > 0 && budget.over())) {
    const spared = waiting.shift()!
    tried.add(spared.join('\n'))
    const one = repair(sparing(problem, published, spared), published, disturbance, { ...options, ...share() })
    whole ??= one.problem
    const key = JSON.stringify(one.changes.map(({ personId, slot, toActivityId }) => [personId, slot, toActivityId]))
    if (!found.has(key)) found.set(key, { ...one, problem: whole })
    for (const personId of moved(one, disturbance)) {
      const next = [...spared, personId].toSorted()
      if (!tried.has(next.join('\n')) && !waiting.some((each) => each.join('\n') === next.join('\n')))
        waiting.push(next)
    }
  }
  return [...found.values()].toSorted((a, b) => broken(a) - broken(b) || a.changes.length - b.changes.length)
}

const broken = ({ broken: costs }: Repair): number => costs.reduce((sum, { points }) => sum + points, 0)

/** Those whom a repair moves besides the one it is about. */
function moved({ changes }: Repair, disturbance: Disturbance): string[] {
  const about = disturbance.kind === 'closed-room' ? null : disturbance.personId
  return [...new Set(changes.map(({ personId }) => personId))].filter((personId) => personId !== about)
}

/** The problem in which some people stay where they are. */
function sparing(problem: RotationProblem, published: RotationSolution, personIds: string[]): RotationProblem {
  if (personIds.length === 0) return problem
  const spared = new Set(personIds)
  return {
    ...problem,
    people: problem.people.map((person) => {
      if (!spared.has(person.id)) return person
      const line = published.assignments[person.id] ?? []
      return {
        ...person,
        slots: person.slots.map((slot, index) => {
          const here = problem.activities[line[index] ?? -1]
          return slot.away || here === undefined
            ? slot
            : {
                ...slot,
                pinned: here.id,
                ...(slot.allowed ? { allowed: [...new Set([...slot.allowed, here.id])] } : {}),
              }
        }),
      }
    }),
  }
}
