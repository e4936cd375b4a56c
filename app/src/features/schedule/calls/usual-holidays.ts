import { addDays, dayOfCivil, type Day, isoOf } from '@gradus/rules'
import { weekdayOf } from './words.ts'

const monday = 0
const thursday = 3

/** The nth weekday of a month; the last one with -1. */
function nth(year: number, month: number, weekday: number, n: number): Day {
  const first = dayOfCivil({ year, month, date: 1 })
  if (n > 0) return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1))
  const last =
    dayOfCivil(month === 12 ? { year: year + 1, month: 1, date: 1 } : { year, month: month + 1, date: 1 }) - 1
  return last - ((weekdayOf(last) - weekday + 7) % 7)
}

/** Holidays that most hospitals in the United States keep in a calendar year, on their own days; what is kept is the institution's choice. */
export function usualHolidays(year: number): { onDay: string; name: string }[] {
  const on = (month: number, date: number): Day => dayOfCivil({ year, month, date })
  const days: [Day, string][] = [
    [on(1, 1), 'New Year’s Day'],
    [nth(year, 1, monday, 3), 'Martin Luther King Jr. Day'],
    [nth(year, 2, monday, 3), 'Presidents’ Day'],
    [nth(year, 5, monday, -1), 'Memorial Day'],
    [on(6, 19), 'Juneteenth'],
    [on(7, 4), 'Independence Day'],
    [nth(year, 9, monday, 1), 'Labor Day'],
    [nth(year, 11, thursday, 4), 'Thanksgiving Day'],
    [on(12, 25), 'Christmas Day'],
  ]
  return days.map(([day, name]) => ({ onDay: isoOf(day), name }))
}
