/** A calendar day as days since 1970-01-01. Calendar days have no zone and no hour. */
export type Day = number

/** A range of days; both ends belong to it. */
export type DateRange = { readonly startOn: Day; readonly endOn: Day }

export type CivilDate = { readonly year: number; readonly month: number; readonly date: number }

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/** Days since 1970-01-01 of a proleptic Gregorian date (`month` 1-12). The algorithm counts years from March, so the leap day is the last of its year. */
export function dayOfCivil({ year, month, date }: CivilDate): Day {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** Year, month (1-12) and date (1-31) of a day. */
export function civilOf(day: Day): CivilDate {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Whether a text is an existing date written `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
  const match = ISO_DATE.exec(text)
  if (!match) return false
  const year = Number(match[1])
  const month = Number(match[2])
  const date = Number(match[3])
  return year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month)
}

/** The day of an ISO date; a RangeError with a sentence when the text is no existing date. */
export function dayOf(iso: string): Day {
  if (!isIsoDate(iso)) throw new RangeError(`“${iso}” is not a date; write it as YYYY-MM-DD, for example 2026-07-01.`)
  return dayOfCivil({ year: Number(iso.slice(0, 4)), month: Number(iso.slice(5, 7)), date: Number(iso.slice(8, 10)) })
}

/** `YYYY-MM-DD` of a day. */
export function isoOf(day: Day): string {
  const { year, month, date } = civilOf(day)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

/** ISO weekday: Monday is 1, Sunday is 7. 1970-01-01 was a Thursday. */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

export function addDays(day: Day, days: number): Day {
  return day + days
}

/** The same date `months` later (or earlier); clamps to the month's last day, so January 31 plus one month is February 28 or 29. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, date } = civilOf(day)
  const monthCount = year * 12 + (month - 1) + months
  const targetYear = Math.floor(monthCount / 12)
  const targetMonth = monthCount - targetYear * 12 + 1
  return dayOfCivil({
    year: targetYear,
    month: targetMonth,
    date: Math.min(date, daysInMonth(targetYear, targetMonth)),
  })
}

/** The same date `years` later; February 29 clamps to February 28. */
export function addYears(day: Day, years: number): Day {
  return addMonths(day, years * 12)
}
