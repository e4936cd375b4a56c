/** By how little a rule of a conflict must give way: made soft or loosened step by step, solved, and read off the schedule. */
import { checkShiftSchedule } from '../../check/shifts.ts'
import { CALL_CONSTRAINTS } from '../call/rules/catalogue.ts'
import type { ShiftPerson, ShiftProblem, ShiftRequest, ShiftSolution } from '../problem.ts'
import type { ShiftRule } from '../rule-types.ts'
import { solveShifts } from '../solve.ts'
import type { ShiftEffort } from './decide-shifts.ts'
import { keepShiftRules } from './keep-shift-rules.ts'
import {
  keyOfShiftRule,
  type NamedShiftRule,
  namedShiftRules,
  type PersonLimit,
  personOf,
  type ShiftRuleKey,
  shiftRuleInWords,
} from './named-shift-rule.ts'

export interface ShiftRelaxation {
  rule: NamedShiftRule
  sentence: string
  /** How much is given up, as days of work; what relaxations are ranked by. */
  days: number
  /** With this change alone a schedule was found for the whole problem, or only for the rules of the conflict. */
  restores: 'problem' | 'conflict'
}

const MINUTES_PER_DAY = 480
/** Steps by which a limit is loosened before it is taken out. */
const STEPS = 3
/** Rules that cost started hours. */
const HOURLY: ShiftRule['kind'][] = ['rest', 'continuous', 'after-long', 'hours']

/** The least change found of one rule with which the problem has a schedule, else the conflict alone; empty when neither has. */
export function relaxShiftRule(
  problem: ShiftProblem,
  rule: NamedShiftRule,
  conflict: ReadonlySet<ShiftRuleKey>,
  effort: ShiftEffort,
): ShiftRelaxation[] {
  for (const restores of ['problem', 'conflict'] as const) {
    if (effort.shouldStop()) return []
    const all = restores === 'problem' ? namedShiftRules(problem).map(keyOfShiftRule) : [...conflict]
    const others = all.filter((key) => key !== keyOfShiftRule(rule))
    const change = leastChange(problem, rule, others, effort)
    if (change) return [{ rule, ...change, restores }]
  }
  return []
}

interface LeastChange {
  sentence: string
  days: number
}

function leastChange(
  problem: ShiftProblem,
  rule: NamedShiftRule,
  others: ShiftRuleKey[],
  effort: ShiftEffort,
): LeastChange | null {
  if (rule.kind === 'limit' || rule.kind === 'max-shifts') return loosen(problem, rule, others, effort)
  const solved = solveSoftened(problem, rule, others, effort)
  if (!solved) return null
  const { points, solution } = solved
  const told = shiftRuleInWords(problem, rule).replace(/\.$/, '')
  if (rule.kind === 'rule') {
    const { kind } = problem.rules!.find(({ id }) => id === rule.ruleId)!
    const { unit } = CALL_CONSTRAINTS.find(({ name }) => name === kind)!
    const times = points === 1 ? 'once' : `${points} times`
    return {
      sentence: `Let “${told}” give way ${times} (${unit}).`,
      days: HOURLY.includes(kind) ? points / 8 : points,
    }
  }
  if (rule.kind === 'succession') return { sentence: `Let “${told}” give way.`, days: points }
  const person = personOf(problem, rule.personId)
  const worked = daysInWords(solution, person, rule)
  return { sentence: `${worked} although: ${told}.`, days: Math.max(1, points) }
}

/** The problem of the other rules, and this one as points: its own rule soft, or a request against what it forbids. */
function solveSoftened(
  problem: ShiftProblem,
  rule: NamedShiftRule,
  others: ShiftRuleKey[],
  { seed, iterations, shouldStop }: ShiftEffort,
): { points: number; solution: ShiftSolution } | null {
  const base = keepShiftRules(problem, new Set(others))
  const own = keepShiftRules(problem, new Set([keyOfShiftRule(rule)])).rules ?? []
  const softened: ShiftProblem = {
    ...base,
    tiers: ['Relaxed rule'],
    requests: requestsAgainst(problem, rule),
    rules: [
      ...(base.rules ?? []),
      ...own.map((one): ShiftRule => ({ ...one, id: `${one.id} (relaxed)`, soft: { tier: 0, weight: 1 } })),
    ],
  }
  const { solution } = solveShifts(softened, { seed, maxIterations: iterations, shouldStop })
  const { feasible, objective } = checkShiftSchedule(softened, solution)
  return feasible ? { points: objective, solution } : null
}

/** What a leave, a day off, a bar or a pin forbids, as requests. */
function requestsAgainst(problem: ShiftProblem, rule: NamedShiftRule): ShiftRequest[] {
  if (rule.kind === 'rule' || rule.kind === 'limit' || rule.kind === 'max-shifts' || rule.kind === 'succession')
    return []
  const { personId } = rule
  const person = personOf(problem, personId)
  const off = (days: number[], shiftIds: string[]): ShiftRequest[] =>
    days.flatMap((day) => shiftIds.map((shiftId) => ({ kind: 'off', personId, day, shiftId, weight: 1 }) as const))
  const every = problem.shifts.map(({ id }) => id)
  switch (rule.kind) {
    case 'leave':
      return off(daysBetween(rule), every)
    case 'day-off':
      return off([rule.day], every)
    case 'bar':
      return off(daysBetween(person.barred![rule.index]!), person.barred![rule.index]!.shiftIds)
    case 'pin': {
      const { shiftId } = person.pinned!.find(({ day }) => day === rule.day)!
      if (shiftId === null) return off([rule.day], every)
      return [{ kind: 'on', personId, day: rule.day, shiftId, weight: 1 }]
    }
  }
}

function daysBetween({ fromDay, toDay }: { fromDay: number; toDay: number }): number[] {
  return Array.from({ length: toDay - fromDay + 1 }, (_, k) => fromDay + k)
}

/** "Let Ana Example work In-house call on day 9" */
function daysInWords(solution: ShiftSolution, { id, label }: ShiftPerson, rule: NamedShiftRule): string {
  const line = solution.lines[id] ?? []
  const days =
    rule.kind === 'leave'
      ? daysBetween(rule).filter((day) => line[day] !== null)
      : 'day' in rule && rule.day !== undefined
        ? [rule.day]
        : []
  const told = days.map((day) => `"${line[day] ?? 'off'}" on day ${day}`)
  return told.length === 0 ? `Make an exception for ${label}` : `Give ${label} ${told.join(' and ')}`
}

/** A limit of a person, loosened by the fewest steps; past those it is taken out, and what the schedule needs is read off. */
function loosen(
  problem: ShiftProblem,
  rule: Extract<NamedShiftRule, { kind: 'limit' | 'max-shifts' }>,
  others: ShiftRuleKey[],
  effort: ShiftEffort,
): LeastChange | null {
  const person = personOf(problem, rule.personId)
  const from = rule.kind === 'limit' ? person[rule.limit] : person.maxShifts[rule.shiftId]!
  const isLeast = rule.kind === 'limit' && rule.limit.startsWith('min')
  const isMinutes = rule.kind === 'limit' && (rule.limit === 'minMinutes' || rule.limit === 'maxMinutes')
  const without = keepShiftRules(problem, new Set(others))
  for (let steps = 1; steps <= (isMinutes ? 0 : STEPS); steps++) {
    const to = Math.max(0, from + (isLeast ? -steps : steps))
    if (solveHard(withLimit(without, rule, to), effort)) return limitChange(problem, rule, from, to)
  }
  const solution = solveHard(without, effort)
  if (!solution) return null
  return limitChange(problem, rule, from, isMinutes ? minutesIn(problem, solution, rule.personId) : null)
}

function solveHard(problem: ShiftProblem, { seed, iterations, shouldStop }: ShiftEffort): ShiftSolution | null {
  const { solution } = solveShifts(problem, { seed, maxIterations: iterations, shouldStop, part: 'annealing' })
  return checkShiftSchedule(problem, solution).feasible ? solution : null
}

function withLimit(
  problem: ShiftProblem,
  rule: Extract<NamedShiftRule, { kind: 'limit' | 'max-shifts' }>,
  to: number,
): ShiftProblem {
  return {
    ...problem,
    people: problem.people.map((person) => {
      if (person.id !== rule.personId) return person
      return rule.kind === 'limit'
        ? { ...person, [rule.limit]: to }
        : { ...person, maxShifts: { ...person.maxShifts, [rule.shiftId]: to } }
    }),
  }
}

function minutesIn({ shifts }: ShiftProblem, { lines }: ShiftSolution, personId: string): number {
  return (lines[personId] ?? []).reduce((sum, id) => sum + (shifts.find((shift) => shift.id === id)?.minutes ?? 0), 0)
}

const LIMIT_NAMES: Record<PersonLimit, string> = {
  minMinutes: 'the least minutes',
  maxMinutes: 'the most minutes',
  minConsecutiveShifts: 'the least days at work in a row',
  maxConsecutiveShifts: 'the most days at work in a row',
  minConsecutiveDaysOff: 'the least days off in a row',
  maxWeekends: 'the most weekends',
}

function limitChange(
  problem: ShiftProblem,
  rule: Extract<NamedShiftRule, { kind: 'limit' | 'max-shifts' }>,
  from: number,
  to: number | null,
): LeastChange {
  const { label } = personOf(problem, rule.personId)
  const name =
    rule.kind === 'limit'
      ? LIMIT_NAMES[rule.limit]
      : `the most of ${problem.shifts.find(({ id }) => id === rule.shiftId)!.label}`
  if (to === null) return { sentence: `Take out ${name} of ${label}, ${from}.`, days: problem.days }
  const isMinutes = rule.kind === 'limit' && rule.limit.endsWith('Minutes')
  const amount = Math.abs(to - from)
  return {
    sentence: `${to < from ? 'Lower' : 'Raise'} ${name} of ${label} from ${from} to ${to}.`,
    days: isMinutes ? amount / MINUTES_PER_DAY : amount,
  }
}
