import { weekdayOf, type DateRange, type Day } from '../dates.ts'

/** A working day, for what hours away take of it. */
export const WORKDAY_MINUTES = 480

/** Whether a day is Monday to Friday and no holiday. */
export function isWorkday(day: Day, holidays: ReadonlySet<Day>): boolean {
  return weekdayOf(day) <= 5 && !holidays.has(day)
}

export function workdaysIn({ startOn, endOn }: DateRange, holidays: ReadonlySet<Day>): number {
  let workdays = 0
  for (let day = startOn; day <= endOn; day += 1) if (isWorkday(day, holidays)) workdays += 1
  return workdays
}

/** The workday so many workdays after `day`; half a workday more is a whole one. `day` itself for none. */
export function afterWorkdays(day: Day, workdays: number, holidays: ReadonlySet<Day>): Day {
  let reachedOn = day
  for (let left = Math.ceil(workdays); left > 0; ) {
    reachedOn += 1
    if (isWorkday(reachedOn, holidays)) left -= 1
  }
  return reachedOn
}
