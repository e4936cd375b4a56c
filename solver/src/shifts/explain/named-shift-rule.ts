/** The hard rules of a shift problem one by one, each with a name under which it can be kept or dropped. */
import { countInWords } from '../../words.ts'
import { isLineRule } from '../call/rules/catalogue.ts'
import type { ShiftPerson, ShiftProblem } from '../problem.ts'

/** Limits of a person that are one number. */
export type PersonLimit =
  | 'minMinutes'
  | 'maxMinutes'
  | 'minConsecutiveShifts'
  | 'maxConsecutiveShifts'
  | 'minConsecutiveDaysOff'
  | 'maxWeekends'

export type NamedShiftRule =
  /** A rule of `rules`: about one person, about one day (cover), or as a whole (pairing). */
  | { kind: 'rule'; ruleId: string; personId?: string; day?: number }
  | { kind: 'limit'; personId: string; limit: PersonLimit }
  | { kind: 'max-shifts'; personId: string; shiftId: string }
  | { kind: 'leave'; personId: string; fromDay: number; toDay: number }
  | { kind: 'day-off' | 'pin'; personId: string; day: number }
  /** `index`: into what is barred to the person. */
  | { kind: 'bar'; personId: string; index: number }
  /** What may not follow a shift. */
  | { kind: 'succession'; shiftId: string }

/** Identifies a rule within its problem. */
export type ShiftRuleKey = string

export function keyOfShiftRule(rule: NamedShiftRule): ShiftRuleKey {
  return JSON.stringify(Object.values(rule))
}

/** Every hard rule that says something, person by person, then those about many. */
export function namedShiftRules(problem: ShiftProblem): NamedShiftRule[] {
  const hard = (problem.rules ?? []).filter(({ soft }) => !soft)
  const ofPeople = problem.people.flatMap((person): NamedShiftRule[] => [
    ...limitsOf(problem, person),
    ...hard
      .filter((rule) => isLineRule(rule) && (rule.people?.includes(person.id) ?? true))
      .map(({ id }) => ({ kind: 'rule' as const, ruleId: id, personId: person.id })),
  ])
  const ofMany = hard.flatMap((rule): NamedShiftRule[] => {
    if (isLineRule(rule)) return []
    if (rule.kind !== 'cover') return [{ kind: 'rule', ruleId: rule.id }]
    return daysOf(problem, rule.days).map((day) => ({ kind: 'rule', ruleId: rule.id, day }))
  })
  const successions = problem.shifts
    .filter(({ notFollowedBy }) => notFollowedBy.length > 0)
    .map(({ id }) => ({ kind: 'succession' as const, shiftId: id }))
  return [...ofPeople, ...ofMany, ...successions]
}

function limitsOf({ days, shifts }: ShiftProblem, person: ShiftPerson): NamedShiftRule[] {
  const personId = person.id
  const longest = Math.max(0, ...shifts.map(({ minutes }) => minutes))
  const saysSomething: Record<PersonLimit, boolean> = {
    minMinutes: person.minMinutes > 0,
    maxMinutes: person.maxMinutes < days * longest,
    minConsecutiveShifts: person.minConsecutiveShifts > 1,
    maxConsecutiveShifts: person.maxConsecutiveShifts < days,
    minConsecutiveDaysOff: person.minConsecutiveDaysOff > 1,
    maxWeekends: person.maxWeekends < Math.ceil(days / 7) + 1,
  }
  const { leave = [], barred = [], pinned = [], daysOff, maxShifts } = person
  return [
    ...(Object.keys(saysSomething) as PersonLimit[])
      .filter((limit) => saysSomething[limit])
      .map((limit) => ({ kind: 'limit' as const, personId, limit })),
    ...Object.keys(maxShifts).map((shiftId) => ({ kind: 'max-shifts' as const, personId, shiftId })),
    ...rangesOf(leave).map((range) => ({ kind: 'leave' as const, personId, ...range })),
    ...[...new Set(daysOff)].map((day) => ({ kind: 'day-off' as const, personId, day })),
    ...pinned.map(({ day }) => ({ kind: 'pin' as const, personId, day })),
    ...barred.map((_, index) => ({ kind: 'bar' as const, personId, index })),
  ]
}

function daysOf({ days }: ShiftProblem, given: number[] | undefined): number[] {
  return given ?? Array.from({ length: days }, (_, day) => day)
}

function rangesOf(days: number[]): { fromDay: number; toDay: number }[] {
  const ranges: { fromDay: number; toDay: number }[] = []
  for (const day of days.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && last.toDay + 1 === day) last.toDay = day
    else ranges.push({ fromDay: day, toDay: day })
  }
  return ranges
}

/** "Ana Example is on leave from day 7 to day 13." */
export function shiftRuleInWords(problem: ShiftProblem, rule: NamedShiftRule): string {
  const shiftLabel = (id: string): string => problem.shifts.find((shift) => shift.id === id)?.label ?? id
  if (rule.kind === 'succession') {
    const { label, notFollowedBy } = problem.shifts.find(({ id }) => id === rule.shiftId)!
    return `On the day after ${label} nobody works ${notFollowedBy.map(shiftLabel).join(' or ')}.`
  }
  if (rule.kind === 'rule') {
    const { label } = problem.rules!.find(({ id }) => id === rule.ruleId)!
    const about = rule.day === undefined ? '' : ` on day ${rule.day}`
    return `${label}${rule.personId === undefined ? about : `, for ${personOf(problem, rule.personId).label}`}.`
  }
  const person = personOf(problem, rule.personId)
  switch (rule.kind) {
    case 'limit':
      return `${person.label} ${LIMIT_WORDS[rule.limit](person[rule.limit])}.`
    case 'max-shifts':
      return `${person.label} works ${shiftLabel(rule.shiftId)} at most ${countInWords(person.maxShifts[rule.shiftId]!, 'time', 'times')}.`
    case 'leave':
      return `${person.label} is on leave ${rangeOfDays(rule)}.`
    case 'day-off':
      return `${person.label} must be off on day ${rule.day}.`
    case 'pin': {
      const { shiftId } = person.pinned!.find(({ day }) => day === rule.day)!
      return `${person.label} is pinned to ${shiftId === null ? 'a day off' : shiftLabel(shiftId)} on day ${rule.day}.`
    }
    case 'bar': {
      const bar = person.barred![rule.index]!
      return `${person.label} may not work ${bar.shiftIds.map(shiftLabel).join(' or ')} ${rangeOfDays(bar)}: ${bar.reason}.`
    }
  }
}

const LIMIT_WORDS: Record<PersonLimit, (amount: number) => string> = {
  minMinutes: (amount) => `works at least ${amount} minutes`,
  maxMinutes: (amount) => `works at most ${amount} minutes`,
  minConsecutiveShifts: (amount) => `works at least ${amount} days in a row`,
  maxConsecutiveShifts: (amount) => `works at most ${amount} days in a row`,
  minConsecutiveDaysOff: (amount) => `is off at least ${amount} days in a row`,
  maxWeekends: (amount) => `works on at most ${countInWords(amount, 'weekend', 'weekends')}`,
}

export function personOf(problem: ShiftProblem, personId: string): ShiftPerson {
  return problem.people.find(({ id }) => id === personId)!
}

function rangeOfDays({ fromDay, toDay }: { fromDay: number; toDay: number }): string {
  return fromDay === toDay ? `on day ${fromDay}` : `from day ${fromDay} to day ${toDay}`
}
