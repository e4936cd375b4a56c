import { DEFAULT_YEAR_START, type MonthDay } from './academic-year.ts'
import { fraction, plus, TICKS_PER_UNIT, ZERO, type Amount } from './amount.ts'
import { periodsBetween, unitOf, type CalendarSpec, type Unit } from './calendars.ts'
import { civilOf, dayOfCivil, daysInMonth, type DateRange } from './dates.ts'
import { daysIn, mergeRanges, overlap } from './ranges.ts'

const THIRTEEN_BLOCKS: CalendarSpec = { kind: 'blocks' }

/**
 * How much time `ranges` cover, exactly: the sum over the unit's periods of covered days by the period's days. Days that
 * several ranges share count once. The calendar's own periods measure its own unit (a year's last block or week counts one
 * although it is longer; a half week counts a half). Otherwise months are calendar months, a week is 7 days and blocks are
 * those of the 13-block calendar. `startsOn` is the academic year's first day (`MM-DD`).
 */
export function measure(
  ranges: readonly DateRange[],
  unit: Unit,
  spec: CalendarSpec,
  startsOn: MonthDay = DEFAULT_YEAR_START,
): Amount {
  const merged = mergeRanges(ranges)
  if (unit === 'days') return inDays(merged, 1)
  if (unit === unitOf(spec)) return inPeriods(merged, spec, startsOn)
  if (unit === 'weeks') return inDays(merged, 7)
  return unit === 'months' ? inCalendarMonths(merged) : inPeriods(merged, THIRTEEN_BLOCKS, startsOn)
}

function inDays(ranges: readonly DateRange[], daysPerUnit: number): Amount {
  return fraction(
    ranges.reduce((days, range) => days + daysIn(range), 0),
    daysPerUnit,
  )
}

function inPeriods(ranges: readonly DateRange[], spec: CalendarSpec, startsOn: MonthDay): Amount {
  let sum = ZERO
  for (const range of ranges) {
    for (const period of periodsBetween(spec, startsOn, range)) {
      const covered = overlap(range, period)
      if (covered) sum = plus(sum, fraction(daysIn(covered) * period.ticks, daysIn(period) * TICKS_PER_UNIT))
    }
  }
  return sum
}

function inCalendarMonths(ranges: readonly DateRange[]): Amount {
  let sum = ZERO
  for (const range of ranges) {
    for (let startOn = range.startOn; startOn <= range.endOn; ) {
      const { year, month } = civilOf(startOn)
      const days = daysInMonth(year, month)
      const lastOn = dayOfCivil({ year, month, date: days })
      sum = plus(sum, fraction(daysIn({ startOn, endOn: Math.min(lastOn, range.endOn) }), days))
      startOn = lastOn + 1
    }
  }
  return sum
}
