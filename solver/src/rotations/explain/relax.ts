/** By how little each rule of a conflict must give way: made soft, solved, and read off the schedule. */
import { check } from '../../check/check.ts'
import type { RotationProblem, RotationSolution } from '../problem.ts'
import { improve } from '../improve.ts'
import { decide, type Effort } from './decide.ts'
import { leaveRange, type NamedRule, personOf } from './named-rule.ts'
import { applyRelaxation, type Change, changeInWords, type Relaxation } from './relaxation.ts'
import { readChanges } from './read-change.ts'
import { soften } from './soften.ts'

/** Other places tried for a leave, the nearest first. */
const LEAVE_PLACES = 8

export interface Relaxed {
  relaxation: Relaxation
  solution: RotationSolution
}

/**
 * Changes of one rule with which `problem` (hard rules only) has a schedule: at most one for each limit of the rule, each checked
 * with a schedule. `start` is a schedule to begin from.
 */
export function relaxRule(
  problem: RotationProblem,
  rule: NamedRule,
  restores: Relaxation['restores'],
  start: RotationSolution | undefined,
  effort: Effort,
): Relaxed[] {
  if (rule.kind === 'leave') return moveToNearest(problem, rule, restores, effort)
  const softened = soften(problem, rule)
  const solution = improve(softened, effort, start)
  const { feasible, costs } = check(softened, solution)
  if (!feasible) return []
  const changes = readChanges(problem, rule, solution, costs)
  const changed = changes.reduce((before, { change }) => applyRelaxation(before, change), problem)
  if (changes.length === 0 || !check(changed, solution).feasible) return []
  // A rule with two limits gives way at one of them if that is enough.
  const alone = changes.filter(({ change }) => check(applyRelaxation(problem, change), solution).feasible)
  return alone.map(({ change, days }) => ({
    relaxation: { ...change, days, sentence: changeInWords(problem, change), restores },
    solution,
  }))
}

function moveToNearest(
  problem: RotationProblem,
  rule: Extract<NamedRule, { kind: 'leave' }>,
  restores: Relaxation['restores'],
  effort: Effort,
): Relaxed[] {
  const person = personOf(problem, rule.personId)
  const { slots } = person
  const ticksFrom = (at: number): number =>
    slots.slice(at, at + rule.slotCount).reduce((sum, { ticks }) => sum + ticks, 0)
  const isFree = (at: number): boolean =>
    slots.slice(at, at + rule.slotCount).every(({ away, pinned }, k) => {
      const wasThere = at + k >= rule.slot && at + k < rule.slot + rule.slotCount
      return (!away || wasThere) && pinned === undefined
    })
  const places = slots
    .map((_, at) => at)
    .filter((at) => at !== rule.slot && at + rule.slotCount <= slots.length)
    .filter((at) => isFree(at) && ticksFrom(at) === ticksFrom(rule.slot))
    .sort((a, b) => Math.abs(a - rule.slot) - Math.abs(b - rule.slot) || a - b)
    .slice(0, LEAVE_PLACES)
  for (const to of places) {
    if (effort.shouldStop()) return []
    const change: Change = { rule, from: rule.slot, to }
    const decision = decide(applyRelaxation(problem, change), effort)
    if (decision.kind !== 'feasible') continue
    const { startOn, endOn } = leaveRange(person, rule.slot, rule.slotCount)
    const days = endOn - startOn + 1
    const sentence = changeInWords(problem, change)
    return [{ relaxation: { ...change, days, sentence, restores }, solution: decision.solution }]
  }
  return []
}
