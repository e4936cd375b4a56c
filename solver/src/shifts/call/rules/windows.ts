import type { CountRule, DayWindow } from '../../rule-types.ts'
import { type CompiledCall, weekdayOf } from '../compile-call.ts'

/** The windows of a count rule, in days of the horizon. */
export function windowsOf(c: CompiledCall, windows: CountRule['windows']): DayWindow[] {
  if (typeof windows !== 'string') return windows
  if (windows === 'horizon') return [{ fromDay: 0, toDay: c.days - 1 }]
  const first = windows === 'week' ? 0 : 5
  const found: DayWindow[] = []
  for (let day = 0; day < c.days; day++) {
    const weekday = weekdayOf(c, day)
    if (weekday < first) continue
    if (weekday === first || found.length === 0) found.push({ fromDay: day, toDay: day })
    else found.at(-1)!.toDay = day
  }
  return found
}

/** Returns a function that finds the windows that have a day from `from` to `to`. */
export function createWindowFinder(days: number, windows: DayWindow[]): (from: number, to: number) => DayWindow[] {
  const byDay = Array.from({ length: days }, (_, day) =>
    windows.filter(({ fromDay, toDay }) => fromDay <= day && day <= toDay),
  )
  return (from, to) =>
    from === to ? byDay[from]! : windows.filter(({ fromDay, toDay }) => fromDay <= to && from <= toDay)
}
