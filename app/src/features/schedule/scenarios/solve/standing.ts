import { check, type Cost, type Person, type RotationProblem, type RotationSolution } from '@gradus/solver'
import type { Placement, YearFacts } from '../../facts/year-facts.ts'
import { rotationKey } from '../../rotations.ts'
import { otherProgram } from './activities.ts'
import type { PlannedProblem } from './problem.ts'
import { tier } from './tiers.ts'

/** A schedule as the solver writes it down. Time without an assignment has none, or is left to the other program. */
export function solutionOf({ problem, timelines }: PlannedProblem, facts: YearFacts): RotationSolution {
  const index = new Map(problem.activities.map(({ id }, at) => [id, at]))
  const seats = new Map(facts.seats.map((seat) => [seat.id, seat.personId]))
  const placements = new Map<string, Placement[]>()
  for (const placement of facts.placements) {
    const personId = seats.get(placement.appointmentId)
    if (personId === undefined) continue
    const own = placements.get(personId) ?? []
    own.push(placement)
    placements.set(personId, own)
  }
  const lines = problem.people.map((person): [string, number[]] => {
    const own = placements.get(person.id) ?? []
    const elsewhere = person.activities.some(({ activityId }) => activityId === otherProgram)
      ? index.get(otherProgram)
      : -1
    return [
      person.id,
      (timelines.get(person.id)?.slots ?? []).map((slot) => {
        if (slot.away) return -1
        const here = own.find(({ startOn, endOn }) => startOn <= slot.startOn && slot.startOn <= endOn)
        if (here === undefined) return elsewhere ?? -1
        return index.get(rotationKey(here.programId, here.rotationId)) ?? -1
      }),
    ]
  })
  return { assignments: Object.fromEntries(lines) }
}

const forgiven = { tier: tier.coverage, weight: 2 }
const rounds = 3

/**
 * The problem in which what a schedule breaks already is wished for instead of demanded, so that an answer is about what was asked and
 * not about old faults. `demands` names those of whom requirements stay a demand all the same.
 */
export function forgiving(
  problem: RotationProblem,
  solution: RotationSolution,
  demands: (personId: string) => boolean = () => false,
): RotationProblem {
  let current = problem
  for (let round = 0; round < rounds; round += 1) {
    const broken = check(current, solution).costs.filter(({ tier: level }) => level === null)
    if (broken.length === 0) return current
    current = softened(current, broken, demands)
  }
  return current
}

function softened(problem: RotationProblem, broken: readonly Cost[], demands: (personId: string) => boolean) {
  const named = (rule: Cost['rule'], personId?: string) =>
    new Set(broken.filter((cost) => cost.rule === rule && cost.personId === personId).map(({ ruleId }) => ruleId))
  const over = named('capacity-max')
  const short = named('capacity-min')
  const people = new Set(broken.flatMap(({ personId }) => personId ?? []))
  return {
    ...problem,
    people: problem.people.map((person): Person => {
      if (!people.has(person.id) || demands(person.id)) return person
      const requirements = named('requirement', person.id)
      const prerequisites = named('prerequisite', person.id)
      return {
        ...person,
        requirements: (person.requirements ?? []).map((each) =>
          requirements.has(each.id) && !each.soft ? { ...each, soft: forgiven } : each,
        ),
        prerequisites: (person.prerequisites ?? []).map((each) =>
          prerequisites.has(each.id) && !each.soft ? { ...each, soft: forgiven } : each,
        ),
      }
    }),
    capacities: problem.capacities.map(({ max, min, ...room }) => ({
      ...room,
      ...(max ? { max: over.has(room.id) && !max.soft ? { ...max, soft: forgiven } : max } : {}),
      ...(min ? { min: short.has(room.id) && !min.soft ? { ...min, soft: forgiven } : min } : {}),
    })),
  }
}

/**
 * The problem that a schedule as it stands can be asked about: time without an assignment stays empty, except for `asked`, and what
 * somebody is on, though the rules would not have it, is possible for them.
 */
export function asItStands(
  problem: RotationProblem,
  solution: RotationSolution,
  asked: (personId: string, slot: number) => boolean,
): RotationProblem {
  return {
    ...problem,
    people: problem.people.map((person) => {
      const line = solution.assignments[person.id] ?? []
      const gateless = new Set<string>()
      const slots = person.slots.map((slot, at) => {
        const here = problem.activities[line[at] ?? -1]?.id
        if (here === undefined) return slot.away || asked(person.id, at) ? slot : { ...emptied(slot), away: true }
        const own = person.activities.find(({ activityId }) => activityId === here)
        if (!own || (own.notBeforeOn ?? -Infinity) > slot.startOn || (own.notAfterOn ?? Infinity) < slot.endOn)
          gateless.add(here)
        return slot.allowed === undefined || slot.allowed.includes(here)
          ? slot
          : { ...slot, allowed: [...slot.allowed, here] }
      })
      const known = new Set(person.activities.map(({ activityId }) => activityId))
      return {
        ...person,
        slots,
        activities: [
          ...person.activities.map(({ notBeforeOn, notAfterOn, ...own }) =>
            gateless.has(own.activityId)
              ? own
              : {
                  ...own,
                  ...(notBeforeOn === undefined ? {} : { notBeforeOn }),
                  ...(notAfterOn === undefined ? {} : { notAfterOn }),
                },
          ),
          ...[...gateless].filter((activityId) => !known.has(activityId)).map((activityId) => ({ activityId })),
        ],
      }
    }),
  }
}

function emptied({ pinned: _pinned, ...slot }: Person['slots'][number]): Person['slots'][number] {
  return slot
}
