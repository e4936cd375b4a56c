import { civilOf, type Day } from '@gradus/rules'

export const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Monday 0 … Sunday 6. Day 0 was a Thursday. */
export const weekdayOf = (day: Day): number => (((day + 3) % 7) + 7) % 7

/** "Mon 6 Jul" */
export function shortDay(day: Day): string {
  const { month, date } = civilOf(day)
  return `${weekdayNames[weekdayOf(day)]} ${date} ${monthNames[month - 1]}`
}

/** "07:05" */
export function clock(minuteOfDay: number): string {
  const minute = ((minuteOfDay % 1440) + 1440) % 1440
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** "17:00-07:00" */
export const shiftClock = ({ startMinute, durationMinutes }: { startMinute: number; durationMinutes: number }) =>
  `${clock(startMinute)}-${clock(startMinute + durationMinutes)}`
