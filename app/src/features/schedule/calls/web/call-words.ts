import type { OnCall } from '../now-contract.ts'
import type { ShiftView } from '../contract.ts'

export const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

export const clockWords = (minute: number): string =>
  `${String(Math.floor((minute % 1440) / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** "17:00-07:00" */
export const shiftHours = ({
  startMinute,
  durationMinutes,
}: Pick<ShiftView, 'startMinute' | 'durationMinutes'>): string =>
  `${clockWords(startMinute)}-${clockWords(startMinute + durationMinutes)}`

/** "Mon to Fri", "every day", "Sat, Sun" */
export function weekdayWords(weekdays: readonly number[]): string {
  const days = [...weekdays].sort((a, b) => a - b)
  if (days.length === 7) return 'every day'
  const first = days[0] ?? 0
  const last = days.at(-1) ?? 0
  return days.length > 2 && last - first + 1 === days.length
    ? `${weekdayNames[first] ?? ''} to ${weekdayNames[last] ?? ''}`
    : days.map((day) => weekdayNames[day]).join(', ')
}

/** "Wed 18 Nov, 20:00-08:00" at the pool's own clocks. */
export function spanWords({ startAt, endAt }: Pick<OnCall, 'startAt' | 'endAt'>, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short' })
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const [from, until] = [new Date(startAt), new Date(endAt)]
  return `${day.format(from).replace(',', '')}, ${time.format(from)}-${time.format(until)}`
}

export const timeWords = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(at),
  )
