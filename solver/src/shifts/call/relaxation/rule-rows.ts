/**
 * What the rules of call imply as inequalities: all of a rule where it is linear, a part of it where it is not. Each unit over a
 * row is at least a unit of the rule's cost, and no unit is counted by two rows of a rule unless the rule counts it twice.
 */
import type { LineShiftRule, SharedShiftRule, ShiftRule } from '../../rule-types.ts'
import { type CompiledCall, entriesOf, peopleOf, timesOf } from '../compile-call.ts'
import { isLineRule } from '../rules/catalogue.ts'
import { compileStints } from '../rules/stints.ts'
import { windowsOf } from '../rules/windows.ts'
import { writeDaysOff, writeHours, writePairs, writePattern, writeWeekends } from './line-rows.ts'
import { oneEntry, writeRuns } from './person-rows.ts'
import type { RowWriter } from './row-writer.ts'

export function writeRuleRows(c: CompiledCall, writer: RowWriter, shouldStop: () => boolean): void {
  for (const rule of c.problem.rules ?? []) {
    if (shouldStop()) return
    const { soft } = rule
    const level = soft ? soft.tier + 1 : 0
    const weight = soft ? soft.weight : 1
    if (isLineRule(rule)) {
      const isMeant = peopleOf(c, rule.people)
      for (let person = 0; person < c.people; person++)
        if (isMeant[person] === 1) {
          writer.about = [{ kind: 'rule', ruleId: rule.id, personId: c.problem.people[person]!.id }]
          writeLineRule(c, writer, rule, person, level, weight)
        }
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
      writer.about = [{ kind: 'rule', ruleId: rule.id, day }]
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
  writer.about = [{ kind: 'rule', ruleId: rule.id }]
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
  const times = timesOf(c, 'shifts' in rule ? rule.shifts : {})
  const { entries, startMinute, endMinute } = times
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
      for (const stint of compileStints(c, 'averaged')[person]!(0, days - 1)) {
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
        times,
        (first, second, gap) => entries[first] === 1 && entries[second] === 1 && gap < rule.minutes,
      )
      break
    case 'continuous':
      for (let entry = 1; entry < c.width; entry++) {
        if (entries[entry] === 0 || endMinute[entry]! - startMinute[entry]! <= rule.minutes) continue
        for (let day = 0; day < days; day++) {
          writer.add(person, day, oneEntry(c.width, entry), 1)
          writer.atMost(0, 0, 1)
        }
      }
      writePairs(c, writer, person, times, (first, second, gap) => {
        const length = endMinute[first]! - startMinute[first]! + gap + endMinute[second]! - startMinute[second]!
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
      // Shifts that touch make one stretch; only the day after tells for sure where it ended, and not if daytime work may go on.
      if (rule.daytime) break
      writePairs(
        c,
        writer,
        person,
        times,
        (first, second, gap, daysApart) =>
          daysApart === 1 &&
          entries[first] === 1 &&
          endMinute[first]! - startMinute[first]! >= rule.longMinutes &&
          gap < rule.minutes &&
          (gap > 0 || entries[second] === 0),
      )
      break
    case 'hours':
      writeHours(c, writer, person, times, rule.weeklyMinutes)
      break
    case 'sequence':
      for (let day = 0; day + rule.pattern.length <= days; day++) writePattern(c, writer, person, day, rule)
      break
    case 'free-days':
      break
  }
}
