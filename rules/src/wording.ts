import { compareAmounts, fraction, toNumber, type Amount } from './amount.ts'
import { MONTH_NAMES } from './calendar-words.ts'
import type { Unit } from './calendars.ts'
import { civilOf, type DateRange, type Day } from './dates.ts'

/** "July 1, 2026" */
export function formatDay(day: Day): string {
  const { year, month, date } = civilOf(day)
  return `${MONTH_NAMES[month - 1]} ${date}, ${year}`
}

/** "July 1–31, 2026", or both days in full when they are in different months. */
export function formatRange({ startOn, endOn }: DateRange): string {
  if (startOn === endOn) return formatDay(startOn)
  const first = civilOf(startOn)
  const last = civilOf(endOn)
  if (first.year !== last.year) return `${formatDay(startOn)} – ${formatDay(endOn)}`
  const start = `${MONTH_NAMES[first.month - 1]} ${first.date}`
  if (first.month === last.month) return `${start}–${last.date}, ${last.year}`
  return `${start} – ${formatDay(endOn)}`
}

/** "1 trainee", "3 trainees" */
export function plural(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`
}

/** "3½ weeks", "1 month", "2.26 months": exact for halves, otherwise to the hundredth. */
export function formatAmount(amount: Amount, unit: Unit): string {
  const isSingular = compareAmounts(amount, fraction(1, 1)) === 0 || compareAmounts(amount, fraction(1, 2)) === 0
  return `${formatCount(amount)} ${isSingular ? unit.slice(0, -1) : unit}`
}

/** The amount without its unit, as in "2 of 3½ weeks". */
export function formatCount(amount: Amount): string {
  if (amount.denominator === 2) {
    const whole = (amount.numerator - 1) / 2
    return whole === 0 ? '½' : `${whole}½`
  }
  return String(Math.round(toNumber(amount) * 100) / 100)
}

/** "A", "A and B", "A, B and C" */
export function listOf(items: readonly string[]): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}
