import { dayNumber, dayText } from '../../../../../ui/day-number.ts'
import { shortDay } from '../../../../../ui/date-words.ts'
import type { WeekWishView } from '../contract.ts'

export interface Week {
  readonly value: string
  readonly label: string
}

/** Monday to Sunday weeks of a year, as choices; the first and the last are cut by it. */
export function weeksOf(startOn: string, endOn: string): Week[] {
  const last = dayNumber(endOn)
  const weeks: Week[] = []
  for (let start = dayNumber(startOn); start <= last; ) {
    // Day 0 was a Thursday, so Mondays leave 4 when divided by 7.
    const end = Math.min(last, start + 6 - ((((start - 4) % 7) + 7) % 7))
    weeks.push({
      value: `${dayText(start)} ${dayText(end)}`,
      label: `${shortDay(dayText(start))} to ${shortDay(dayText(end), true)}`,
    })
    start = end + 1
  }
  return weeks
}

export function withWeek(weeks: readonly WeekWishView[], value: string, kind: WeekWishView['kind']): WeekWishView[] {
  const [startOn = '', endOn = ''] = value.split(' ')
  return [...weeks.filter((week) => week.startOn !== startOn), { startOn, endOn, kind }].sort((a, b) =>
    a.startOn < b.startOn ? -1 : 1,
  )
}
