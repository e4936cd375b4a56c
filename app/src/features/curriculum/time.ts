import type { TimeUnit } from './definition/amount.ts'
import type { Definition } from './definition/definition.ts'

/** What time arithmetic needs of a definition. */
export type TimeFrame = Pick<Definition, 'calendar' | 'length' | 'levels'>

/**
 * How many of a unit make an academic year. Curricula count a year as 12 months, 13 blocks or 52 weeks; the date ranges
 * of a custom calendar are its blocks.
 */
export const unitsPerYear = (unit: TimeUnit, calendar: Definition['calendar']): number => {
  switch (unit) {
    case 'days':
      return 365
    case 'weeks':
      return 52
    case 'months':
      return 12
    case 'blocks':
      return calendar.kind === 'custom' ? calendar.periods.length : 13
    case 'years':
      return 1
  }
}

export const inYears = (amount: number, unit: TimeUnit, calendar: Definition['calendar']): number =>
  amount / unitsPerYear(unit, calendar)

/** The unit the calendar's periods are counted in. */
export const calendarUnit = (calendar: Definition['calendar']): 'weeks' | 'months' | 'blocks' =>
  calendar.kind === 'custom' ? 'blocks' : calendar.kind

/** Years of training at each level, in order: one each, the last one shorter when the length is not a whole number. */
export const yearsAtLevels = ({ calendar, length, levels }: TimeFrame): number[] => {
  const years = inYears(length.amount, length.unit, calendar)
  return levels.map((_, index) => Math.max(0, Math.min(1, years - index)))
}
