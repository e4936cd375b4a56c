/** A smallest set of rules that cannot hold together: grown from what breaks, then thinned out rule by rule. */
import { check } from '../../check/check.ts'
import { thinOut, type Unsettled } from '../../engine/deletion-filter.ts'
import type { Cost, Reason, RotationProblem, RotationSolution } from '../problem.ts'
import { type Decision, decide, type Effort } from './decide.ts'
import { keepRules } from './keep-rules.ts'
import { isRoomRule, keyOf, type NamedRule, namedRules, type RuleKey } from './named-rule.ts'

/** So long the whole problem is searched before it counts as unsolved. */
const MOVES_PER_SLOT = 80

export interface FoundConflict {
  rules: NamedRule[]
  /** What shows that the rules cannot hold together; `time` when no schedule was found and none was excluded. */
  shownBy: 'sums' | 'all schedules' | 'time'
  /** A schedule was found without each single one of the rules. */
  minimal: boolean
  reasons: Reason[]
}

export type ConflictSearch = { kind: 'feasible' } | { kind: 'conflict'; conflict: FoundConflict }

/**
 * Looks for a deletion-minimal conflict among the hard rules. Grows a set of rules by those that a schedule of the set breaks
 * (rules that are never in the way never enter), until no schedule is found; then takes out what is not needed, first person
 * by person, then rule by rule (a deletion filter: Chinneck, "Feasibility and Infeasibility in Optimization", 2008).
 */
export function findConflict(problem: RotationProblem, effort: Effort): ConflictSearch {
  const all = namedRules(problem)
  const keys = new Map(all.map((rule) => [keyOf(rule), rule]))
  const groupOf = (key: RuleKey): string => {
    const rule = keys.get(key)!
    return 'personId' in rule ? rule.personId : ''
  }
  const proof = { ...effort, iterations: 0, nodes: 0 }
  const test = (rules: Iterable<RuleKey>, by: Effort = effort): Decision =>
    decide(keepRules(problem, new Set(rules)), by)
  const grown = grow(problem, all, test, effort)
  if (grown === null) return { kind: 'feasible' }
  // What sums alone prove is thinned out by sums alone first: that is quick.
  const quick =
    grown.decision.kind === 'infeasible'
      ? thinOut(grown, groupOf, (rules) => test(rules, proof), effort.shouldStop)
      : grown
  const { kept, decision, minimal } = thinOut(quick, groupOf, test, effort.shouldStop)
  return {
    kind: 'conflict',
    conflict: {
      rules: [...kept].map((key) => keys.get(key)!),
      shownBy: decision.kind === 'infeasible' ? decision.by : 'time',
      minimal,
      reasons: decision.kind === 'infeasible' ? decision.reasons : [],
    },
  }
}

type Unsolved = Unsettled<Decision, RuleKey>

/** A set of rules for which no schedule was found; `null` when there is one for all rules. */
function grow(
  problem: RotationProblem,
  all: NamedRule[],
  test: (rules: Iterable<RuleKey>) => Decision,
  effort: Effort,
): Unsolved | null {
  const everything = keepRules(problem, new Set(all.map(keyOf)))
  const slots = problem.people.reduce((sum, person) => sum + person.slots.length, 0)
  const iterations = Math.max(effort.iterations, slots * MOVES_PER_SLOT)
  const first = decide(everything, { ...effort, iterations, nodes: 0 })
  if (first.kind === 'feasible') return null
  const kept = new Set(
    first.kind === 'infeasible'
      ? rulesAbout(problem, all, first.reasons[0])
      : first.costs.flatMap((cost) => keysOf(cost, all)),
  )
  while (true) {
    const decision = test(kept)
    if (decision.kind !== 'feasible') return { kept, decision }
    const before = kept.size
    for (const cost of brokenAmongKnown(everything, decision.solution))
      for (const key of keysOf(cost, all)) kept.add(key)
    if (kept.size > before) continue
    if (kept.size === all.length) return null
    for (const rule of all) kept.add(keyOf(rule))
  }
}

/** All rules of the people whom a proof names, and its rooms; a proof about a room alone names all who may be there. */
function rulesAbout(problem: RotationProblem, all: NamedRule[], reason: Reason | undefined): RuleKey[] {
  if (!reason) return all.map(keyOf)
  const { personIds, activityIds, ruleIds } = reason
  const people = new Set(
    personIds.length > 0
      ? personIds
      : problem.people.flatMap(({ id, activities }) =>
          activities.some(({ activityId }) => activityIds.includes(activityId)) ? [id] : [],
        ),
  )
  return all
    .filter((rule) => ('personId' in rule ? people.has(rule.personId) : ruleIds.includes(rule.ruleId)))
    .map(keyOf)
}

/** What a schedule of some of the people breaks. Rooms that lack people count only when nothing else is broken: others may come. */
function brokenAmongKnown(everything: RotationProblem, solution: RotationSolution): Cost[] {
  const broken = check(everything, solution).costs.filter(
    ({ personId }) => personId === undefined || solution.assignments[personId] !== undefined,
  )
  const certain = broken.filter(({ rule }) => rule !== 'capacity-min')
  return certain.length > 0 ? certain : broken
}

/** The rules that a cost in a schedule may come from. */
function keysOf({ rule, ruleId, personId, activityId }: Cost, all: NamedRule[]): RuleKey[] {
  return all
    .filter((one) => {
      if (isRoomRule(one)) return one.kind === rule && one.ruleId === ruleId
      if (one.personId !== personId) return false
      switch (one.kind) {
        case 'requirement-min':
        case 'requirement-max':
          return rule === 'requirement' && one.ruleId === ruleId
        case 'prerequisite':
          return rule === 'prerequisite' && one.ruleId === ruleId
        case 'pin':
        case 'leave':
        case 'gate':
          return rule === 'allowed'
        case 'run':
        case 'visits':
        case 'gap':
          return one.kind === rule && one.activityId === activityId
      }
    })
    .map(keyOf)
}
