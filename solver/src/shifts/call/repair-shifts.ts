import { checkShiftSchedule, type ShiftCheck } from '../../check/shifts.ts'
import { type Budget, type BudgetOptions, createBudget } from '../../engine/budget.ts'
import { compareCosts } from '../../engine/tiers.ts'
import { listInWords } from '../../words.ts'
import { fromShiftSolution, toShiftSolution } from '../compile.ts'
import type { ShiftProblem, ShiftSolution } from '../problem.ts'
import { changesBetweenShifts, personLabel, type ShiftChange, shiftLabel } from './call-changes.ts'
import { type CallState, createCallState } from './call-state.ts'
import { compileCall } from './compile-call.ts'

export interface ShiftAbsence {
  personId: string
  fromDay: number
  toDay: number
}

export interface ShiftRepair {
  solution: ShiftSolution
  /** Without those of the absent person, who is simply away. */
  changes: ShiftChange[]
  /** Hard rules that the repair breaks and the published schedule did not, in sentences. */
  broken: string[]
  /** Shifts of the absent person, or of who steps in, that nobody takes. */
  unfilled: { day: number; shiftId: string }[]
  /** Points by tier. */
  tiers: number[]
  /** Who is called, and why. */
  sentence: string
}

interface Plan {
  cells: [person: number, day: number, entry: number][]
  unfilled: [day: number, entry: number][]
  cost: Float64Array
}

const MOST_REPAIRS = 5
/** Plans kept while shift after shift is given away. */
const BEAM = 12
/** Of those who would break a rule, how many are tried with one of their shifts nearby handed on. */
const RELIEVED = 6
const NEARBY_DAYS = 6

/**
 * Up to five ways to cover an absence from a published schedule (of a problem as accepted by `validateShiftProblem`): those that
 * break the fewest rules and leave the fewest shifts open, of those the ones with the fewest changes, then by the tiers.
 * Everybody may be called who is off, who may hold the shift beside another, or who can leave another shift of the day, to be filled or
 * left in turn. Of shifts held together each is given away by itself.
 * Throws a RangeError for an unknown person, or when `maxMilliseconds` is given without `now`; past its budget, fewer ways are tried.
 */
export function repairShifts(
  problem: ShiftProblem,
  published: ShiftSolution,
  absence: ShiftAbsence,
  options: BudgetOptions = {},
): ShiftRepair[] {
  const budget = createBudget({ maxIterations: Number.POSITIVE_INFINITY, ...options })
  const absent = problem.people.findIndex(({ id }) => id === absence.personId)
  if (absent < 0) throw new RangeError(`There is no person "${absence.personId}".`)
  const disturbed = withAbsence(problem, absence)
  const c = compileCall(disturbed)
  const state = createCallState(c)
  const lines = fromShiftSolution(c.base, published)
  const vacancies: [number, number][] = []
  for (let day = absence.fromDay; day <= absence.toDay; day++) {
    const entry = lines[absent * c.days + day]!
    for (const part of c.parts[entry]!) vacancies.push([day, part])
    lines[absent * c.days + day] = 0
  }
  state.load(lines)
  let plans: Plan[] = [{ cells: [], unfilled: [], cost: state.cost.slice() }]
  for (const [day, entry] of vacancies) {
    const grown = plans.flatMap((plan) => coverVacancy(state, plan, day, entry, budget))
    plans = distinct(grown).toSorted(comparePlans).slice(0, BEAM)
  }
  const before = checkShiftSchedule(problem, published)
  const known = new Set(before.violations)
  return plans.slice(0, MOST_REPAIRS).map((plan) => {
    for (const cell of plan.cells) state.set(...cell)
    const solution = toShiftSolution(c.base, state.copy())
    for (const [person, day] of plan.cells) state.set(person, day, lines[person * c.days + day]!)
    const violations = plan.cost[0] === 0 ? [] : checkShiftSchedule(disturbed, solution).violations
    const changes = changesBetweenShifts(problem, published, solution).filter(
      ({ personId }) => personId !== absence.personId,
    )
    const broken = violations.filter((sentence) => !known.has(sentence))
    const unfilled = plan.unfilled.map(([day, entry]) => ({ day, shiftId: problem.shifts[entry - 1]!.id }))
    const repair = { solution, changes, broken, unfilled, tiers: [...plan.cost.subarray(1)] }
    return { ...repair, sentence: tell(problem, before, repair) }
  })
}

function withAbsence(problem: ShiftProblem, { personId, fromDay, toDay }: ShiftAbsence): ShiftProblem {
  const people = problem.people.map((person) => {
    if (person.id !== personId) return person
    const away = Array.from({ length: toDay - fromDay + 1 }, (_, k) => fromDay + k)
    return {
      ...person,
      leave: [...new Set([...(person.leave ?? []), ...away])].toSorted((a, b) => a - b),
      pinned: (person.pinned ?? []).filter(({ day }) => day < fromDay || day > toDay),
    }
  })
  return { ...problem, people }
}

/** Every plan that goes on from this one by somebody taking the shift, or nobody. */
function coverVacancy(state: CallState, plan: Plan, day: number, entry: number, budget: Budget): Plan[] {
  const { c, lines, cost } = state
  const entryAt = (person: number, at: number): number => lines[person]![c.past + at]!
  const undo = plan.cells.map(([person, at]): Plan['cells'][number] => [person, at, entryAt(person, at)])
  for (const cell of plan.cells) state.set(...cell)
  const found: Plan[] = []
  const keep = (cells: Plan['cells'], unfilled: Plan['unfilled']): Plan => {
    const kept = {
      cells: [...plan.cells, ...cells],
      unfilled: [...plan.unfilled, ...unfilled],
      cost: cost.slice(),
    }
    found.push(kept)
    return kept
  }
  const wasHard = cost[0]!
  keep([], [[day, entry]])
  const relievable: { person: number; hard: number }[] = []
  for (let person = 0; person < c.people && !budget.over(); person++) {
    const left = entryAt(person, day)
    if (c.parts[left]!.includes(entry)) continue
    const both = left === 0 ? -1 : c.together[left * c.width + entry]!
    if (both >= 0 && c.may[(person * c.days + day) * c.width + both] === 1) {
      state.set(person, day, both)
      keep([[person, day, both]], [])
      state.set(person, day, left)
    }
    if (c.may[(person * c.days + day) * c.width + entry] === 0) continue
    state.set(person, day, entry)
    keep(
      [[person, day, entry]],
      c.parts[left]!.map((part): [number, number] => [day, part]),
    )
    if (left !== 0) {
      for (const other of cheapestFor(state, day, left, person)) {
        state.set(other, day, left)
        keep(
          [
            [person, day, entry],
            [other, day, left],
          ],
          [],
        )
        state.set(other, day, 0)
      }
    } else if (cost[0]! > wasHard) relievable.push({ person, hard: cost[0]! })
    state.set(person, day, left)
  }
  relievable.sort((a, b) => a.hard - b.hard || a.person - b.person)
  for (const { person } of relievable.slice(0, RELIEVED)) {
    state.set(person, day, entry)
    for (let at = Math.max(0, day - NEARBY_DAYS); at <= Math.min(c.days - 1, day + NEARBY_DAYS); at++) {
      const own = entryAt(person, at)
      if (at === day || own === 0 || c.choices[person * c.days + at]!.length < 2 || budget.over()) continue
      state.set(person, at, 0)
      for (const other of cheapestFor(state, at, own, person)) {
        state.set(other, at, own)
        keep(
          [
            [person, day, entry],
            [person, at, 0],
            [other, at, own],
          ],
          [],
        )
        state.set(other, at, 0)
      }
      state.set(person, at, own)
    }
    state.set(person, day, 0)
  }
  for (const cell of undo.toReversed()) state.set(...cell)
  return found.toSorted(comparePlans).slice(0, BEAM)
}

/** The one person who is off, and best takes a shift. */
function cheapestFor({ c, lines, cost, set }: CallState, day: number, entry: number, except: number): number[] {
  let chosen = -1
  let best: Float64Array | null = null
  for (let person = 0; person < c.people; person++) {
    if (person === except || lines[person]![c.past + day] !== 0) continue
    if (c.may[(person * c.days + day) * c.width + entry] === 0) continue
    set(person, day, entry)
    if (!best || compareCosts(cost, best) < 0) {
      best = cost.slice()
      chosen = person
    }
    set(person, day, 0)
  }
  return chosen < 0 ? [] : [chosen]
}

function comparePlans(a: Plan, b: Plan): number {
  return (
    a.cost[0]! - b.cost[0]! ||
    a.unfilled.length - b.unfilled.length ||
    a.cells.length - b.cells.length ||
    compareCosts(a.cost, b.cost)
  )
}

function distinct(plans: Plan[]): Plan[] {
  return [...new Map(plans.map((plan) => [plan.cells.map(String).toSorted().join(' '), plan])).values()]
}

function tell(problem: ShiftProblem, before: ShiftCheck, repair: Omit<ShiftRepair, 'sentence'>): string {
  const { changes, broken, unfilled } = repair
  const called = [...new Set(changes.filter(({ toShiftId }) => toShiftId !== null).map(({ personId }) => personId))]
  const open = unfilled.map(({ day, shiftId }) => `${shiftLabel(problem, shiftId)} on day ${day}`)
  const who =
    called.length === 0
      ? 'Nobody is called.'
      : `Call ${listInWords(called.map((id) => personLabel(problem, id)))}: ${changes.map(({ sentence }) => sentence).join(' ')}`
  const left = open.length === 0 ? '' : ` ${listInWords(open)} ${open.length === 1 ? 'stays' : 'stay'} open.`
  const law = broken.length === 0 ? ' No hard rule is broken.' : ` It breaks: ${broken[0]!}`
  return `${who}${left}${law}${fairnessOf(problem, before, called)}`
}

/** Where those who are called stand before the call. */
function fairnessOf(problem: ShiftProblem, before: ShiftCheck, called: string[]): string {
  const fair = new Set(problem.rules?.flatMap(({ id, kind }) => (kind === 'fairness' ? [id] : [])))
  if (fair.size === 0) return ''
  const standing = before.costs.filter(
    ({ ruleId, personId }) => fair.has(ruleId ?? '') && called.includes(personId ?? ''),
  )
  return standing.length === 0 ? '' : ` Until now: ${standing.map(({ sentence }) => sentence).join(' ')}`
}
