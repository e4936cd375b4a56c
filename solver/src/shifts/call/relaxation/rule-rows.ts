/**
 * What the rules of call imply as inequalities: all of a rule where it is linear, a part of it where it is not. Each unit over a
 * row is at least a unit of the rule's cost, and no unit is counted by two rows of a rule unless the rule counts it twice.
 */
import type { LineShiftRule, PatternDay, SharedShiftRule, ShiftRule } from '../../rule-types.ts'
import { type CompiledCall, entriesOf, peopleOf, weekdayOf } from '../compile-call.ts'
import { isLineRule } from '../rules/catalogue.ts'
import { compileStints } from '../rules/stints.ts'
import { windowsOf } from '../rules/windows.ts'
import { oneEntry, writeRuns } from './person-rows.ts'
import type { RowWriter } from './row-writer.ts'

const SUNDAY = 6

export function writeRuleRows(c: CompiledCall, writer: RowWriter, shouldStop: () => boolean): void {
  for (const rule of c.problem.rules ?? []) {
    if (shouldStop()) return
    const { soft } = rule
    const level = soft ? soft.tier + 1 : 0
    const weight = soft ? soft.weight : 1
    if (isLineRule(rule)) {
      const isMeant = peopleOf(c, rule.people)
      for (let person = 0; person < c.people; person++)
        if (isMeant[person] === 1) writeLineRule(c, writer, rule, person, level, weight)
    } else writeSharedRule(c, writer, rule, level, weight)
  }
}

function writeSharedRule(
  c: CompiledCall,
  writer: RowWriter,
  rule: SharedShiftRule,
  level: number,
  weight: number,
): void {
  if (rule.kind === 'fairness') return
  const entries = entriesOf(c, rule.shifts)
  const isMeant = peopleOf(c, rule.people)
  const addAll = (day: number, flags: Uint8Array, which: Uint8Array, times: number): void => {
    for (let person = 0; person < c.people; person++) if (flags[person] === 1) writer.add(person, day, which, times)
  }
  if (rule.kind === 'cover') {
    for (const day of rule.days ?? Array.from({ length: c.days }, (_, k) => k)) {
      addAll(day, isMeant, entries, -1)
      writer.atMost(-(rule.min ?? 0), level, weight)
      if (rule.max === undefined) continue
      addAll(day, isMeant, entries, 1)
      writer.atMost(rule.max, level, weight)
    }
    return
  }
  const isSenior = peopleOf(c, rule.seniorIds)
  const seniorEntries = entriesOf(c, rule.seniorShifts)
  // Person by person, which is a unit for each only while the rule is hard.
  if (level > 0) return
  for (let day = 0; day < c.days; day++)
    for (let person = 0; person < c.people; person++) {
      if (isMeant[person] === 0) continue
      writer.add(person, day, entries, 1)
      addAll(day, isSenior, seniorEntries, -1)
      writer.atMost(0, 0, 1)
    }
}

/** Rules of which only the hard form is written: what a unit of a row costs there is not a unit of the rule. */
const HARD_ONLY: ShiftRule['kind'][] = ['rest', 'continuous', 'after-long', 'night-run', 'hours', 'sequence']

function writeLineRule(
  c: CompiledCall,
  writer: RowWriter,
  rule: LineShiftRule,
  person: number,
  level: number,
  weight: number,
): void {
  if (level > 0 && HARD_ONLY.includes(rule.kind)) return
  const { days } = c
  const entries = entriesOf(c, 'shifts' in rule ? rule.shifts : {})
  const sum = (fromDay: number, toDay: number, times: number): void => {
    for (let day = fromDay; day <= toDay; day++) writer.add(person, day, entries, times)
  }
  switch (rule.kind) {
    case 'count':
      for (const { fromDay, toDay } of windowsOf(c, rule.windows)) {
        sum(fromDay, toDay, 1)
        writer.atMost(rule.max ?? days, level, weight)
        sum(fromDay, toDay, -1)
        writer.atMost(-(rule.min ?? 0), level, weight)
      }
      break
    case 'frequency':
      for (const stint of compileStints(c)[person]!(0, days - 1)) {
        sum(stint.fromDay, stint.toDay, 1)
        writer.atMost(Math.floor(stint.eligibleDays / rule.every), level, weight)
      }
      break
    case 'spacing':
      for (let from = -c.past; from + rule.days <= days; from++) {
        if (from + rule.days <= 0) continue
        // What was worked before day 0 is nobody's fault now: of it only the last one counts.
        const isBefore = c.before[person]!.subarray(c.past + Math.min(0, from)).some((entry) => entries[entry] === 1)
        if (from < 0 && isBefore) writer.addConstant(1)
        sum(Math.max(0, from), from + rule.days - 1, 1)
        writer.atMost(1, level, weight)
      }
      break
    case 'weekend-shape':
      writeWeekends(c, writer, person, entries, rule.shape === 'saturday-sunday' ? 1 : 2, level, weight)
      break
    case 'night-run':
      writeRuns(c, writer, person, { entries, min: rule.min ?? 1, max: rule.max ?? days, level, weight })
      writeDaysOff(c, writer, person, entries, rule.daysOff ?? 0)
      break
    case 'rest':
      writePairs(
        c,
        writer,
        person,
        (first, second, gap) => entries[first] === 1 && entries[second] === 1 && gap < rule.minutes,
      )
      break
    case 'continuous':
      for (let entry = 1; entry < c.width; entry++) {
        if (entries[entry] === 0 || c.endMinute[entry]! - c.startMinute[entry]! <= rule.minutes) continue
        for (let day = 0; day < days; day++) {
          writer.add(person, day, oneEntry(c.width, entry), 1)
          writer.atMost(0, 0, 1)
        }
      }
      writePairs(c, writer, person, (first, second, gap) => {
        const length = c.endMinute[first]! - c.startMinute[first]! + gap + c.endMinute[second]! - c.startMinute[second]!
        return (
          entries[first] === 1 &&
          entries[second] === 1 &&
          gap >= 0 &&
          gap <= (rule.mergeMinutes ?? 0) &&
          length > rule.minutes
        )
      })
      break
    case 'after-long':
      // Shifts that touch make one stretch; only the day after tells for sure where it ended.
      writePairs(
        c,
        writer,
        person,
        (first, second, gap, daysApart) =>
          daysApart === 1 &&
          entries[first] === 1 &&
          c.endMinute[first]! - c.startMinute[first]! >= rule.longMinutes &&
          gap < rule.minutes &&
          (gap > 0 || entries[second] === 0),
      )
      break
    case 'hours':
      writeHours(c, writer, person, entries, rule.weeklyMinutes)
      break
    case 'sequence':
      for (let day = 0; day + rule.pattern.length <= days; day++) writePattern(c, writer, person, day, rule)
      break
    case 'free-days':
      break
  }
}

function writeWeekends(
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
function writeDaysOff(c: CompiledCall, writer: RowWriter, person: number, entries: Uint8Array, daysOff: number): void {
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
function writePairs(
  c: CompiledCall,
  writer: RowWriter,
  person: number,
  isBarred: (first: number, second: number, gap: number, daysApart: number) => boolean,
): void {
  const { width, startMinute, endMinute, days } = c
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

const MOST_DAYS_APART = 3

/** Work is at least the shifts and the daytime work that none of them replaces; in hours, so that rows are of one size. */
function writeHours(
  c: CompiledCall,
  writer: RowWriter,
  person: number,
  entries: Uint8Array,
  weeklyMinutes: number,
): void {
  for (const stint of compileStints(c)[person]!(0, c.days - 1)) {
    const daytime = (stint.endMinute - stint.startMinute) / 60
    for (let day = stint.fromDay; day <= stint.toDay; day++) {
      for (let entry = 1; entry < c.width; entry++)
        if (entries[entry] === 1) writer.add(person, day, oneEntry(c.width, entry), c.base.minutes[entry]! / 60)
      if (stint.hasDaytime[weekdayOf(c, day)] === 0 || c.leave[person * c.days + day] === 1) continue
      writer.addConstant(daytime)
      writer.add(person, day, stint.notWith, -daytime)
      writer.add(person, day - 1, stint.notAfter, -daytime)
    }
    writer.atMost((weeklyMinutes * stint.eligibleDays) / 420, 0, 1)
  }
}

function writePattern(
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
