import { addDays, dayOfCivil, civilOf, daysInMonth, type DateRange, type Day } from './dates.ts'

/** A date of every year, written `MM-DD`. */
export type MonthDay = string

/** One academic year; `label` is "2026-27", or "2026" where the year is the calendar year. */
export type AcademicYear = DateRange & { readonly startYear: number; readonly label: string }

export const DEFAULT_YEAR_START: MonthDay = '07-01'

/** Whether a text is a date that exists in every year, written `MM-DD`. February 29 does not. */
export function isMonthDay(text: string): boolean {
  const match = /^(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const month = Number(match[1])
  const date = Number(match[2])
  return month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(2001, month)
}

/** The day of a `MM-DD` in a calendar year; a RangeError with a sentence when no such date exists in every year. */
export function dayInYear(monthDay: MonthDay, year: number): Day {
  if (!isMonthDay(monthDay)) {
    throw new RangeError(`“${monthDay}” is not a date of every year; write it as MM-DD, for example 07-01.`)
  }
  return dayOfCivil({ year, month: Number(monthDay.slice(0, 2)), date: Number(monthDay.slice(3, 5)) })
}

/** The academic year that starts in `startYear` on `startsOn` (`MM-DD`) and ends the day before the next one. */
export function academicYear(startYear: number, startsOn: MonthDay = DEFAULT_YEAR_START): AcademicYear {
  const startOn = dayInYear(startsOn, startYear)
  const endOn = addDays(dayInYear(startsOn, startYear + 1), -1)
  const endYear = civilOf(endOn).year
  const label = endYear === startYear ? String(startYear) : `${startYear}-${String(endYear % 100).padStart(2, '0')}`
  return { startYear, label, startOn, endOn }
}

/** The academic year a day belongs to. */
export function academicYearOf(day: Day, startsOn: MonthDay = DEFAULT_YEAR_START): AcademicYear {
  const { year } = civilOf(day)
  return academicYear(day >= dayInYear(startsOn, year) ? year : year - 1, startsOn)
}
