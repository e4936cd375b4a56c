import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { academicYear, academicYearOf } from './academic-year.ts'
import { calendarProblems } from './calendar-problems.ts'
import { periodsBetween, periodsOf, type CalendarSpec } from './calendars.ts'
import { dayOf, isoOf } from './dates.ts'
import { daysIn } from './ranges.ts'

const year = academicYear(2026)
const halves: CalendarSpec = {
  kind: 'custom',
  periods: [
    { label: 'Fall', startOn: '07-01', endOn: '12-31' },
    { label: 'Spring', startOn: '01-01', endOn: '06-30' },
  ],
}

describe('academic years', () => {
  test('start on July 1 unless told', () => {
    expect(year.label).toBe('2026-27')
    expect([isoOf(year.startOn), isoOf(year.endOn)]).toEqual(['2026-07-01', '2027-06-30'])
    expect(academicYearOf(dayOf('2026-06-30')).label).toBe('2025-26')
    expect(academicYearOf(dayOf('2026-06-30'), '06-24').label).toBe('2026-27')
    expect(academicYear(2026, '01-01').label).toBe('2026')
    expect(academicYear(1999).label).toBe('1999-00')
  })

  test('refuse February 29', () => {
    expect(() => academicYear(2027, '02-29')).toThrow('is not a date of every year')
  })
})

describe('calendars', () => {
  test('thirteen blocks of 28 days, the last to the end of the year', () => {
    const blocks = periodsOf({ kind: 'blocks' }, year)
    expect(blocks.map(daysIn)).toEqual([...Array.from({ length: 12 }, () => 28), 29])
    expect(daysIn(periodsOf({ kind: 'blocks' }, academicYear(2027)).at(12)!)).toBe(30)
    expect(blocks[1]).toEqual({
      startOn: year.startOn + 28,
      endOn: year.startOn + 55,
      index: 1,
      label: 'Block 2',
      ticks: 2,
    })
  })

  test('twelve months', () => {
    const months = periodsOf({ kind: 'months' }, year)
    expect(months.map(({ label }) => label)).toContain('Feb 2027')
    expect(months.map(daysIn)).toEqual([31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30])
  })

  test('fifty-two weeks, the last to the end of the year, some of them halved', () => {
    const weeks = periodsOf({ kind: 'weeks', splitWeeks: [7] }, year)
    expect(weeks).toHaveLength(53)
    expect(weeks.slice(6, 8).map(({ label, ticks }) => [label, ticks])).toEqual([
      ['Week 7a', 1],
      ['Week 7b', 1],
    ])
    expect(weeks.slice(6, 8).map(daysIn)).toEqual([3, 4])
    expect(daysIn(weeks.at(-1)!)).toBe(8)
  })

  test('any date ranges', () => {
    expect(periodsOf(halves, year).map(({ label, startOn }) => [label, isoOf(startOn)])).toEqual([
      ['Fall', '2026-07-01'],
      ['Spring', '2027-01-01'],
    ])
  })

  test('fill every year exactly', () => {
    const spec = fc.constantFrom<CalendarSpec>(
      { kind: 'months' },
      { kind: 'blocks' },
      { kind: 'weeks' },
      { kind: 'weeks', splitWeeks: [1, 52] },
    )
    const startsOn = fc.constantFrom('07-01', '06-24', '01-01', '03-31')
    fc.assert(
      fc.property(spec, startsOn, fc.integer({ min: 1990, max: 2090 }), (spec, startsOn, startYear) => {
        const year = academicYear(startYear, startsOn)
        const periods = periodsOf(spec, year)
        expect(periods[0]?.startOn).toBe(year.startOn)
        expect(periods.at(-1)?.endOn).toBe(year.endOn)
        for (const [index, period] of periods.entries()) {
          expect(period.startOn).toBe(index === 0 ? year.startOn : periods.at(index - 1)!.endOn + 1)
          expect(daysIn(period)).toBeGreaterThan(0)
        }
      }),
    )
  })

  test('run on from year to year', () => {
    const periods = periodsBetween({ kind: 'blocks' }, '07-01', {
      startOn: dayOf('2027-06-29'),
      endOn: dayOf('2027-07-01'),
    })
    expect(periods.map(({ label }) => label)).toEqual(['Block 13', 'Block 1'])
  })
})

describe('impossible calendars', () => {
  const problems = (...periods: { label: string; startOn: string; endOn?: string }[]) =>
    calendarProblems({ kind: 'custom', periods })

  test('sound ones have no problem', () => {
    expect(calendarProblems(halves)).toEqual([])
    expect(calendarProblems({ kind: 'blocks' })).toEqual([])
    expect(problems({ label: 'A', startOn: '07-01', endOn: '02-28' }, { label: 'B', startOn: '03-01' })).toEqual([])
  })

  test('gaps, overlaps, disorder, unknown dates and repeated names are said in words', () => {
    expect(problems()).toEqual(['The calendar has no periods; name at least one.'])
    expect(problems({ label: 'A', startOn: '08-01' })[0]).toContain('belong to no period')
    expect(problems({ label: 'A', startOn: '07-01', endOn: '12-30' }, { label: 'B', startOn: '01-01' })[0]).toContain(
      'missing',
    )
    expect(problems({ label: 'A', startOn: '07-01', endOn: '01-03' }, { label: 'B', startOn: '01-01' })[0]).toContain(
      'overlap',
    )
    expect(problems({ label: 'A', startOn: '07-01', endOn: '06-29' })[0]).toContain('the academic year ends')
    expect(
      problems({ label: 'A', startOn: '07-01' }, { label: 'B', startOn: '03-01' }, { label: 'C', startOn: '09-01' })[0],
    ).toContain('“C” (09-01) must start after “B” (03-01)')
    expect(problems({ label: 'A', startOn: '02-29' })[0]).toContain('write 02-28 or 03-01')
    expect(problems({ label: 'A', startOn: '07-01' }, { label: 'A', startOn: '13-01' })).toHaveLength(2)
  })

  test('weeks that do not exist cannot be split', () => {
    expect(calendarProblems({ kind: 'weeks', splitWeeks: [0, 3, 3, 53] })).toHaveLength(3)
    expect(calendarProblems({ kind: 'weeks' }, '31-12')[0]).toContain('The academic year starts on “31-12”')
  })
})
