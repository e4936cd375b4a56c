/** Why a shift problem has no schedule, and what would change that. */
import { checkShiftSchedule } from '../../check/shifts.ts'
import { readShiftRules } from '../../check/shift-rules.ts'
import { compileCall } from '../call/compile-call.ts'
import { boundHard } from '../call/relaxation/bound-call.ts'
import { createBudget } from '../../engine/budget.ts'
import { thinOut, type Unsettled } from '../../engine/deletion-filter.ts'
import type { ShiftProblem, ShiftSolution } from '../problem.ts'
import { decideShifts, type ShiftDecision, type ShiftEffort } from './decide-shifts.ts'
import { keepShiftRules } from './keep-shift-rules.ts'
import {
  keyOfShiftRule,
  type NamedShiftRule,
  namedShiftRules,
  personOf,
  type ShiftRuleKey,
  shiftRuleInWords,
} from './named-shift-rule.ts'
import { relaxShiftRule, type ShiftRelaxation } from './relax-shift-rule.ts'

export interface ShiftExplainOptions {
  seed?: number
  /** Moves of one search; many are made. */
  iterations?: number
  /** Linear programs of one complete search. */
  nodes?: number
  /** For the whole explanation; needs `now`. What is known by then is told, and marked where it is not certain. */
  maxMilliseconds?: number
  now?: () => number
  shouldStop?: () => boolean
}

export interface ShiftExplanation {
  /** `unknown`: no schedule was found and none was excluded, or the time was up. */
  status: 'feasible' | 'infeasible' | 'unknown'
  conflict: ShiftConflict | null
}

export interface ShiftConflict {
  /** Rules that cannot hold together. */
  rules: { rule: NamedShiftRule; sentence: string }[]
  /** What shows it: sums (or a linear program over all cells), all schedules tried, or only that none was found in the time. */
  shownBy: 'sums' | 'all schedules' | 'time'
  /** A schedule was found for the rules without each single one of them: none can be left out of the conflict. */
  minimal: boolean
  sentence: string
  /** The cheapest first, of those that make the whole problem solvable, then of those that solve this conflict alone. */
  relaxations: ShiftRelaxation[]
}

const ITERATIONS = 20_000
const NODES = 60
const MOVES_PER_CELL = 40

/**
 * Explains why a problem (as accepted by `validateShiftProblem`) has no schedule that keeps its hard rules: a smallest conflicting
 * set, and relaxations of its rules, each checked with a schedule. Same problem, seed, iterations and nodes: the same explanation.
 * Throws a RangeError when `maxMilliseconds` is given without `now`.
 */
export function explainShifts(problem: ShiftProblem, options: ShiftExplainOptions = {}): ShiftExplanation {
  const { seed = 1, iterations = ITERATIONS, nodes = NODES, ...limits } = options
  const budget = createBudget({ ...limits, maxIterations: Number.POSITIVE_INFINITY })
  const effort: ShiftEffort = { seed, iterations, nodes, shouldStop: budget.over }
  const rules = new Map(namedShiftRules(problem).map((rule) => [keyOfShiftRule(rule), rule]))
  const grown = grow(problem, rules, effort)
  if (grown === null) return { status: 'feasible', conflict: null }
  const groupOf = (key: ShiftRuleKey): string => {
    const rule = rules.get(key)!
    return 'personId' in rule && rule.personId !== undefined ? rule.personId : ''
  }
  const test = (keys: Iterable<ShiftRuleKey>): ShiftDecision =>
    decideShifts(keepShiftRules(problem, new Set(keys)), effort)
  const { kept, decision, minimal } = thinOut(grown, groupOf, test, effort.shouldStop)
  const conflicting = [...kept].map((key) => rules.get(key)!)
  const told = conflicting.map((rule) => ({ rule, sentence: shiftRuleInWords(problem, rule) }))
  const shownBy = decision.kind === 'infeasible' ? decision.by : 'time'
  return {
    status: decision.kind === 'infeasible' ? 'infeasible' : 'unknown',
    conflict: {
      rules: told,
      shownBy,
      minimal,
      sentence: `${LEADS[shownBy]} ${told.map(({ sentence }) => sentence).join(' ')}`,
      relaxations: conflicting
        .flatMap((rule) => relaxShiftRule(problem, rule, kept, effort))
        .toSorted((a, b) => Number(a.restores === 'conflict') - Number(b.restores === 'conflict') || a.days - b.days),
    },
  }
}

const LEADS = {
  sums: 'These cannot hold together:',
  'all schedules': 'These cannot hold together; every schedule was tried:',
  time: 'No schedule was found in the time that keeps these together, which is not a proof that there is none:',
}

/** Rules for which no schedule was found, grown from what schedules of fewer rules break; `null` when there is one for all. */
function grow(
  problem: ShiftProblem,
  rules: ReadonlyMap<ShiftRuleKey, NamedShiftRule>,
  effort: ShiftEffort,
): Unsettled<ShiftDecision, ShiftRuleKey> | null {
  const everything = keepShiftRules(problem, new Set(rules.keys()))
  const iterations = Math.max(effort.iterations, problem.people.length * problem.days * MOVES_PER_CELL)
  const first = decideShifts(everything, { ...effort, iterations, nodes: 0 })
  if (first.kind === 'feasible') return null
  const start =
    first.kind === 'infeasible' && first.by === 'sums' ? rulesOfSums(everything, rules, effort.shouldStop) : []
  const kept = new Set(
    start.length > 0 ? start : first.solution ? brokenBy(everything, first.solution, rules) : rules.keys(),
  )
  while (true) {
    const decision = decideShifts(keepShiftRules(problem, kept), effort)
    if (decision.kind !== 'feasible') return { kept, decision }
    const before = kept.size
    for (const key of brokenBy(everything, decision.solution, rules)) kept.add(key)
    if (kept.size > before) continue
    if (kept.size === rules.size) return null
    for (const key of rules.keys()) kept.add(key)
  }
}

/** The rules that the sums of a linear program rest on, and whatever keeps people off the days that these read. */
function rulesOfSums(
  everything: ShiftProblem,
  rules: ReadonlyMap<ShiftRuleKey, NamedShiftRule>,
  shouldStop: () => boolean,
): ShiftRuleKey[] {
  const c = compileCall(everything)
  const { priced } = boundHard(c, shouldStop)
  const keys = new Set(priced.flatMap(({ about }) => about.map(keyOfShiftRule)))
  const touched = new Set(priced.flatMap((row) => [...row.touched]))
  const isTouched = (personId: string, fromDay: number, toDay: number): boolean => {
    const first = c.personIndex.get(personId)! * c.days
    for (let day = fromDay; day <= toDay; day++) if (touched.has(first + day)) return true
    return false
  }
  return [...rules]
    .filter(([key, rule]) => {
      if (rule.kind === 'leave') return isTouched(rule.personId, rule.fromDay, rule.toDay)
      if (rule.kind === 'day-off' || rule.kind === 'pin') return isTouched(rule.personId, rule.day, rule.day)
      if (rule.kind === 'bar') {
        const { fromDay, toDay } = personOf(everything, rule.personId).barred![rule.index]!
        return isTouched(rule.personId, fromDay, toDay)
      }
      return keys.has(key)
    })
    .map(([key]) => key)
}

/** The rules that a schedule breaks, as the checker reads them. */
function brokenBy(
  everything: ShiftProblem,
  solution: ShiftSolution,
  rules: ReadonlyMap<ShiftRuleKey, NamedShiftRule>,
): ShiftRuleKey[] {
  const lines = new Map(everything.people.map(({ id }) => [id, solution.lines[id] ?? []]))
  const found = new Set(
    readShiftRules(everything, lines).map(({ rule, personId, day }) =>
      keyOfShiftRule({
        kind: 'rule',
        ruleId: rule.id,
        ...(rule.kind === 'cover' ? { day: day! } : rule.kind === 'pairing' ? {} : { personId: personId! }),
      }),
    ),
  )
  for (const person of everything.people) {
    const alone: ShiftProblem = { ...everything, people: [person], rules: [] }
    const own = { lines: { [person.id]: solution.lines[person.id] ?? [] } }
    if (checkShiftSchedule(alone, own).feasible) continue
    for (const [key, rule] of rules) {
      const isOwn =
        'personId' in rule ? rule.personId === person.id && rule.kind !== 'rule' : rule.kind === 'succession'
      if (isOwn && !checkShiftSchedule(keepShiftRules(alone, new Set([key])), own).feasible) found.add(key)
    }
  }
  return [...found]
}
