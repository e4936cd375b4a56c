import type { ScheduleView } from '../../contract.ts'

type CoverageRow = ScheduleView['coverage'][number]
export type CoverageState = 'under' | 'over' | 'right'

export const coverageAt = (row: CoverageRow, week: number): CoverageState => {
  if (row.min !== null && (row.low[week] ?? 0) < row.min) return 'under'
  if (row.max !== null && (row.high[week] ?? 0) > row.max) return 'over'
  return 'right'
}

/** The figure of a week: the one that breaks the limit, else one number, or "1-2" when it changes inside the week. */
export const coverageFigure = (row: CoverageRow, week: number): string => {
  const [low, high] = [row.low[week] ?? 0, row.high[week] ?? 0]
  const state = coverageAt(row, week)
  if (state !== 'right') return String(state === 'under' ? low : high)
  return low === high ? String(low) : `${low}-${high}`
}

export const hasTrouble = (row: CoverageRow): boolean => row.low.some((_, week) => coverageAt(row, week) !== 'right')

/** "at least 1, at most 3" */
export function limitWords(row: CoverageRow): string {
  const words = [row.min === null ? '' : `at least ${row.min}`, row.max === null ? '' : `at most ${row.max}`]
  return words.filter((text) => text !== '').join(', ') || 'no limit'
}

const troubledWeeks = (row: CoverageRow): number =>
  row.low.filter((_, week) => coverageAt(row, week) !== 'right').length

/** At most so many rows: those with the most troubled weeks, in the order they had. */
export function worstFirst(rows: CoverageRow[], most: number): CoverageRow[] {
  if (rows.length <= most) return rows
  const worst = new Set([...rows].sort((a, b) => troubledWeeks(b) - troubledWeeks(a)).slice(0, most))
  return rows.filter((row) => worst.has(row))
}
