/** Inequalities of single rules of a line: weekends, days off, pairs of shifts, hours and patterns. */
import type { PatternDay } from '../../rule-types.ts'
import { type CompiledCall, entriesOf, type ShiftTimes, weekdayOf } from '../compile-call.ts'
import { compileStints } from '../rules/stints.ts'
import { oneEntry } from './person-rows.ts'
import type { RowWriter } from './row-writer.ts'

const SUNDAY = 6
/** Shifts further apart do not bar each other. */
const MOST_DAYS_APART = 3

/** One of the two days of a weekend is worked exactly when the other is. */
export function writeWeekends(
  c: CompiledCall,
  writer: RowWriter,
  person: number,
  entries: Uint8Array,
  distance: number,
  level: number,
  weight: number,
): void {
  for (let sunday = distance; sunday < c.days; sunday++) {
    if (weekdayOf(c, sunday) !== SUNDAY) continue
    if (c.leave[person * c.days + sunday - distance] === 1 || c.leave[person * c.days + sunday] === 1) continue
    for (const sign of [1, -1]) {
      writer.add(person, sunday - distance, entries, sign)
      writer.add(person, sunday, entries, -sign)
      writer.atMost(0, level, weight)
    }
  }
}

/** On the days off after a run of the entries nothing is worked. */
export function writeDaysOff(
  c: CompiledCall,
  writer: RowWriter,
  person: number,
  entries: Uint8Array,
  daysOff: number,
): void {
  const any = new Uint8Array(c.width).fill(1)
  const others = entries.map((flag) => 1 - flag)
  for (let day = -c.past; day + 1 < c.days; day++)
    for (let later = 1; later <= daysOff && day + later < c.days; later++) {
      if (day + later < 0) continue
      writer.add(person, day, entries, 1)
      if (later > 1) writer.add(person, day + 1, entries, -1)
      writer.add(person, day + later, later > 1 ? any : others, 1)
      writer.atMost(1, 0, 1)
    }
}

/** Pairs of shifts on nearby days that may not both be worked; `gap`: minutes from the end of one to the start of the other. */
export function writePairs(
  c: CompiledCall,
  writer: RowWriter,
  person: number,
  { startMinute, endMinute }: ShiftTimes,
  isBarred: (first: number, second: number, gap: number, daysApart: number) => boolean,
): void {
  const { width, days } = c
  for (let first = 1; first < width; first++)
    for (let distance = 1; distance <= MOST_DAYS_APART; distance++) {
      const barred = Uint8Array.from({ length: width }, (_, second) =>
        second > 0 && isBarred(first, second, distance * 1440 + startMinute[second]! - endMinute[first]!, distance)
          ? 1
          : 0,
      )
      if (!barred.includes(1)) continue
      for (let day = -c.past; day + distance < days; day++) {
        if (day + distance < 0) continue
        writer.add(person, day, oneEntry(width, first), 1)
        writer.add(person, day + distance, barred, 1)
        writer.atMost(1, 0, 1)
      }
    }
}

/** Work is at least the shifts and the daytime work that none of them replaces; in hours, so that rows are of one size. */
export function writeHours(
  c: CompiledCall,
  writer: RowWriter,
  person: number,
  { entries, minutes }: ShiftTimes,
  weeklyMinutes: number,
): void {
  for (const stint of compileStints(c, 'averaged')[person]!(0, c.days - 1)) {
    const { minutesLeft, hasDaytime } = stint
    const whole = minutesLeft[0]!
    for (let day = stint.fromDay; day <= stint.toDay; day++) {
      for (let entry = 1; entry < c.width; entry++)
        if (entries[entry] === 1) writer.add(person, day, oneEntry(c.width, entry), minutes[entry]! / 60)
      if (hasDaytime[day - stint.fromDay] === 0) continue
      writer.addConstant(whole / 60)
      for (let entry = 1; entry < c.width; entry++) {
        const today = whole - minutesLeft[entry]!
        const after = whole - minutesLeft[entry * c.width]!
        if (today > 0) writer.add(person, day, oneEntry(c.width, entry), -today / 60)
        if (after > 0) writer.add(person, day - 1, oneEntry(c.width, entry), -after / 60)
      }
    }
    writer.atMost((weeklyMinutes * stint.eligibleDays) / 420, 0, 1)
  }
}

/** A pattern that begins on a day: not all of it (avoid), or all of it once it has begun (seek). */
export function writePattern(
  c: CompiledCall,
  writer: RowWriter,
  person: number,
  first: number,
  { pattern, wish }: { pattern: PatternDay[]; wish: 'avoid' | 'seek' },
): void {
  const canHold = pattern.map((day, k) => holdsOn(c, person, first + k, day))
  const addDay = (k: number, times: number): void => {
    const { off, marks, shiftIds } = pattern[k]!
    if (!canHold[k]) return
    if (off) writer.addOff(person, first + k, times)
    else if (marks ?? shiftIds) writer.add(person, first + k, entriesOf(c, pattern[k]), times)
    else writer.addConstant(times)
  }
  if (wish === 'avoid') {
    if (canHold.includes(false)) return
    for (let k = 0; k < pattern.length; k++) addDay(k, 1)
    writer.atMost(pattern.length - 1, 0, 1)
    return
  }
  for (let k = 1; k < pattern.length; k++) {
    addDay(0, 1)
    addDay(k, -1)
    writer.atMost(0, 0, 1)
  }
}

/** Whether what a day of a pattern asks of the calendar is so; its shifts are another matter. */
function holdsOn(c: CompiledCall, person: number, day: number, { leave, event, weekdays }: PatternDay): boolean {
  const { events = [] } = c.problem.people[person]!
  return (
    (!leave || c.leave[person * c.days + day] === 1) &&
    (event === undefined || events.some(({ label, days }) => label === event && days.includes(day))) &&
    (!weekdays || weekdays.includes(weekdayOf(c, day)))
  )
}
