import {
  academicYearOf,
  addDays,
  addMonths,
  checkSchedule,
  dayOf,
  type Finding,
  type MonthDay,
  DEFAULT_YEAR_START,
} from '@gradus/rules'
import { check, solve, type SolveResult } from '@gradus/solver'
import { type Definition, inYears } from '../../../curriculum/index.ts'
import { followedOf } from '../../facts/followed.ts'
import { scheduleFacts } from '../../facts/rules-facts.ts'
import type { Placement, Seat } from '../../facts/year-facts.ts'
import { draftedRows } from './drafted.ts'
import type { Plan } from './plan.ts'
import { type PlannedProblem, problemOf, withoutAims } from './problem.ts'

export interface DefinitionSolveOptions {
  /** Trainees who start together and stay for the full length. */
  readonly trainees: number
  readonly seed: number
  /** Ends the search; without it, `iterations` do. */
  readonly seconds?: number
  readonly iterations?: number
  readonly startsOn?: MonthDay
  /** How many years of the program; all of them unless told. */
  readonly years?: number
}

export interface DefinitionSchedule {
  readonly result: SolveResult
  readonly notes: readonly string[]
  readonly seats: readonly Seat[]
  readonly placements: readonly Placement[]
  /** What the rules say about the schedule, worst first. */
  readonly findings: readonly Finding[]
}

/** A schedule of a program's full length for imagined trainees: whether its definition can be lived. */
export async function solveDefinition(
  definition: Definition,
  options: DefinitionSolveOptions,
): Promise<DefinitionSchedule> {
  const plan = planOfDefinition(definition, options)
  const planned = await problemOf(plan)
  const limits = {
    seed: options.seed,
    ...(options.seconds === undefined ? {} : { maxMilliseconds: options.seconds * 1000, now: () => performance.now() }),
    ...(options.iterations === undefined ? {} : { maxIterations: options.iterations }),
  }
  const first = solve(planned.problem, limits)
  const isSolved = first.status === 'optimal' || first.status === 'feasible'
  const solved = isSolved ? planned.problem : withoutAims(planned.problem)
  const start = first.solution === null ? {} : { start: first.solution }
  const result = isSolved ? first : solve(solved, { ...limits, ...start })
  return { ...scheduleOf(plan, { ...planned, problem: solved }, result), result, notes: planned.notes }
}

function scheduleOf(plan: Plan, planned: PlannedProblem, { solution, status }: SolveResult) {
  const seats = plan.people.flatMap((person) => person.seats)
  if (solution === null) return { seats, placements: [], findings: [] }
  const checked = check(planned.problem, solution)
  if (status !== 'stopped' && !checked.feasible)
    throw new Error('The solver called a schedule feasible that its checker refuses.')
  const placements = draftedRows(plan, planned, solution).map(
    (row, index): Placement => ({
      ...row,
      id: `assignment-${index}`,
      programId: seats[0]?.programId ?? '',
      amended: false,
      arrangedOn: null,
    }),
  )
  const facts = scheduleFacts({
    institutionId: '',
    year: { ...plan.year, startYear: academicYearOf(plan.year.startOn, plan.startsOn).startYear, label: '' },
    startsOn: plan.startsOn,
    timeZone: 'UTC',
    today: plan.today,
    recordVersion: 0,
    programs: [],
    seats,
    neighbours: [],
    inForce: [],
    rooms: plan.rooms,
    leaves: [],
    placements,
    otherYears: [],
  })
  return { seats, placements, findings: checkSchedule(facts) }
}

/** Imagined trainees who start on the first day of the version's academic year. */
function planOfDefinition(
  definition: Definition,
  { trainees, years = Infinity, startsOn = DEFAULT_YEAR_START }: DefinitionSolveOptions,
): Plan {
  const { startOn } = academicYearOf(dayOf(definition.version.effectiveOn), startsOn)
  const { amount, unit } = definition.length
  const endOn = addDays(addMonths(startOn, Math.round(inYears(amount, unit, definition.calendar) * 12)), -1)
  const { id } = definition
  const followed = followedOf({ id, programId: id, effectiveOn: definition.version.effectiveOn, definition }, startsOn)
  const people = Array.from({ length: trainees }, (_, index) => {
    const seat: Seat = {
      id: `appointment-${index + 1}`,
      personId: `trainee-${index + 1}`,
      personName: `Trainee ${index + 1}`,
      programId: id,
      startOn,
      endOn,
      entryLevel: definition.levels[0]?.id ?? '',
      ftePercent: 100,
      combined: false,
      followed,
    }
    return {
      id: seat.personId,
      name: seat.personName,
      seats: [seat],
      leaves: [],
      fixed: [],
      history: [],
      taken: [],
      sharesTime: false,
      wishes: [],
    }
  })
  const rooms = (definition.rooms ?? []).map((room) => ({
    id: room.id,
    label: room.name,
    min: room.min ?? null,
    max: room.max ?? null,
  }))
  const lastOn = Number.isFinite(years) ? Math.min(endOn, addDays(addMonths(startOn, years * 12), -1)) : endOn
  return { year: { startOn, endOn: lastOn }, startsOn, today: startOn - 1, people, rooms, loads: [] }
}
