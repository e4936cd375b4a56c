import { dayNumber } from './day-number.ts'

/** Calendar dates and instants in the words people use. A calendar date is `YYYY-MM-DD`; an instant carries its offset. */
const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
export const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

const parts = (date: string) => {
  const at = new Date(`${date}T00:00:00Z`)
  return {
    weekday: dayNames[at.getUTCDay()] ?? '',
    day: at.getUTCDate(),
    month: monthNames[at.getUTCMonth()] ?? '',
    year: at.getUTCFullYear(),
  }
}

/** "Mon 6 Jul 2026" */
export function dayWords(date: string): string {
  const { weekday, day, month, year } = parts(date)
  return `${weekday} ${day} ${month} ${year}`
}

/** "6 Jul", or "6 Jul 2026" with the year. */
export function shortDay(date: string, withYear = false): string {
  const { day, month, year } = parts(date)
  return withYear ? `${day} ${month} ${year}` : `${day} ${month}`
}

/** An inclusive range: "6 Jul to 2 Aug 2026"; the first year is written only when it differs, one day stays one day. */
export function rangeWords(startOn: string, endOn: string): string {
  if (startOn === endOn) return dayWords(startOn)
  return `${shortDay(startOn, startOn.slice(0, 4) !== endOn.slice(0, 4))} to ${shortDay(endOn, true)}`
}

/** Days of an inclusive range. */
export const daysOf = (startOn: string, endOn: string): number => dayNumber(endOn) - dayNumber(startOn) + 1

/** "4 weeks", "4 weeks 2 days", "3 days". */
export function lengthWords(startOn: string, endOn: string): string {
  const days = daysOf(startOn, endOn)
  const weeks = Math.floor(days / 7)
  const word = (count: number, unit: string) => (count === 0 ? '' : `${count} ${unit}${count === 1 ? '' : 's'}`)
  return [word(weeks, 'week'), word(days % 7, 'day')].filter((text) => text !== '').join(' ')
}

/** The viewer's own time zone, or the one given. */
export const viewerZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** "Mon 6 Jul 2026, 07:00" in the zone; the zone is named when it is not the viewer's. */
export function instantWords(at: string, timeZone: string = viewerZone()): string {
  const values = new Map(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(new Date(at))
      .map((part) => [part.type, part.value]),
  )
  const day = dayWords(`${values.get('year')}-${values.get('month')}-${values.get('day')}`)
  const time = `${values.get('hour')}:${values.get('minute')}`
  return timeZone === viewerZone() ? `${day}, ${time}` : `${day}, ${time} (${timeZone})`
}
