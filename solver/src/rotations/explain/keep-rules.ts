/** The problem that holds only some of the hard rules: what a conflict is tested on. */
import type { Capacity, Person, PersonActivity, RotationProblem, Slot } from '../problem.ts'
import { keyOf, type RuleKey } from './named-rule.ts'

/** Where a leave is dropped, somebody may work or still not: this stands for not. */
const NOT_WORKING = 'not working'

/**
 * The problem with these hard rules and no others, without soft rules, and without the people whom no rule kept here touches. Every
 * schedule of more rules is one of fewer (a dropped leave may still be taken), so fewer rules never make it harder.
 */
export function keepRules(problem: RotationProblem, kept: ReadonlySet<RuleKey>): RotationProblem {
  const capacities = problem.capacities.flatMap((capacity): Capacity[] => {
    const { id, max, min, ...rest } = capacity
    const keepsMax = max !== undefined && kept.has(keyOf({ kind: 'capacity-max', ruleId: id }))
    const keepsMin = min !== undefined && kept.has(keyOf({ kind: 'capacity-min', ruleId: id }))
    if (!keepsMax && !keepsMin) return []
    return [
      {
        ...rest,
        id,
        ...(keepsMax ? { max: { count: max.count } } : {}),
        ...(keepsMin ? { min: { count: min.count } } : {}),
      },
    ]
  })
  const withRules = new Set([...kept].map((key) => (JSON.parse(key) as string[])[1]!))
  const people = problem.people
    .filter(({ id, activities }) => withRules.has(id) || capacities.some((room) => isOpenTo(room, id, activities)))
    .map((person) => keepOfPerson(person, kept))
  const known = new Set(people.map(({ id }) => id))
  return {
    kind: 'rotations',
    tiers: [],
    activities: [...problem.activities, { id: NOT_WORKING, label: 'Time not worked' }],
    people,
    capacities: capacities.map((room) =>
      room.personIds ? { ...room, personIds: room.personIds.filter((id) => known.has(id)) } : room,
    ),
  }
}

function isOpenTo({ activityIds, personIds }: Capacity, personId: string, activities: PersonActivity[]): boolean {
  return (
    (personIds === undefined || personIds.includes(personId)) &&
    activities.some(({ activityId }) => activityIds.includes(activityId))
  )
}

function keepOfPerson(person: Person, kept: ReadonlySet<RuleKey>): Person {
  const { wishes: _wishes, ...rest } = person
  const personId = person.id
  const own = person.activities.map(({ activityId }) => activityId)
  const { slots, dropsLeave } = keepOfSlots(person, own, kept)
  const activities = person.activities.map((one): PersonActivity => {
    const { activityId, notBeforeOn, notAfterOn, run, visits, gap } = one
    const keeps = (kind: 'gate' | 'run' | 'visits' | 'gap'): boolean => kept.has(keyOf({ kind, personId, activityId }))
    return {
      activityId,
      ...(keeps('gate') && notBeforeOn !== undefined ? { notBeforeOn } : {}),
      ...(keeps('gate') && notAfterOn !== undefined ? { notAfterOn } : {}),
      ...(keeps('run') && run ? { run } : {}),
      ...(keeps('visits') && visits ? { visits } : {}),
      ...(keeps('gap') && gap ? { gap } : {}),
    }
  })
  return {
    ...rest,
    slots,
    activities: dropsLeave ? [...activities, { activityId: NOT_WORKING }] : activities,
    requirements: (person.requirements ?? []).flatMap((requirement) => {
      const { minTicks, maxTicks, ...more } = requirement
      const keepsMin = kept.has(keyOf({ kind: 'requirement-min', personId, ruleId: requirement.id }))
      const keepsMax = kept.has(keyOf({ kind: 'requirement-max', personId, ruleId: requirement.id }))
      const limits = {
        ...(keepsMin && minTicks !== undefined ? { minTicks } : {}),
        ...(keepsMax && maxTicks !== undefined ? { maxTicks } : {}),
      }
      return keepsMin || keepsMax ? [{ ...more, ...limits }] : []
    }),
    prerequisites: (person.prerequisites ?? []).filter(({ id }) =>
      kept.has(keyOf({ kind: 'prerequisite', personId, ruleId: id })),
    ),
  }
}

function keepOfSlots(
  person: Person,
  own: string[],
  kept: ReadonlySet<RuleKey>,
): { slots: Slot[]; dropsLeave: boolean } {
  let keepsLeave = false
  let dropsLeave = false
  const slots = person.slots.map((slot, index): Slot => {
    const { pinned, away, ...rest } = slot
    if (away && !person.slots[index - 1]?.away)
      keepsLeave = kept.has(keyOf({ kind: 'leave', personId: person.id, slot: index, slotCount: 1 }))
    const keepsPin = pinned !== undefined && kept.has(keyOf({ kind: 'pin', personId: person.id, slot: index }))
    const pin = keepsPin ? { pinned } : {}
    if (away && keepsLeave) return { ...rest, ...pin, away }
    if (away) dropsLeave = true
    return { ...rest, ...pin, ...(away ? { allowed: [...(rest.allowed ?? own), NOT_WORKING] } : {}) }
  })
  if (!dropsLeave) return { slots, dropsLeave }
  return {
    slots: slots.map((slot) => (slot.allowed || slot.away ? slot : { ...slot, allowed: own })),
    dropsLeave,
  }
}
