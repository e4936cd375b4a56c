import type { CompiledShifts } from './compile.ts'

/**
 * A schedule under change: lines with their counts, and what every change costs, read again only where it can differ.
 * Hard rules of a line are counted, not forbidden: `breaches` for each day too many or too few in a row, each forbidden
 * succession, each weekend or shift beyond its limit; `minutesAmiss` for minutes too few or too many.
 */
export interface ShiftState {
  c: CompiledShifts
  /** `[person * days + day]`, as in `compile.ts`. */
  lines: Int8Array
  /** `[day * width + shift]`: people there. */
  counts: Int32Array
  /** By person. */
  workedMinutes: Int32Array
  workedWeekends: Int32Array
  /** `[person * width + shift]`. */
  shiftCounts: Int32Array
  /** Points of requests and cover. */
  soft: number
  /** With `minutesAmiss`, 0 when feasible. */
  breaches: number
  minutesAmiss: number
  /** Replaces `length` entries of a line from `day` on by `entries` (from `offset`), and updates the three sums. */
  change: (person: number, day: number, entries: Int8Array, offset: number, length: number) => void
  /** As `change`, for taking changes back: leaves the three sums to the caller, who knows what they were. */
  restore: (person: number, day: number, entries: Int8Array, offset: number, length: number) => void
  /** Fills `people` with those whose line breaks a hard rule, and returns how many they are. */
  findBroken: (people: Int32Array) => number
  /** Replaces everything. */
  load: (lines: Int8Array) => void
}

export function createShiftState(c: CompiledShifts): ShiftState {
  const { days, width, people, follow, minutes, weekendOf, weekends, assignCost, wanted, under, over } = c
  const { minWork, maxWork, minOff, minMinutes, maxMinutes, maxOfShift, maxWeekends } = c
  const lines = new Int8Array(people * days)
  const counts = new Int32Array(days * width)
  const shiftCounts = new Int32Array(people * width)
  const workedMinutes = new Int32Array(people)
  const weekendDays = new Uint8Array(people * weekends)
  const workedWeekends = new Int32Array(people)

  const amissOf = (person: number): number => {
    const worked = workedMinutes[person]!
    if (worked < minMinutes[person]!) return minMinutes[person]! - worked
    return worked > maxMinutes[person]! ? worked - maxMinutes[person]! : 0
  }

  /** Broken successions and runs, in the whole runs that touch the days from `from - 1` to `to + 1`. */
  const breachesAround = (person: number, from: number, to: number): number => {
    const base = person * days
    const end = base + days
    let start = base + from
    if (start > base) {
      start--
      if (lines[start] === 0) while (start > base && lines[start - 1] === 0) start--
      else while (start > base && lines[start - 1] !== 0) start--
    }
    const until = Math.min(base + to + 1, end - 1)
    const leastWork = minWork[person]!
    const mostWork = maxWork[person]!
    const leastOff = minOff[person]!
    let breaches = 0
    let at = start
    while (at <= until) {
      const runFrom = at
      if (lines[at] === 0) {
        do at++
        while (at < end && lines[at] === 0)
        const length = at - runFrom
        if (length < leastOff && runFrom > base && at < end) breaches += leastOff - length
      } else {
        let before = lines[at++]!
        while (at < end) {
          const entry = lines[at]!
          if (entry === 0) break
          if (follow[before * width + entry] === 0) breaches++
          before = entry
          at++
        }
        const length = at - runFrom
        if (length > mostWork) breaches += length - mostWork
        else if (length < leastWork && runFrom > base && at < end) breaches += leastWork - length
      }
    }
    return breaches
  }

  /** Writes entries and keeps the counts; the change of points and of limits broken is left in `softChange` and `limitChange`. */
  let softChange = 0
  let limitChange = 0
  const write: ShiftState['restore'] = (person, day, entries, offset, length) => {
    const base = person * days
    softChange = 0
    limitChange = 0
    for (let k = 0; k < length; k++) {
      const cell = base + day + k
      const before = lines[cell]!
      const after = entries[offset + k]!
      if (before === after) continue
      lines[cell] = after
      softChange += assignCost[cell * width + after]! - assignCost[cell * width + before]!
      if (before !== 0) {
        const at = (day + k) * width + before
        const there = counts[at]!
        softChange += there <= wanted[at]! ? under[at]! : -over[at]!
        counts[at] = there - 1
        const held = person * width + before
        if (shiftCounts[held]! > maxOfShift[held]!) limitChange--
        shiftCounts[held] = shiftCounts[held]! - 1
      }
      if (after !== 0) {
        const at = (day + k) * width + after
        const there = counts[at]!
        softChange += there < wanted[at]! ? -under[at]! : over[at]!
        counts[at] = there + 1
        const held = person * width + after
        if (shiftCounts[held]! >= maxOfShift[held]!) limitChange++
        shiftCounts[held] = shiftCounts[held]! + 1
      }
      workedMinutes[person] = workedMinutes[person]! + minutes[after]! - minutes[before]!
      const weekend = weekendOf[day + k]!
      if (weekend >= 0 && (before === 0) !== (after === 0)) countWeekend(person, weekend, after !== 0)
    }
  }
  const countWeekend = (person: number, weekend: number, works: boolean): void => {
    const at = person * weekends + weekend
    const daysBefore = weekendDays[at]!
    weekendDays[at] = works ? daysBefore + 1 : daysBefore - 1
    if (works && daysBefore === 0) {
      if (workedWeekends[person]! >= maxWeekends[person]!) limitChange++
      workedWeekends[person] = workedWeekends[person]! + 1
    } else if (!works && daysBefore === 1) {
      if (workedWeekends[person]! > maxWeekends[person]!) limitChange--
      workedWeekends[person] = workedWeekends[person]! - 1
    }
  }

  const isBroken = (person: number): boolean => {
    if (amissOf(person) > 0 || workedWeekends[person]! > maxWeekends[person]!) return true
    for (let held = person * width; held < (person + 1) * width; held++)
      if (shiftCounts[held]! > maxOfShift[held]!) return true
    return breachesAround(person, 0, days - 1) > 0
  }

  const state: ShiftState = {
    c,
    lines,
    counts,
    workedMinutes,
    workedWeekends,
    shiftCounts,
    soft: emptySoft(c),
    breaches: 0,
    minutesAmiss: 0,
    change: (person, day, entries, offset, length) => {
      const last = day + length - 1
      const amissBefore = amissOf(person)
      const breachesBefore = breachesAround(person, day, last)
      write(person, day, entries, offset, length)
      state.soft += softChange
      state.breaches += breachesAround(person, day, last) - breachesBefore + limitChange
      state.minutesAmiss += amissOf(person) - amissBefore
    },
    restore: write,
    findBroken: (broken) => {
      let found = 0
      for (let person = 0; person < people; person++) if (isBroken(person)) broken[found++] = person
      return found
    },
    load: (given) => {
      for (let person = 0; person < people; person++) state.change(person, 0, given, person * days, days)
    },
  }
  for (let person = 0; person < people; person++) {
    state.minutesAmiss += amissOf(person)
    state.breaches += breachesAround(person, 0, days - 1)
  }
  return state
}

/** What it costs when nobody works. */
function emptySoft({ people, days, width, assignCost, wanted, under }: CompiledShifts): number {
  let soft = 0
  for (let cell = 0; cell < people * days; cell++) soft += assignCost[cell * width]!
  for (let at = 0; at < days * width; at++) soft += wanted[at]! * under[at]!
  return soft
}
