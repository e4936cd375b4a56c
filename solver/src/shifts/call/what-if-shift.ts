/** Why somebody works what they work, and what something else would cost, by solving the days around it anew. */
import { checkShiftSchedule } from '../../check/shifts.ts'
import { type BudgetOptions, createBudget } from '../../engine/budget.ts'
import { createPrng } from '../../engine/prng.ts'
import { compareCosts } from '../../engine/tiers.ts'
import { countInWords, listInWords } from '../../words.ts'
import { fromShiftSolution, toShiftSolution } from '../compile.ts'
import type { ShiftProblem, ShiftRequest, ShiftSolution } from '../problem.ts'
import type { DayWindow } from '../rule-types.ts'
import { changesBetweenShifts, personLabel, type ShiftChange, shiftLabel } from './call-changes.ts'
import { createCallState } from './call-state.ts'
import { compileCall } from './compile-call.ts'
import { searchCall } from './search-call.ts'

export interface ShiftCell {
  personId: string
  day: number
}

export interface ShiftWhatIfOptions extends BudgetOptions {
  seed?: number
}

export interface ShiftWhatIf {
  /** `barred`: not open to the person at all. `breaks`: no way was found that keeps every hard rule. */
  status: 'possible' | 'breaks' | 'barred'
  sentence: string
  /** Points more (or fewer) by tier than now. */
  tiers: number[]
  changes: ShiftChange[]
  /** Hard rules broken that are not broken now. */
  broken: string[]
}

export interface WhyShift {
  sentence: string
  /** What costs points, or is broken, when the person is simply off or simply works that shift. */
  reasons: string[]
  /** The same day otherwise, the cheapest first. */
  alternatives: (ShiftWhatIf & { shiftId: string | null })[]
}

/** Days on both sides that are solved anew. */
const AROUND = 7
const MOVES = 12_000
/** Other shifts for which the days are solved anew. */
const TRIED = 3
const MOST_REASONS = 4

/**
 * What it would cost to put a person on a shift (`null`: off) on a day of a schedule (of a problem as accepted by
 * `validateShiftProblem`): pinned there, everything a week around is solved anew.
 * Throws a RangeError for an unknown person or day, or when `maxMilliseconds` is given without `now`.
 */
export function whatWouldShiftCost(
  problem: ShiftProblem,
  solution: ShiftSolution,
  { personId, day, shiftId }: ShiftCell & { shiftId: string | null },
  { seed = 1, ...limits }: ShiftWhatIfOptions = {},
): ShiftWhatIf {
  const person = findCell(problem, { personId, day })
  const barrier = barrierOf(problem, { personId, day }, shiftId)
  const wish = `${person.label} ${shiftId === null ? 'off' : `on ${shiftLabel(problem, shiftId)}`} on day ${day}`
  const noTiers = (problem.tiers ?? ['points']).map(() => 0)
  if (barrier)
    return {
      status: 'barred',
      sentence: `${wish} is not possible: ${barrier}.`,
      tiers: noTiers,
      changes: [],
      broken: [],
    }
  const budget = createBudget({ maxIterations: Number.POSITIVE_INFINITY, ...limits })
  const window = { fromDay: Math.max(0, day - AROUND), toDay: Math.min(problem.days - 1, day + AROUND) }
  const pinned = [...(person.pinned ?? []).filter((pin) => pin.day !== day), { day, shiftId }]
  const people = problem.people.map((other) => (other === person ? { ...person, pinned } : other))
  const c = compileCall(withFewChanges({ ...problem, people }, solution, window))
  const state = createCallState(c)
  state.load(fromShiftSolution(c.base, solution))
  const costNow = state.cost.slice()
  state.set(c.personIndex.get(personId)!, day, shiftId === null ? 0 : c.shiftIndex.get(shiftId)!)
  const events = { onBest: () => {}, onPulse: budget.over }
  searchCall(state, createPrng(seed), budget, events, { firstCycle: MOVES, heats: [0], window })
  const after = toShiftSolution(c.base, state.copy())
  const tiers = [...state.cost].map((points, level) => points - costNow[level]!)
  // The hard level, and the tier of changes after the first.
  tiers.splice(2, 1)
  tiers.shift()
  const broken = state.cost[0] === 0 ? [] : newViolations(problem, solution, after)
  const changes = changesBetweenShifts(problem, solution, after)
  const others = changes.filter((change) => change.personId !== personId || change.day !== day)
  const touched =
    others.length === 0
      ? 'Nothing else changes.'
      : `${countInWords(others.length, 'other day changes', 'other days change')}.`
  const sentence =
    broken.length > 0 ? `${wish} breaks a rule: ${broken[0]!}` : `${wish} ${costInWords(problem, tiers)}. ${touched}`
  return { status: broken.length > 0 ? 'breaks' : 'possible', sentence, tiers, changes, broken }
}

/** The problem with one more tier, after the first: a point for each shift of the days that is not worked as now. */
function withFewChanges(problem: ShiftProblem, solution: ShiftSolution, { fromDay, toDay }: DayWindow): ShiftProblem {
  const later = (tier: number): number => (tier > 0 ? tier + 1 : 0)
  const [first = 'points', ...rest] = problem.tiers ?? []
  const asNow = problem.people.flatMap(({ id }) =>
    (solution.lines[id] ?? []).flatMap((shiftId, day): ShiftRequest[] =>
      shiftId === null || day < fromDay || day > toDay
        ? []
        : partsOf(problem, shiftId).map((part) => ({
            kind: 'on',
            personId: id,
            day,
            shiftId: part,
            weight: 1,
            tier: 1,
          })),
    ),
  )
  return {
    ...problem,
    tiers: [first, 'changes', ...rest],
    requests: [...problem.requests.map((one) => ({ ...one, tier: later(one.tier ?? 0) })), ...asNow],
    cover: problem.cover.map((one) => ({ ...one, tier: later(one.tier ?? 0) })),
    rules: (problem.rules ?? []).map((rule) =>
      rule.soft ? { ...rule, soft: { ...rule.soft, tier: later(rule.soft.tier) } } : rule,
    ),
  }
}

function newViolations(problem: ShiftProblem, now: ShiftSolution, then: ShiftSolution): string[] {
  const known = new Set(checkShiftSchedule(problem, now).violations)
  return checkShiftSchedule(problem, then).violations.filter((sentence) => !known.has(sentence))
}

/** Says why a person works what they work on a day, with what else they could do and what that would cost. Throws as above. */
export function whyShift(
  problem: ShiftProblem,
  solution: ShiftSolution,
  cell: ShiftCell,
  options: ShiftWhatIfOptions = {},
): WhyShift {
  const person = findCell(problem, cell)
  const current = solution.lines[cell.personId]?.[cell.day] ?? null
  const wish = `${person.label} is ${current === null ? 'off' : `on ${shiftLabel(problem, current)}`} on day ${cell.day}`
  const others = [null, ...problem.shifts.map(({ id }) => id)].filter(
    (id) => id !== current && barrierOf(problem, cell, id) === null,
  )
  if (others.length === 0) {
    const why = barrierOf(problem, cell, current === null ? problem.shifts[0]!.id : null) ?? 'nothing else is open then'
    return { sentence: `${wish}: ${why}.`, reasons: [], alternatives: [] }
  }
  const nearest = nearestOf(problem, solution, cell, others)
  const share =
    options.maxMilliseconds === undefined ? {} : { maxMilliseconds: options.maxMilliseconds / nearest.length }
  const alternatives = nearest
    .map((shiftId) => ({
      shiftId,
      ...whatWouldShiftCost(problem, solution, { ...cell, shiftId }, { ...options, ...share }),
    }))
    .toSorted(
      (a, b) =>
        a.broken.length - b.broken.length ||
        a.tiers.map((points, tier) => points - b.tiers[tier]!).find((difference) => difference !== 0) ||
        a.changes.length - b.changes.length,
    )
  const simply = current === null ? others.find((id) => id !== null)! : null
  return {
    sentence: `${wish}. The nearest other way: ${alternatives[0]!.sentence}`,
    reasons: reasonsAgainst(problem, solution, cell, simply),
    alternatives,
  }
}

/** Those that break and cost least before anything else moves. */
function nearestOf(
  problem: ShiftProblem,
  solution: ShiftSolution,
  { personId, day }: ShiftCell,
  others: (string | null)[],
): (string | null)[] {
  const c = compileCall(problem)
  const state = createCallState(c)
  state.load(fromShiftSolution(c.base, solution))
  const person = c.personIndex.get(personId)!
  const tried = others.map((shiftId) => {
    state.set(person, day, shiftId === null ? 0 : c.shiftIndex.get(shiftId)!)
    return { shiftId, cost: state.cost.slice() }
  })
  tried.sort((a, b) => compareCosts(a.cost, b.cost))
  return tried.slice(0, TRIED).map(({ shiftId }) => shiftId)
}

/** What the change alone would break or cost, before anything else moves. */
function reasonsAgainst(
  problem: ShiftProblem,
  solution: ShiftSolution,
  { personId, day }: ShiftCell,
  shiftId: string | null,
): string[] {
  const line = Array.from({ length: problem.days }, (_, at) => solution.lines[personId]?.[at] ?? null)
  line[day] = shiftId
  const now = checkShiftSchedule(problem, solution)
  const then = checkShiftSchedule(problem, { lines: { ...solution.lines, [personId]: line } })
  const known = new Set([...now.violations, ...now.costs.map(({ sentence }) => sentence)])
  // Of the others, only what they lack: their shares move with every point.
  const costs = then.costs.filter((cost) => cost.personId === undefined || cost.personId === personId)
  const told = [...then.violations, ...costs.map(({ sentence }) => sentence)]
  return told.filter((sentence) => !known.has(sentence)).slice(0, MOST_REASONS)
}

/** Why a cell can never hold a shift; null when it can. */
function barrierOf(problem: ShiftProblem, { personId, day }: ShiftCell, shiftId: string | null): string | null {
  const person = findCell(problem, { personId, day })
  const pin = person.pinned?.find((other) => other.day === day)
  const isBesidePin =
    shiftId !== null &&
    pin?.shiftId &&
    partsOf(problem, pin.shiftId).every((one) => partsOf(problem, shiftId).includes(one))
  if (pin && pin.shiftId !== shiftId && !isBesidePin)
    return pin.reason ?? `pinned to ${shiftLabel(problem, pin.shiftId)}`
  if (shiftId === null) return null
  if (person.leave?.includes(day)) return 'on leave'
  if (person.daysOff.includes(day)) return 'a day that must be off'
  if (person.maxShifts[shiftId] === 0) return `${person.label} never works ${shiftLabel(problem, shiftId)}`
  const bar = person.barred?.find(
    ({ shiftIds, fromDay, toDay }) =>
      [shiftId, ...partsOf(problem, shiftId)].some((one) => shiftIds.includes(one)) && fromDay <= day && day <= toDay,
  )
  return bar?.reason ?? null
}

/** The shifts held together in a shift; itself where it is one. */
const partsOf = ({ shifts }: ShiftProblem, shiftId: string): string[] =>
  shifts.find(({ id }) => id === shiftId)?.parts ?? [shiftId]

function findCell(problem: ShiftProblem, { personId, day }: ShiftCell) {
  const person = problem.people.find(({ id }) => id === personId)
  if (!person || !(day >= 0 && day < problem.days))
    throw new RangeError(`There is no day ${day} of "${personLabel(problem, personId)}".`)
  return person
}

function costInWords({ tiers = ['points'] }: ShiftProblem, changes: number[]): string {
  const parts = changes.flatMap((points, tier) =>
    points === 0 ? [] : [`${Math.abs(points)} ${points > 0 ? 'more' : 'fewer'} in ${tiers[tier]!}`],
  )
  return parts.length === 0 ? 'costs nothing' : `costs ${listInWords(parts)}`
}
