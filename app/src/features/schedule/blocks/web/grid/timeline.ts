import { dayWords, monthNames } from '../../../../../ui/date-words.ts'
import { dayNumber, dayText } from '../../../../../ui/day-number.ts'

/** An inclusive range of days, as day numbers. */
export interface Span {
  readonly startDay: number
  readonly endDay: number
}

interface Dated {
  readonly startOn: string
  readonly endOn: string
}

export const spanOf = (dated: Dated): Span => ({ startDay: dayNumber(dated.startOn), endDay: dayNumber(dated.endOn) })
export const overlap = (a: Span, b: Span): boolean => a.startDay <= b.endDay && b.startDay <= a.endDay
export const holds = (span: Span, day: number): boolean => span.startDay <= day && day <= span.endDay

/** The part of `span` inside `limits`, or null. */
export function clip(span: Span, limits: Span): Span | null {
  const startDay = Math.max(span.startDay, limits.startDay)
  const endDay = Math.min(span.endDay, limits.endDay)
  return startDay <= endDay ? { startDay, endDay } : null
}

/** Where days stand on the screen: a year's days at so many pixels each. The only place that turns days into pixels. */
export interface Timeline extends Span {
  readonly dayWidth: number
  readonly weeks: readonly Span[]
  /** What the header counts in. */
  readonly scale: 'days' | 'weeks' | 'months'
  /** The academic years side by side; empty where there is one. */
  readonly years: readonly HeaderPart[]
}

export const makeTimeline = (
  year: Dated & { readonly weeks: readonly Dated[] },
  weekWidth: number,
  { scale = 'weeks', years = [] }: Partial<Pick<Timeline, 'scale' | 'years'>> = {},
): Timeline => ({
  ...spanOf(year),
  dayWidth: weekWidth / 7,
  weeks: year.weeks.map(spanOf),
  scale,
  years,
})

export const leftOf = (timeline: Timeline, day: number): number => (day - timeline.startDay) * timeline.dayWidth
export const widthOf = (timeline: Timeline, span: Span): number => (span.endDay - span.startDay + 1) * timeline.dayWidth
export const fullWidth = (timeline: Timeline): number => widthOf(timeline, timeline)

/** Index of the week column that holds the day; days outside go to the nearest column. */
export function weekOf(timeline: Timeline, day: number): number {
  const { weeks } = timeline
  let [first, last] = [0, Math.max(0, weeks.length - 1)]
  while (first < last) {
    const middle = (first + last) >> 1
    if (day <= (weeks[middle]?.endDay ?? day)) last = middle
    else first = middle + 1
  }
  return first
}

export interface HeaderPart extends Span {
  readonly label: string
}

/** The months of the year as header parts: "Jul 2026", "Aug" … with the year where it begins or turns. */
export function monthsOf(timeline: Span): HeaderPart[] {
  const parts: HeaderPart[] = []
  let day = timeline.startDay
  while (day <= timeline.endDay) {
    const [year = 0, month = 1] = dayText(day).split('-').map(Number)
    const nextMonth = dayNumber(month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`)
    const endDay = Math.min(nextMonth - 1, timeline.endDay)
    const name = monthNames[month - 1] ?? ''
    parts.push({ label: parts.length === 0 || month === 1 ? `${name} ${year}` : name, startDay: day, endDay })
    day = endDay + 1
  }
  return parts
}

/** "Mo 6" for each day of a span. */
export const daysOf = ({ startDay, endDay }: Span): HeaderPart[] =>
  Array.from({ length: endDay - startDay + 1 }, (_, index) => {
    const day = startDay + index
    return { label: dayWords(dayText(day)).split(' ').slice(0, 2).join(' '), startDay: day, endDay: day }
  })

/** A label in so many pixels: whole, without what follows a comma, its number ("Block 7" is 7), its first letters, or nothing. */
export function shortLabel(label: string, width: number): string {
  const perLetter = 6.2
  const bare = label.split(',')[0] ?? label
  const number = /\d+$/.exec(bare)?.[0]
  const shorter = number === undefined ? [bare.slice(0, 3), bare.slice(0, 1)] : [number]
  return [label, bare, ...shorter].find((text) => text.length * perLetter + (text.length > 3 ? 8 : 3) <= width) ?? ''
}
