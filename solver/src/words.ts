/** Amounts, dates and lists as people say them. Words only: no rule is decided here. */
import type { DayRange, Person } from './rotations/problem.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const MILLISECONDS_PER_DAY = 86_400_000

/** `20635` is "1 Jul 2026". */
export function dayInWords(day: number): string {
  const date = new Date(day * MILLISECONDS_PER_DAY)
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

export function rangeInWords({ startOn, endOn }: DayRange): string {
  return startOn === endOn ? `on ${dayInWords(startOn)}` : `from ${dayInWords(startOn)} to ${dayInWords(endOn)}`
}

/** Ticks in the person's own unit: "3.5 weeks", "1 month". */
export function amountInWords(person: Person, ticks: number): string {
  if (!person.unit) return `${ticks} ${ticks === 1 ? 'tick' : 'ticks'}`
  const amount = ticks / person.unit.ticksPerUnit
  return `${Number(amount.toFixed(2))} ${amount === 1 ? person.unit.one : person.unit.many}`
}

export function countInWords(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

/** "A, B and C"; past `most` names, "A, B and 7 others". */
export function listInWords(names: string[], most = 4): string {
  if (names.length === 0) return 'nobody'
  const shown = names.length > most ? names.slice(0, most - 1) : names
  const rest = names.length - shown.length
  const last = rest > 0 ? `${rest} others` : shown.at(-1)!
  const before = rest > 0 ? shown : shown.slice(0, -1)
  return before.length === 0 ? last : `${before.join(', ')} and ${last}`
}
