/** A shift problem with some of its hard rules, and nothing that costs points. */
import { isLineRule } from '../call/rules/catalogue.ts'
import type { ShiftPerson, ShiftProblem } from '../problem.ts'
import type { ShiftRule } from '../rule-types.ts'
import { keyOfShiftRule, type NamedShiftRule, namedShiftRules, type ShiftRuleKey } from './named-shift-rule.ts'

/** The problem of the rules with these keys alone. People, shifts and what was worked before stay. */
export function keepShiftRules(problem: ShiftProblem, keys: ReadonlySet<ShiftRuleKey>): ShiftProblem {
  const kept = namedShiftRules(problem).filter((rule) => keys.has(keyOfShiftRule(rule)))
  const byPerson = new Map(problem.people.map(({ id }) => [id, [] as NamedShiftRule[]]))
  for (const rule of kept)
    if ('personId' in rule && rule.personId !== undefined) byPerson.get(rule.personId)!.push(rule)
  const { tiers: _tiers, rules: _rules, ...rest } = problem
  const rules = (problem.rules ?? []).flatMap((rule) => keepOfRule(rule, kept))
  return {
    ...rest,
    requests: [],
    cover: [],
    shifts: problem.shifts.map((shift) => ({
      ...shift,
      notFollowedBy: kept.some((rule) => rule.kind === 'succession' && rule.shiftId === shift.id)
        ? shift.notFollowedBy
        : [],
    })),
    people: problem.people.map((person) => keepOfPerson(problem, person, byPerson.get(person.id)!)),
    ...(rules.length > 0 ? { rules } : {}),
  }
}

function keepOfPerson({ days, shifts }: ShiftProblem, person: ShiftPerson, kept: NamedShiftRule[]): ShiftPerson {
  const { leave, pinned, barred, ...rest } = person
  const longest = Math.max(0, ...shifts.map(({ minutes }) => minutes))
  const free = {
    minMinutes: 0,
    maxMinutes: days * longest,
    minConsecutiveShifts: 0,
    maxConsecutiveShifts: days,
    minConsecutiveDaysOff: 0,
    maxWeekends: days,
  }
  for (const rule of kept) if (rule.kind === 'limit') free[rule.limit] = person[rule.limit]
  const onLeave = (day: number): boolean =>
    kept.some((rule) => rule.kind === 'leave' && rule.fromDay <= day && day <= rule.toDay)
  const isKept = (kind: 'pin' | 'day-off', day: number): boolean =>
    kept.some((rule) => rule.kind === kind && rule.day === day)
  return {
    ...rest,
    ...free,
    maxShifts: Object.fromEntries(
      Object.entries(person.maxShifts).filter(([id]) =>
        kept.some((rule) => rule.kind === 'max-shifts' && rule.shiftId === id),
      ),
    ),
    daysOff: person.daysOff.filter((day) => isKept('day-off', day)),
    // Left out when empty: a problem without any of these is a plain one.
    ...listed('leave', (leave ?? []).filter(onLeave)),
    ...listed(
      'pinned',
      (pinned ?? []).filter(({ day }) => isKept('pin', day)),
    ),
    ...listed(
      'barred',
      (barred ?? []).filter((_, index) => kept.some((rule) => rule.kind === 'bar' && rule.index === index)),
    ),
  }
}

function listed<Name extends string, Entry>(name: Name, entries: Entry[]): { [Key in Name]?: Entry[] } {
  return entries.length > 0 ? ({ [name]: entries } as { [Key in Name]: Entry[] }) : {}
}

function keepOfRule(rule: ShiftRule, kept: NamedShiftRule[]): ShiftRule[] {
  const own = kept.flatMap((one) => (one.kind === 'rule' && one.ruleId === rule.id ? [one] : []))
  if (own.length === 0) return []
  if (isLineRule(rule)) return [{ ...rule, people: own.map(({ personId }) => personId!) }]
  return rule.kind === 'cover' ? [{ ...rule, days: own.map(({ day }) => day!) }] : [rule]
}
