import { academicYear, dayInYear, type AcademicYear, type MonthDay } from './academic-year.ts'
import { TICKS_PER_UNIT } from './amount.ts'
import { SHORT_MONTH_NAMES } from './calendar-words.ts'
import { addMonths, civilOf, type DateRange, type Day } from './dates.ts'

/** What amounts of time are counted in. */
export type Unit = 'days' | 'weeks' | 'months' | 'blocks'

/** A period of a custom calendar. It runs to the day before the next one; an `endOn` may be written for the reader and must say the same. */
export type CustomPeriod = { readonly label: string; readonly startOn: MonthDay; readonly endOn?: MonthDay }

/**
 * How an academic year is cut into periods:
 * `months` twelve, counted from the year's first day; `blocks` thirteen of 28 days, the last running to the year's end;
 * `weeks` fifty-two of 7 days, the last running to the year's end, where each of `splitWeeks` (1-52) is two half weeks of
 * 3 days and the rest; `custom` any date ranges that fill the year.
 */
export type CalendarSpec =
  | { readonly kind: 'months' }
  | { readonly kind: 'blocks' }
  | { readonly kind: 'weeks'; readonly splitWeeks?: readonly number[] }
  | { readonly kind: 'custom'; readonly periods: readonly CustomPeriod[] }

/** One period of a year. `index` counts from 0 in the year; `ticks` is its exact share in the calendar's unit, of which a unit has `TICKS_PER_UNIT`. */
export type Period = DateRange & { readonly index: number; readonly label: string; readonly ticks: number }

const BLOCKS_PER_YEAR = 13
const WEEKS_PER_YEAR = 52
const FIRST_HALF_WEEK_DAYS = 3

/** The unit a calendar's periods are counted in. The date ranges of a custom calendar are its blocks. */
export function unitOf(spec: CalendarSpec): Exclude<Unit, 'days'> {
  return spec.kind === 'custom' ? 'blocks' : spec.kind
}

type Start = { readonly startOn: Day; readonly label: string; readonly ticks: number }

function monthStarts(year: AcademicYear): Start[] {
  return Array.from({ length: 12 }, (_, index) => {
    const startOn = addMonths(year.startOn, index)
    const civil = civilOf(startOn)
    return { startOn, label: `${SHORT_MONTH_NAMES[civil.month - 1]} ${civil.year}`, ticks: TICKS_PER_UNIT }
  })
}

function blockStarts(year: AcademicYear): Start[] {
  return Array.from({ length: BLOCKS_PER_YEAR }, (_, index) => ({
    startOn: year.startOn + index * 28,
    label: `Block ${index + 1}`,
    ticks: TICKS_PER_UNIT,
  }))
}

function weekStarts(year: AcademicYear, splitWeeks: readonly number[]): Start[] {
  const split = new Set(splitWeeks)
  return Array.from({ length: WEEKS_PER_YEAR }, (_, index): Start[] => {
    const startOn = year.startOn + index * 7
    const label = `Week ${index + 1}`
    if (!split.has(index + 1)) return [{ startOn, label, ticks: TICKS_PER_UNIT }]
    return [
      { startOn, label: `${label}a`, ticks: TICKS_PER_UNIT / 2 },
      { startOn: startOn + FIRST_HALF_WEEK_DAYS, label: `${label}b`, ticks: TICKS_PER_UNIT / 2 },
    ]
  }).flat()
}

/** The day of a `MM-DD` inside an academic year. */
export function dayInAcademicYear(monthDay: MonthDay, year: AcademicYear): Day {
  const day = dayInYear(monthDay, year.startYear)
  return day >= year.startOn ? day : dayInYear(monthDay, year.startYear + 1)
}

function startsOf(spec: CalendarSpec, year: AcademicYear): Start[] {
  switch (spec.kind) {
    case 'months':
      return monthStarts(year)
    case 'blocks':
      return blockStarts(year)
    case 'weeks':
      return weekStarts(year, spec.splitWeeks ?? [])
    case 'custom':
      return spec.periods.map((period) => ({
        startOn: dayInAcademicYear(period.startOn, year),
        label: period.label,
        ticks: TICKS_PER_UNIT,
      }))
  }
}

/**
 * The periods of an academic year, in order, filling it without a gap. The calendar must be free of `calendarProblems`;
 * a RangeError says so where a custom calendar names a date that does not exist.
 */
export function periodsOf(spec: CalendarSpec, year: AcademicYear): Period[] {
  const starts = startsOf(spec, year)
  return starts.map((start, index) => ({
    startOn: start.startOn,
    endOn: (starts[index + 1]?.startOn ?? year.endOn + 1) - 1,
    index,
    label: start.label,
    ticks: start.ticks,
  }))
}

/** Years already cut into periods. Measuring asks for the same ones over and over; a calendar is never changed in place. */
const yearPeriods = new WeakMap<CalendarSpec, Map<string, readonly Period[]>>()

function periodsOnce(spec: CalendarSpec, startYear: number, startsOn: MonthDay): readonly Period[] {
  let ofSpec = yearPeriods.get(spec)
  if (!ofSpec) yearPeriods.set(spec, (ofSpec = new Map<string, readonly Period[]>()))
  const key = `${startYear}-${startsOn}`
  let periods = ofSpec.get(key)
  if (!periods) ofSpec.set(key, (periods = periodsOf(spec, academicYear(startYear, startsOn))))
  return periods
}

/** The periods that share a day with `range`, in order, over as many academic years as it touches. */
export function periodsBetween(spec: CalendarSpec, startsOn: MonthDay, range: DateRange): Period[] {
  const periods: Period[] = []
  const lastYear = civilOf(range.endOn).year
  for (let startYear = civilOf(range.startOn).year - 1; startYear <= lastYear; startYear += 1) {
    for (const period of periodsOnce(spec, startYear, startsOn)) {
      if (period.endOn >= range.startOn && period.startOn <= range.endOn) periods.push(period)
    }
  }
  return periods
}
