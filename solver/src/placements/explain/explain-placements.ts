/** Why a placement problem has no solution, and what would change that. */
import { createBudget } from '../../engine/budget.ts'
import { thinOut } from '../../engine/deletion-filter.ts'
import { createPrng } from '../../engine/prng.ts'
import { compilePlacements } from '../compile.ts'
import { createPlanProgram } from '../plan-program.ts'
import type { PlacementProblem } from '../problem.ts'
import { provePlacements } from '../prove.ts'
import { solvePlacements } from '../solve.ts'
import { keepPlacementRules } from './keep-placement-rules.ts'
import {
  keyOfPlacementRule,
  type NamedPlacementRule,
  namedPlacementRules,
  type PlacementRuleKey,
  placementRuleInWords,
} from './named-placement-rule.ts'
import { loosenPlacementRule } from './loosen-placement-rule.ts'

export interface PlacementExplainOptions {
  seed?: number
  /** Plans of one search; many are made. */
  iterations?: number
  /** For the whole explanation; needs `now`. What is known by then is told, and marked where it is not certain. */
  maxMilliseconds?: number
  now?: () => number
  shouldStop?: () => boolean
}

export interface PlacementRelaxation {
  rule: NamedPlacementRule
  sentence: string
  /** Placements, places or periods given up; what relaxations are ranked by. */
  cost: number
  /** With this change alone a solution was found for the whole problem, or only for the rules of the conflict. */
  restores: 'problem' | 'conflict'
}

export interface PlacementConflict {
  /** Rules that cannot hold together. */
  rules: { rule: NamedPlacementRule; sentence: string }[]
  /** What shows it: sums, flows and all plans of a student; or only that no solution was found in the time. */
  shownBy: 'sums' | 'time'
  /** A solution was found for the rules without each single one of them: none can be left out of the conflict. */
  minimal: boolean
  sentence: string
  /** The cheapest first, of those that make the whole problem solvable, then of those that solve this conflict alone. */
  relaxations: PlacementRelaxation[]
}

export interface PlacementExplanation {
  /** `unknown`: no solution was found and none was excluded, or the time was up. */
  status: 'feasible' | 'infeasible' | 'unknown'
  conflict: PlacementConflict | null
}

type Decision = { kind: 'feasible' } | { kind: 'infeasible'; reasons: string[] } | { kind: 'unknown' }

const ITERATIONS = 2000
/** The whole problem is searched so much longer before it counts as unsolved. */
const PATIENCE = 5

/**
 * Explains why a problem (as accepted by `validatePlacements`) has no solution: a smallest conflicting set of its rules, and changes
 * of each, checked with a solution. Same problem, seed and iterations: the same explanation. Throws a RangeError when
 * `maxMilliseconds` is given without `now`.
 */
export function explainPlacements(
  problem: PlacementProblem,
  options: PlacementExplainOptions = {},
): PlacementExplanation {
  const { seed = 1, iterations = ITERATIONS, ...limits } = options
  const { over } = createBudget({ ...limits, maxIterations: Number.POSITIVE_INFINITY })
  const rules = namedPlacementRules(problem)
  const byKey = new Map(rules.map((rule) => [keyOfPlacementRule(rule), rule]))
  const keep = (keys: Iterable<PlacementRuleKey>): PlacementProblem => keepPlacementRules(problem, rules, new Set(keys))
  const decide = (some: PlacementProblem, plans = iterations): Decision => {
    const { status, reasons } = solvePlacements(some, { seed, maxIterations: plans, shouldStop: over })
    if (status === 'infeasible') return { kind: 'infeasible', reasons }
    return { kind: status === 'stopped' ? 'unknown' : 'feasible' }
  }
  const groupOf = (key: PlacementRuleKey): string => {
    const { kind } = byKey.get(key)!
    return kind === 'ward-min' || kind === 'needs' ? 'needs' : 'limits'
  }
  const first = decide(problem, PATIENCE * iterations)
  if (first.kind === 'feasible') return { status: 'feasible', conflict: null }
  const all = { kept: new Set(byKey.keys()), decision: first }
  // What sums alone prove is thinned out by sums alone first: that is quick.
  const quick = first.kind === 'infeasible' ? thinOut(all, groupOf, (keys) => proveOnly(keep(keys), over), over) : all
  const { kept, decision, minimal } = thinOut(quick, groupOf, (keys) => decide(keep(keys)), over)
  const conflicting = [...kept].map((key) => byKey.get(key)!)
  const told = conflicting.map((rule) => ({ rule, sentence: placementRuleInWords(problem, rule) }))
  const isProven = decision.kind === 'infeasible'
  const relaxations = conflicting.flatMap((rule) => {
    for (const restores of ['problem', 'conflict'] as const) {
      const base = restores === 'problem' ? problem : keep(kept)
      for (const change of loosenPlacementRule(base, rule)) {
        if (over()) return []
        if (decide(change.problem).kind !== 'feasible') continue
        return [{ rule, sentence: change.sentence, cost: change.cost, restores }]
      }
    }
    return []
  })
  return {
    status: isProven ? 'infeasible' : 'unknown',
    conflict: {
      rules: told,
      shownBy: isProven ? 'sums' : 'time',
      minimal,
      sentence: [
        isProven
          ? 'These cannot hold together:'
          : 'No solution was found in the time that keeps these together, which is not a proof that there is none:',
        ...told.map(({ sentence }) => sentence),
        ...(isProven ? decision.reasons.slice(0, 1) : []),
      ].join(' '),
      relaxations: relaxations.toSorted(
        (a, b) => Number(a.restores === 'conflict') - Number(b.restores === 'conflict') || a.cost - b.cost,
      ),
    },
  }
}

function proveOnly(problem: PlacementProblem, over: () => boolean): Decision {
  const c = compilePlacements(problem)
  const reasons = provePlacements(c, createPlanProgram(c), createPrng(1), over)
  return reasons.length > 0 ? { kind: 'infeasible', reasons } : { kind: 'feasible' }
}
