/** What the rules of call read: a shift problem with times, history, and which entries a cell may hold. */
import { type CompiledShifts, compileShifts } from '../compile.ts'
import type { Shift, ShiftProblem } from '../problem.ts'
import type { ShiftSelector } from '../rule-types.ts'

/** A person's entries: those of the past first, so that day `d` is at `past + d`. */
export type CallLine = Int8Array

export interface CompiledCall {
  problem: ShiftProblem
  /** The plain rules of people; requests and cover are read by tier instead. */
  base: CompiledShifts
  days: number
  people: number
  width: number
  /** Days before day 0 that anybody's history reaches back. */
  past: number
  /** By person, how many of these days are known; the others count as off. */
  pastOf: Int32Array
  /** By person, what was worked then: the days of the past of a `CallLine`. */
  before: Int8Array[]
  /** `[(person * days + day) * width + entry]`: 1 when the cell may hold the entry. */
  may: Uint8Array
  /** By person and day, the entries that the cell may hold. */
  choices: Int8Array[]
  /** `[person * days + day]`. */
  leave: Uint8Array
  /** By entry, minutes from midnight of its day. */
  startMinute: Int32Array
  endMinute: Int32Array
  /** By entry, the entries of the shifts that it is: itself, or those held together. */
  parts: number[][]
  /** `[one * width + other]`: the entry that is both held together; -1 where there is none. */
  together: Int8Array
  /** Hard, then one level for each tier. */
  levels: number
  personIndex: Map<string, number>
  shiftIndex: Map<string, number>
}

const MINUTES_PER_DAY = 1440

/** Whether a problem says anything that the plain search does not read. */
export function isCallProblem({ tiers, rules, shifts, people, requests, cover }: ShiftProblem): boolean {
  return (
    tiers !== undefined ||
    rules !== undefined ||
    shifts.some(({ parts }) => parts) ||
    people.some(({ leave, barred, pinned }) => leave ?? barred ?? pinned) ||
    requests.some(({ tier }) => tier !== undefined) ||
    cover.some(({ tier }) => tier !== undefined)
  )
}

/** Compiles a problem as accepted by `validateShiftProblem`. */
export function compileCall(problem: ShiftProblem): CompiledCall {
  const base = compileShifts({ ...problem, requests: [], cover: [] })
  const { days, people, width } = base
  const shiftIndex = new Map(problem.shifts.map(({ id }, k) => [id, k + 1]))
  const leave = new Uint8Array(people * days)
  for (const [p, person] of problem.people.entries()) for (const day of person.leave ?? []) leave[p * days + day] = 1
  const parts = [
    [],
    ...problem.shifts.map(
      (shift, k) => shift.parts?.map((id) => shiftIndex.get(id)!).toSorted((a, b) => a - b) ?? [k + 1],
    ),
  ]
  const may = allowedEntries(problem, base, leave, shiftIndex, parts)
  const pastOf = Int32Array.from(problem.people, ({ before }) => before?.length ?? 0)
  const past = Math.max(0, ...pastOf)
  return {
    problem,
    base,
    days,
    people,
    width,
    past,
    pastOf,
    before: problem.people.map(({ before = [] }) =>
      Int8Array.from({ length: past }, (_, at) => shiftIndex.get(before[at - past + before.length] ?? '') ?? 0),
    ),
    may,
    choices: Array.from({ length: people * days }, (_, cell) =>
      Int8Array.from({ length: width }, (_, entry) => entry).filter((entry) => may[cell * width + entry] === 1),
    ),
    leave,
    startMinute: Int32Array.from([0, ...problem.shifts.map(({ startMinute }) => startMinute ?? 0)]),
    endMinute: Int32Array.from([0, ...problem.shifts.map(({ endMinute }) => endMinute ?? MINUTES_PER_DAY)]),
    parts,
    together: togetherTable(parts),
    levels: 1 + (problem.tiers?.length ?? 1),
    personIndex: new Map(problem.people.map(({ id }, p) => [id, p])),
    shiftIndex,
  }
}

function allowedEntries(
  problem: ShiftProblem,
  { days, width, mustBeOff, maxOfShift }: CompiledShifts,
  leave: Uint8Array,
  shiftIndex: Map<string, number>,
  parts: number[][],
): Uint8Array {
  const may = new Uint8Array(problem.people.length * days * width)
  for (const [p, { barred = [], pinned = [] }] of problem.people.entries()) {
    for (let day = 0; day < days; day++) {
      const cell = p * days + day
      const isOff = mustBeOff[cell] === 1 || leave[cell] === 1
      for (let entry = 0; entry < width; entry++)
        may[cell * width + entry] = entry === 0 || (!isOff && maxOfShift[p * width + entry]! > 0) ? 1 : 0
    }
    for (const { shiftIds, fromDay, toDay } of barred)
      for (const id of shiftIds) {
        const barredEntry = shiftIndex.get(id)!
        for (let entry = 1; entry < width; entry++)
          if (entry === barredEntry || parts[entry]!.includes(barredEntry))
            for (let day = fromDay; day <= toDay; day++) may[(p * days + day) * width + entry] = 0
      }
    // A pin beats what stands against it; the checker tells of the contradiction. Something more may be held beside it.
    for (const { day, shiftId } of pinned) {
      const row = (p * days + day) * width
      const pin = shiftId === null ? 0 : shiftIndex.get(shiftId)!
      for (let entry = 0; entry < width; entry++)
        if (pin === 0 || !parts[pin]!.every((part) => parts[entry]!.includes(part))) may[row + entry] = 0
      may[row + pin] = 1
    }
  }
  return may
}

/** By entry, 1 for the shifts that are meant, alone or together with others; never for a day off. */
export function entriesOf({ problem, width, parts }: CompiledCall, selector: ShiftSelector = {}): Uint8Array {
  const own = new Uint8Array(width)
  for (const [k, shift] of problem.shifts.entries()) if (means(selector, shift)) own[k + 1] = 1
  return own.map((flag, entry) => (flag === 1 || parts[entry]!.some((part) => own[part] === 1) ? 1 : 0))
}

function means({ marks, shiftIds }: ShiftSelector, shift: Shift): boolean {
  return (
    (!marks && !shiftIds) ||
    (marks?.some((mark) => shift.marks?.includes(mark)) ?? false) ||
    (shiftIds?.includes(shift.id) ?? false)
  )
}

export interface ShiftTimes {
  /** By entry, 1 for the shifts that are meant. */
  entries: Uint8Array
  /** By entry, of the parts that are meant; of a shift that is not meant its own. */
  startMinute: Int32Array
  endMinute: Int32Array
  /** Counted minutes of what is meant. */
  minutes: Int32Array
}

/** The shifts that are meant, with their times; of shifts held together only the meant ones count. */
export function timesOf(c: CompiledCall, selector: ShiftSelector = {}): ShiftTimes {
  const { parts, problem } = c
  return timesOfParts(c, entriesOf(c, selector), (entry) => {
    const shift = problem.shifts[entry - 1]
    if (shift && means(selector, shift)) return parts[entry]!
    return parts[entry]!.filter((part) => means(selector, problem.shifts[part - 1]!))
  })
}

/** The same of shifts with counted minutes. */
export function countedTimes(c: CompiledCall): ShiftTimes {
  const { minutes } = c.base
  return timesOfParts(
    c,
    Uint8Array.from(minutes, (amount) => (amount > 0 ? 1 : 0)),
    (entry) => c.parts[entry]!.filter((part) => minutes[part]! > 0),
  )
}

function timesOfParts(c: CompiledCall, entries: Uint8Array, meant: (entry: number) => number[]): ShiftTimes {
  const startMinute = c.startMinute.slice()
  const endMinute = c.endMinute.slice()
  const minutes = c.base.minutes.slice()
  for (let entry = 1; entry < c.width; entry++) {
    if (entries[entry] === 0) continue
    const counted = meant(entry)
    startMinute[entry] = Math.min(...counted.map((part) => c.startMinute[part]!))
    endMinute[entry] = Math.max(...counted.map((part) => c.endMinute[part]!))
    minutes[entry] = counted.reduce((sum, part) => sum + c.base.minutes[part]!, 0)
  }
  return { entries, startMinute, endMinute, minutes }
}

/** Which entry is two others held together. */
function togetherTable(parts: number[][]): Int8Array {
  const width = parts.length
  const byParts = new Map(parts.map((own, entry) => [own.join(' '), entry]))
  const table = new Int8Array(width * width).fill(-1)
  for (let one = 0; one < width; one++)
    for (let other = 0; other < width; other++) {
      if (parts[one]!.some((part) => parts[other]!.includes(part))) continue
      const both = [...parts[one]!, ...parts[other]!].toSorted((a, b) => a - b)
      table[one * width + other] = byParts.get(both.join(' ')) ?? -1
    }
  return table
}

/** By person, 1 for those named; for everybody when nobody is. */
export function peopleOf({ people, personIndex }: CompiledCall, ids: string[] | undefined): Uint8Array {
  const flags = new Uint8Array(people).fill(ids ? 0 : 1)
  for (const id of ids ?? []) flags[personIndex.get(id)!] = 1
  return flags
}

/** Monday = 0 … Sunday = 6. */
export function weekdayOf({ problem }: CompiledCall, day: number): number {
  return (day + (problem.firstWeekday ?? 0)) % 7
}
