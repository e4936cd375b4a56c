import { addDays, addMonths, civilOf, type DateRange, type Day, dayOfCivil, daysInMonth } from '@gradus/rules'
import { weekdayOf } from '../schedule/calls/words.ts'

/** Days that are kept by their date wherever they fall; every other holiday is kept by its weekday of the month. */
const byDate = new Set(['01-01', '06-19', '07-04', '11-11', '12-24', '12-25', '12-31'])
const monday = 0

/** When a holiday falls a year later, and by which rule; a person looks at it before it is entered. */
export function nextYearsDay(day: Day): { readonly on: Day; readonly why: 'date' | 'weekday' } {
  const { month, date } = civilOf(day)
  const monthDay = `${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
  if (byDate.has(monthDay)) return { on: addMonths(day, 12), why: 'date' }
  const year = civilOf(day).year + 1
  const weekday = weekdayOf(day)
  const length = daysInMonth(civilOf(day).year, month)
  const isLast = date + 7 > length
  // "The last Monday of May" is the fourth in some years; other holidays are counted from the month's beginning.
  if (isLast && (weekday === monday || date > 28)) {
    const last = dayOfCivil({ year, month, date: daysInMonth(year, month) })
    return { on: addDays(last, -((weekdayOf(last) - weekday + 7) % 7)), why: 'weekday' }
  }
  const first = dayOfCivil({ year, month, date: 1 })
  const ordinal = Math.floor((date - 1) / 7)
  return { on: addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + ordinal * 7), why: 'weekday' }
}

export const within = (day: Day, range: DateRange): boolean => range.startOn <= day && day <= range.endOn
