import type { Day } from '@gradus/rules'
import type { Holiday, Shift } from './store.ts'
import { weekdayOf } from './words.ts'

/** Whether a shift runs on a day, by its weekdays and what it does on holidays. */
export function runsOn(
  { weekdays, onHolidays }: Pick<Shift, 'weekdays' | 'onHolidays'>,
  on: Day,
  holidays: ReadonlyMap<Day, Holiday>,
): boolean {
  const usual = weekdays.includes(weekdayOf(on))
  if (!holidays.has(on)) return usual && onHolidays !== 'only'
  return onHolidays === 'as-weekday' ? usual : onHolidays !== 'not'
}

/** What a shift of a day is worth: by holiday, weekend or weekday, a holiday's own points on top. */
export function pointsOn({ points }: Pick<Shift, 'points'>, on: Day, holidays: ReadonlyMap<Day, Holiday>): number {
  const holiday = holidays.get(on)
  if (holiday !== undefined) return points.holiday + holiday.points
  return weekdayOf(on) >= 5 ? points.weekend : points.weekday
}
