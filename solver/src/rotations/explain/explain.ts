/** Why a problem has no schedule, and what would change that. */
import { createBudget } from '../../engine/budget.ts'
import type { RotationProblem } from '../problem.ts'
import { findConflict, type FoundConflict } from './conflict.ts'
import { improve } from '../improve.ts'
import type { Effort } from './decide.ts'
import { keepRules } from './keep-rules.ts'
import { keyOf, type NamedRule, namedRules, ruleInWords } from './named-rule.ts'
import { relaxRule, type Relaxed } from './relax.ts'
import { applyRelaxation, type Relaxation } from './relaxation.ts'

export interface ExplainOptions {
  seed?: number
  /** Moves of one search; many are made. */
  iterations?: number
  /** Slots tried by one complete search. */
  nodes?: number
  /** For the whole explanation; needs `now`. What is known by then is told, and marked where it is not certain. */
  maxMilliseconds?: number
  now?: () => number
  shouldStop?: () => boolean
  /** How many conflicts are looked for, each with the cheapest relaxations of those before it in force. */
  maxConflicts?: number
}

export interface Explanation {
  /** `unknown`: no schedule was found and none was excluded, or the time was up. */
  status: 'feasible' | 'infeasible' | 'unknown'
  conflicts: Conflict[]
}

export interface Conflict {
  /** Rules that cannot hold together. */
  rules: { rule: NamedRule; sentence: string }[]
  /** A proof shows it: sums and flows, or every schedule of these rules tried. Else no schedule was found in the time. */
  proven: boolean
  shownBy: FoundConflict['shownBy']
  /** A schedule was found for the rules without each single one of them: none can be left out of the conflict. */
  minimal: boolean
  sentence: string
  /** The cheapest first, of those that make the whole problem solvable, then of those that solve this conflict alone. */
  relaxations: Relaxation[]
}

const ITERATIONS = 20_000
const NODES = 60_000
const MOST_CONFLICTS = 3

/**
 * Explains why a problem (as accepted by `validateProblem`) has no schedule that meets its hard rules: smallest conflicting sets, and
 * relaxations of their rules, each checked with a schedule. Same problem, seed, iterations and nodes: the same explanation.
 * Throws a RangeError when `maxMilliseconds` is given without `now`.
 */
export function explain(problem: RotationProblem, options: ExplainOptions = {}): Explanation {
  const { seed = 1, iterations = ITERATIONS, nodes = NODES, maxConflicts = MOST_CONFLICTS, ...limits } = options
  // The default limit of a budget counts moves; here only the clock and the stop flag end the work.
  const budget = createBudget({ ...limits, maxIterations: Number.POSITIVE_INFINITY })
  const effort: Effort = { seed, iterations, nodes, shouldStop: budget.over }
  let current = keepRules(problem, new Set(namedRules(problem).map(keyOf)))
  const conflicts: Conflict[] = []
  while (conflicts.length < maxConflicts) {
    const found = findConflict(current, effort)
    if (found.kind === 'feasible') return { status: conflicts.length > 0 ? statusOf(conflicts) : 'feasible', conflicts }
    const relaxed = relaxations(current, found.conflict, effort)
    conflicts.push(conflictInWords(current, found.conflict, relaxed))
    const cheapest = relaxed[0]?.relaxation
    if (!cheapest || cheapest.restores === 'problem' || budget.over()) break
    current = applyRelaxation(current, cheapest)
  }
  return { status: statusOf(conflicts), conflicts }
}

function statusOf(conflicts: Conflict[]): Explanation['status'] {
  return conflicts.some(({ proven }) => proven) ? 'infeasible' : 'unknown'
}

function relaxations(problem: RotationProblem, { rules }: FoundConflict, effort: Effort): Relaxed[] {
  const start = improve(problem, effort)
  const alone = keepRules(problem, new Set(rules.map(keyOf)))
  return rules
    .flatMap((rule) => {
      if (effort.shouldStop()) return []
      const whole = relaxRule(problem, rule, 'problem', start, effort)
      return whole.length > 0 ? whole : relaxRule(alone, rule, 'conflict', undefined, effort)
    })
    .toSorted(
      ({ relaxation: a }, { relaxation: b }) =>
        Number(a.restores === 'conflict') - Number(b.restores === 'conflict') || a.days - b.days,
    )
}

function conflictInWords(problem: RotationProblem, found: FoundConflict, relaxed: Relaxed[]): Conflict {
  const { shownBy, minimal, reasons } = found
  const rules = found.rules.map((rule) => ({ rule, sentence: ruleInWords(problem, rule) }))
  const told = rules.map(({ sentence }) => sentence).join(' ')
  const lead = {
    sums: 'These cannot hold together:',
    'all schedules': 'These cannot hold together; every schedule was tried:',
    time: 'No schedule was found in the time that keeps these together, which is not a proof that there is none:',
  }[shownBy]
  const reason = reasons[0] ? ` ${reasons[0].sentence}` : ''
  return {
    rules,
    proven: shownBy !== 'time',
    shownBy,
    minimal,
    sentence: rules.length === 0 ? reason.trim() : `${lead} ${told}${reason}`,
    relaxations: relaxed.map(({ relaxation }) => relaxation),
  }
}
