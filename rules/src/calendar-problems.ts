import { academicYear, DEFAULT_YEAR_START, isMonthDay, type MonthDay } from './academic-year.ts'
import { dayInAcademicYear, type CalendarSpec, type CustomPeriod } from './calendars.ts'

/** Any year without February 29 will do: custom calendars cannot name that day. */
const COMMON_YEAR = 2025

/**
 * What makes a calendar impossible, as sentences for the person who wrote it; empty for a sound calendar.
 * `startsOn` is the academic year's first day (`MM-DD`).
 */
export function calendarProblems(spec: CalendarSpec, startsOn: MonthDay = DEFAULT_YEAR_START): string[] {
  if (!isMonthDay(startsOn)) return [unknownDate('The academic year', 'starts', startsOn)]
  if (spec.kind === 'weeks') return splitWeekProblems(spec.splitWeeks ?? [])
  return spec.kind === 'custom' ? customProblems(spec.periods, startsOn) : []
}

function unknownDate(what: string, verb: string, text: string): string {
  const hint = text === '02-29' ? 'write 02-28 or 03-01' : 'write it as MM-DD'
  return `${what} ${verb} on “${text}”, which is not a date of every year; ${hint}.`
}

function splitWeekProblems(splitWeeks: readonly number[]): string[] {
  const problems = splitWeeks
    .filter((week) => !Number.isInteger(week) || week < 1 || week > 52)
    .map((week) => `Week ${week} cannot be split; a year has weeks 1 to 52.`)
  const repeated = new Set(splitWeeks.filter((week, index) => splitWeeks.indexOf(week) !== index))
  return [...problems, ...[...repeated].map((week) => `Week ${week} is listed twice among the split weeks.`)]
}

function customProblems(periods: readonly CustomPeriod[], startsOn: MonthDay): string[] {
  if (periods.length === 0) return ['The calendar has no periods; name at least one.']
  const problems: string[] = []
  const labels = new Set<string>()
  for (const [index, period] of periods.entries()) {
    if (period.label.trim() === '') problems.push(`Period ${index + 1} has no name.`)
    else if (labels.has(period.label)) problems.push(`Two periods are named “${period.label}”.`)
    labels.add(period.label)
    if (!isMonthDay(period.startOn)) problems.push(unknownDate(`“${period.label}”`, 'starts', period.startOn))
    if (period.endOn !== undefined && !isMonthDay(period.endOn)) {
      problems.push(unknownDate(`“${period.label}”`, 'ends', period.endOn))
    }
  }
  return problems.length > 0 ? problems : fillProblems(periods, startsOn)
}

/** Whether periods with sound dates fill the year in order. */
function fillProblems(periods: readonly CustomPeriod[], startsOn: MonthDay): string[] {
  const problems: string[] = []
  const year = academicYear(COMMON_YEAR, startsOn)
  const first = periods[0]!
  if (first.startOn !== startsOn) {
    problems.push(
      `“${first.label}” starts on ${first.startOn}, so the days from the year's start on ${startsOn} belong to no period.`,
    )
  }
  for (const [index, period] of periods.entries()) {
    const next = periods[index + 1]
    const startOn = dayInAcademicYear(period.startOn, year)
    const nextStartOn = next ? dayInAcademicYear(next.startOn, year) : year.endOn + 1
    if (next && nextStartOn <= startOn) {
      problems.push(`“${next.label}” (${next.startOn}) must start after “${period.label}” (${period.startOn}).`)
      continue
    }
    if (period.endOn === undefined) continue
    const endOn = dayInAcademicYear(period.endOn, year)
    const following = next ? `“${next.label}” starts on ${next.startOn}` : 'the academic year ends'
    if (endOn < startOn) {
      problems.push(`“${period.label}” ends on ${period.endOn}, before it starts on ${period.startOn}.`)
    } else if (endOn < nextStartOn - 1) {
      problems.push(`Days are missing between the end of “${period.label}” (${period.endOn}) and the day ${following}.`)
    } else if (endOn >= nextStartOn) {
      problems.push(`“${period.label}” ends on ${period.endOn}, but ${following}: the two overlap.`)
    }
  }
  return problems
}
