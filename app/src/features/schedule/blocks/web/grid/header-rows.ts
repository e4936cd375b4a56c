import type { GridRows } from './rows.ts'
import { daysOf, type HeaderPart, monthsOf, type Span, type Timeline } from './timeline.ts'
import { dayText } from '../../../../../ui/day-number.ts'

/** One row of the header: what it counts in, its parts and its height. */
export interface HeaderRow {
  readonly kind: 'year' | 'month' | 'block' | 'week' | 'day'
  readonly name: string
  readonly parts: (visible: Span) => readonly HeaderPart[]
  readonly height: number
}

const weekParts = (timeline: Timeline): HeaderPart[] =>
  timeline.weeks.map((week) => ({ ...week, label: String(Number(dayText(week.startDay).slice(8))) }))

/** Years and months for years side by side; else months, blocks where everybody shares them, and weeks or days. */
export function headerRows(timeline: Timeline, { sharedPeriods }: Pick<GridRows, 'sharedPeriods'>): HeaderRow[] {
  const months = monthsOf(timeline)
  const month: HeaderRow = { kind: 'month', name: 'Month', parts: () => months, height: 22 }
  const block: HeaderRow[] =
    sharedPeriods.length === 0 ? [] : [{ kind: 'block', name: 'Block', parts: () => sharedPeriods, height: 20 }]
  if (timeline.scale === 'months') {
    const bare = months.map((part) => ({ ...part, label: part.label.slice(0, 3) }))
    return [
      { kind: 'year', name: 'Year', parts: () => timeline.years, height: 22 },
      { ...month, parts: () => bare },
      ...block,
    ]
  }
  const weeks = weekParts(timeline)
  if (timeline.scale === 'weeks')
    return [month, ...block, { kind: 'week', name: 'Week of', parts: () => weeks, height: 22 }]
  return [month, ...block, { kind: 'day', name: 'Day', parts: daysOf, height: 22 }]
}
