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
