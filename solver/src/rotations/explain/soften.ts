/** One hard rule made soft, to see by how little it must give way. */
import type { Person, PersonActivity, RotationProblem, Soft, Wish } from '../problem.ts'
import { isRoomRule, type NamedRule, type PersonRule } from './named-rule.ts'

const SOFT: Soft = { tier: 0, weight: 1 }

/** The problem (hard rules only) with this rule as its one soft tier. A pin is taken out: it gives way or it does not. */
export function soften(problem: RotationProblem, rule: Exclude<NamedRule, { kind: 'leave' }>): RotationProblem {
  const softened = { ...problem, tiers: ['Relaxed rule'] }
  if (isRoomRule(rule)) {
    const side = rule.kind === 'capacity-max' ? 'max' : 'min'
    return {
      ...softened,
      capacities: problem.capacities.map((room) =>
        room.id === rule.ruleId && room[side] ? { ...room, [side]: { ...room[side], soft: SOFT } } : room,
      ),
    }
  }
  return changePerson(softened, rule.personId, (person) => softenOf(person, rule))
}

export function changePerson(
  problem: RotationProblem,
  personId: string,
  change: (person: Person) => Person,
): RotationProblem {
  return { ...problem, people: problem.people.map((person) => (person.id === personId ? change(person) : person)) }
}

export function changeActivity(
  person: Person,
  activityId: string,
  change: (own: PersonActivity) => PersonActivity,
): Person {
  return {
    ...person,
    activities: person.activities.map((own) => (own.activityId === activityId ? change(own) : own)),
  }
}

function softenOf(person: Person, rule: Exclude<PersonRule, { kind: 'leave' }>): Person {
  switch (rule.kind) {
    case 'requirement-min':
    case 'requirement-max':
      return { ...person, requirements: softenRequirement(person, rule) }
    case 'prerequisite':
      return {
        ...person,
        prerequisites: (person.prerequisites ?? []).map((one) =>
          one.id === rule.ruleId ? { ...one, soft: SOFT } : one,
        ),
      }
    case 'pin':
      return {
        ...person,
        slots: person.slots.map(({ pinned, ...slot }, index) =>
          index === rule.slot || pinned === undefined ? slot : { ...slot, pinned },
        ),
      }
    case 'gate':
      return openGate(person, rule.activityId)
    case 'run':
    case 'visits':
    case 'gap': {
      const { kind } = rule
      return changeActivity(person, rule.activityId, (own) => ({
        ...own,
        ...(own[kind] ? { [kind]: { ...own[kind], soft: SOFT } } : {}),
      }))
    }
  }
}

/** The limit meant becomes soft, the other one stays. */
function softenRequirement(
  { requirements = [] }: Person,
  { kind, ruleId }: { kind: 'requirement-min' | 'requirement-max'; ruleId: string },
) {
  return requirements.flatMap((requirement) => {
    if (requirement.id !== ruleId) return [requirement]
    const { minTicks, maxTicks, ...rest } = requirement
    const min = minTicks === undefined ? {} : { minTicks }
    const max = maxTicks === undefined ? {} : { maxTicks }
    const [soft, hard] = kind === 'requirement-min' ? [min, max] : [max, min]
    return [
      { ...rest, ...soft, soft: SOFT },
      { ...rest, ...hard, id: `${ruleId} (the other limit)` },
    ]
  })
}

/** Without the gate, and the dearer the further a slot on the activity lies outside it. */
function openGate(person: Person, activityId: string): Person {
  const own = person.activities.find((one) => one.activityId === activityId)!
  const { notBeforeOn, notAfterOn } = own
  const early = person.slots.filter(({ startOn }) => notBeforeOn !== undefined && startOn < notBeforeOn)
  const late = person.slots.filter(({ endOn }) => notAfterOn !== undefined && endOn > notAfterOn)
  const avoid = (slots: { startOn: number; endOn: number }[], side: string): Wish[] =>
    slots.map(({ startOn, endOn }, distance) => ({
      id: `outside the gate ${side} ${startOn}`,
      label: 'outside the gate',
      kind: 'avoid',
      activityIds: [activityId],
      window: { startOn, endOn },
      tier: SOFT.tier,
      weight: distance + 1,
    }))
  return {
    ...changeActivity(person, activityId, ({ notBeforeOn: _early, notAfterOn: _late, ...open }) => open),
    wishes: [...avoid(early.toReversed(), 'before'), ...avoid(late, 'after')],
  }
}
