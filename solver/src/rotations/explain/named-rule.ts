/** The hard rules of a problem one by one, each with a name under which it can be kept or dropped. */
import { amountInWords, dayInWords, rangeInWords } from '../../words.ts'
import type { Person, RotationProblem } from '../problem.ts'

/** What a slot may hold at all (`allowed`, a person's own activities) is no rule of its own: it is what the rules are about. */
export type NamedRule =
  | { kind: 'requirement-min' | 'requirement-max'; personId: string; ruleId: string }
  | { kind: 'prerequisite'; personId: string; ruleId: string }
  | { kind: 'capacity-min' | 'capacity-max'; ruleId: string }
  /** `slot`: index into the person's slots. */
  | { kind: 'pin'; personId: string; slot: number }
  /** Away in `slotCount` slots that follow each other. */
  | { kind: 'leave'; personId: string; slot: number; slotCount: number }
  | { kind: 'gate' | 'run' | 'visits' | 'gap'; personId: string; activityId: string }

export type RoomRule = Extract<NamedRule, { kind: 'capacity-min' | 'capacity-max' }>
export type PersonRule = Exclude<NamedRule, RoomRule>

export function isRoomRule(rule: NamedRule): rule is RoomRule {
  return rule.kind === 'capacity-max' || rule.kind === 'capacity-min'
}

/** Identifies a rule within its problem. */
export type RuleKey = string

export function keyOf(rule: NamedRule): RuleKey {
  switch (rule.kind) {
    case 'capacity-min':
    case 'capacity-max':
      return JSON.stringify([rule.kind, rule.ruleId])
    case 'requirement-min':
    case 'requirement-max':
    case 'prerequisite':
      return JSON.stringify([rule.kind, rule.personId, rule.ruleId])
    case 'pin':
    case 'leave':
      return JSON.stringify([rule.kind, rule.personId, rule.slot])
    case 'gate':
    case 'run':
    case 'visits':
    case 'gap':
      return JSON.stringify([rule.kind, rule.personId, rule.activityId])
  }
}

/** Every hard rule, person by person, rooms last. */
export function namedRules(problem: RotationProblem): NamedRule[] {
  return [
    ...problem.people.flatMap(rulesOfPerson),
    ...problem.capacities.flatMap(({ id, max, min }): NamedRule[] => [
      ...(max && !max.soft ? [{ kind: 'capacity-max' as const, ruleId: id }] : []),
      ...(min && !min.soft ? [{ kind: 'capacity-min' as const, ruleId: id }] : []),
    ]),
  ]
}

function rulesOfPerson(person: Person): NamedRule[] {
  const personId = person.id
  const rules: NamedRule[] = []
  for (const { id, minTicks, maxTicks, soft } of person.requirements ?? []) {
    if (soft) continue
    if (minTicks !== undefined) rules.push({ kind: 'requirement-min', personId, ruleId: id })
    if (maxTicks !== undefined) rules.push({ kind: 'requirement-max', personId, ruleId: id })
  }
  for (const { id, soft } of person.prerequisites ?? [])
    if (!soft) rules.push({ kind: 'prerequisite', personId, ruleId: id })
  for (const { activityId, notBeforeOn, notAfterOn, run, visits, gap } of person.activities) {
    if (notBeforeOn !== undefined || notAfterOn !== undefined) rules.push({ kind: 'gate', personId, activityId })
    if (run && !run.soft) rules.push({ kind: 'run', personId, activityId })
    if (visits && !visits.soft) rules.push({ kind: 'visits', personId, activityId })
    if (gap && !gap.soft) rules.push({ kind: 'gap', personId, activityId })
  }
  for (const [slot, { pinned, away }] of person.slots.entries()) {
    if (pinned !== undefined) rules.push({ kind: 'pin', personId, slot })
    if (!away || person.slots[slot - 1]?.away) continue
    let slotCount = 1
    while (person.slots[slot + slotCount]?.away) slotCount++
    rules.push({ kind: 'leave', personId, slot, slotCount })
  }
  return rules
}

export function personOf(problem: RotationProblem, personId: string): Person {
  return problem.people.find(({ id }) => id === personId)!
}

/** "Trainee A needs at least 17 weeks of Neuroradiology." */
export function ruleInWords(problem: RotationProblem, rule: NamedRule): string {
  if (isRoomRule(rule)) {
    const { label, max, min, window } = problem.capacities.find(({ id }) => id === rule.ruleId)!
    const when = window ? ` ${rangeInWords(window)}` : ''
    return rule.kind === 'capacity-max'
      ? `${label} holds at most ${max?.count} at once${when}.`
      : `${label} needs at least ${min?.count} at once${when}.`
  }
  const person = personOf(problem, rule.personId)
  const nameOf = (activityId: string): string =>
    problem.activities.find(({ id }) => id === activityId)?.label ?? activityId
  switch (rule.kind) {
    case 'requirement-min':
    case 'requirement-max': {
      const { label, minTicks, maxTicks, window } = person.requirements!.find(({ id }) => id === rule.ruleId)!
      const when = window ? ` ${rangeInWords(window)}` : ''
      return rule.kind === 'requirement-min'
        ? `${person.label} needs at least ${amountInWords(person, minTicks ?? 0)} of ${label}${when}.`
        : `${person.label} may have at most ${amountInWords(person, maxTicks ?? 0)} of ${label}${when}.`
    }
    case 'prerequisite': {
      const { label, minTicks } = person.prerequisites!.find(({ id }) => id === rule.ruleId)!
      return `${label} asks ${person.label} for ${amountInWords(person, minTicks)} first.`
    }
    case 'pin': {
      const slot = person.slots[rule.slot]!
      return `${person.label} is pinned to ${nameOf(slot.pinned!)} ${rangeInWords(slot)}.`
    }
    case 'leave':
      return `${person.label} is away ${rangeInWords(leaveRange(person, rule.slot, rule.slotCount))}.`
    case 'gate':
    case 'run':
    case 'visits':
    case 'gap':
      return shapeInWords(person, rule, nameOf(rule.activityId))
  }
}

function shapeInWords(
  person: Person,
  { kind, activityId }: { kind: 'gate' | 'run' | 'visits' | 'gap'; activityId: string },
  name: string,
): string {
  const own = person.activities.find((one) => one.activityId === activityId)!
  if (kind === 'visits') return `${person.label} may go to ${name} at most ${own.visits?.max} times.`
  if (kind === 'gap') return `${person.label} must have ${own.gap?.minDays} days between two stays on ${name}.`
  if (kind === 'gate') {
    const from = own.notBeforeOn === undefined ? '' : ` from ${dayInWords(own.notBeforeOn)}`
    const until = own.notAfterOn === undefined ? '' : ` until ${dayInWords(own.notAfterOn)}`
    return `${person.label} may be on ${name} only${from}${until}.`
  }
  const { minTicks, maxTicks } = own.run!
  const least = minTicks === undefined ? '' : ` at least ${amountInWords(person, minTicks)}`
  const most = maxTicks === undefined ? '' : ` at most ${amountInWords(person, maxTicks)}`
  return `A stay of ${person.label} on ${name} takes${least}${least && most ? ' and' : ''}${most}.`
}

export function leaveRange(person: Person, slot: number, slotCount: number): { startOn: number; endOn: number } {
  return { startOn: person.slots[slot]!.startOn, endOn: person.slots[slot + slotCount - 1]!.endOn }
}
