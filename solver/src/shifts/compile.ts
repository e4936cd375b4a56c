/** The problem as typed arrays: what every search over shifts reads. */
import type { ShiftProblem, ShiftSolution } from './problem.ts'

/** In a compiled line, 0 is a day off and `s` from 1 to `shifts` is shift `s - 1` of the problem. */
export const OFF = 0

export interface CompiledShifts {
  problem: ShiftProblem
  days: number
  people: number
  /** Number of shifts; entries of a line go from 0 (off) to `shifts`. */
  shifts: number
  /** `shifts + 1`: the width of every table by shift. */
  width: number
  /** Minutes by shift; 0 for a day off. */
  minutes: Int32Array
  /** `[before * width + after]`: 1 when `after` may be worked on the day after `before`. A day off goes with everything. */
  follow: Uint8Array
  /** By day: which weekend it belongs to, from 0, or -1 on Monday to Friday. */
  weekendOf: Int16Array
  weekends: number
  /** `[person * days + day]`: 1 when the person must be off. */
  mustBeOff: Uint8Array
  /** `[person * width + shift]`: most of this shift in the horizon; `days` where unlimited, and for days off. */
  maxOfShift: Int32Array
  minMinutes: Int32Array
  maxMinutes: Int32Array
  /** Days worked in a row. */
  minWork: Int32Array
  maxWork: Int32Array
  /** Days off in a row. */
  minOff: Int32Array
  maxWeekends: Int32Array
  /**
   * `[(person * days + day) * width + shift]`: points of the person's requests when that entry stands on that day. A request
   * for a shift costs on every other entry of the day, the day off included; so a line costs the plain sum of its entries.
   */
  assignCost: Int32Array
  /** `[day * width + shift]`: people wanted; 0 with no points where the problem says nothing, and for days off. */
  wanted: Int32Array
  under: Int32Array
  over: Int32Array
}

/** Compiles a problem as accepted by `validateShiftProblem`. */
export function compileShifts(problem: ShiftProblem): CompiledShifts {
  const { days, shifts, people } = problem
  const width = shifts.length + 1
  const indexOf = new Map(shifts.map(({ id }, k) => [id, k + 1]))
  const follow = new Uint8Array(width * width).fill(1)
  for (const [k, { notFollowedBy }] of shifts.entries())
    for (const id of notFollowedBy) follow[(k + 1) * width + indexOf.get(id)!] = 0
  const mustBeOff = new Uint8Array(people.length * days)
  const maxOfShift = new Int32Array(people.length * width).fill(days)
  for (const [p, { daysOff, maxShifts }] of people.entries()) {
    for (const day of daysOff) mustBeOff[p * days + day] = 1
    for (const [id, most] of Object.entries(maxShifts)) maxOfShift[p * width + indexOf.get(id)!] = Math.min(most, days)
  }
  return {
    problem,
    days,
    people: people.length,
    shifts: shifts.length,
    width,
    minutes: Int32Array.from([0, ...shifts.map(({ minutes }) => minutes)]),
    follow,
    ...weekendsOf(problem),
    mustBeOff,
    maxOfShift,
    minMinutes: Int32Array.from(people, (person) => person.minMinutes),
    maxMinutes: Int32Array.from(people, (person) => person.maxMinutes),
    minWork: Int32Array.from(people, (person) => person.minConsecutiveShifts),
    maxWork: Int32Array.from(people, (person) => Math.min(person.maxConsecutiveShifts, days)),
    minOff: Int32Array.from(people, (person) => person.minConsecutiveDaysOff),
    maxWeekends: Int32Array.from(people, (person) => person.maxWeekends),
    assignCost: requestCosts(problem, indexOf),
    ...coverTables(problem, indexOf),
  }
}

function weekendsOf({ days, firstWeekday = 0 }: ShiftProblem): { weekendOf: Int16Array; weekends: number } {
  const weekendOf = new Int16Array(days).fill(-1)
  let weekends = 0
  for (let day = 0; day < days; day++) {
    const weekday = (day + firstWeekday) % 7
    if (weekday < 5) continue
    if (weekday === 5 || day === 0) weekends++
    weekendOf[day] = weekends - 1
  }
  return { weekendOf, weekends }
}

function requestCosts(problem: ShiftProblem, indexOf: Map<string, number>): Int32Array {
  const { days, shifts, people } = problem
  const width = shifts.length + 1
  const personIndex = new Map(people.map(({ id }, p) => [id, p]))
  const costs = new Int32Array(people.length * days * width)
  for (const { kind, personId, day, shiftId, weight } of problem.requests) {
    const row = (personIndex.get(personId)! * days + day) * width
    const asked = indexOf.get(shiftId)!
    for (let entry = 0; entry < width; entry++)
      if ((entry === asked) === (kind === 'off')) costs[row + entry] = costs[row + entry]! + weight
  }
  return costs
}

function coverTables(problem: ShiftProblem, indexOf: Map<string, number>) {
  const width = problem.shifts.length + 1
  const size = problem.days * width
  const tables = { wanted: new Int32Array(size), under: new Int32Array(size), over: new Int32Array(size) }
  for (const { day, shiftId, wanted, under, over } of problem.cover) {
    const cell = day * width + indexOf.get(shiftId)!
    tables.wanted[cell] = wanted
    tables.under[cell] = under
    tables.over[cell] = over
  }
  return tables
}

/** Lines one after the other, `[person * days + day]`, as a solution with ids. */
export function toShiftSolution(c: CompiledShifts, lines: Int8Array): ShiftSolution {
  const { shifts, people } = c.problem
  const named = people.map(({ id }, p) => {
    const line = Array.from(lines.subarray(p * c.days, (p + 1) * c.days), (entry) => shifts[entry - 1]?.id ?? null)
    return [id, line] as const
  })
  return { lines: Object.fromEntries(named) }
}

/** A solution with ids as compiled lines; people, days and shifts that are missing or unknown are days off. */
export function fromShiftSolution(c: CompiledShifts, solution: ShiftSolution): Int8Array {
  const indexOf = new Map<string | null, number>(c.problem.shifts.map(({ id }, k) => [id, k + 1]))
  const lines = new Int8Array(c.people * c.days)
  for (const [p, { id }] of c.problem.people.entries())
    for (let day = 0; day < c.days; day++)
      lines[p * c.days + day] = indexOf.get(solution.lines[id]?.[day] ?? null) ?? OFF
  return lines
}
