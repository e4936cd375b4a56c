import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, addYears, civilOf, dayOf, dayOfCivil, isIsoDate, isoOf, weekdayOf } from './dates.ts'

const anyDay = fc.integer({ min: dayOf('0001-01-01'), max: dayOf('9999-12-31') })

describe('days', () => {
  test('count from 1970-01-01', () => {
    expect(dayOf('1970-01-01')).toBe(0)
    expect(dayOf('2026-07-01')).toBe(Date.UTC(2026, 6, 1) / 86_400_000)
    expect(isoOf(-1)).toBe('1969-12-31')
  })

  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-7-1', '0000-01-01', '2026-07-01T00:00', '', '2100-02-29'])(
    'refuse “%s” with a sentence',
    (text) => {
      expect(isIsoDate(text)).toBe(false)
      expect(() => dayOf(text)).toThrow(RangeError)
      expect(() => dayOf(text)).toThrow('is not a date; write it as YYYY-MM-DD')
    },
  )

  test('survive the way to text and back, and agree with the platform calendar', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(dayOf(isoOf(day))).toBe(day)
        expect(dayOfCivil(civilOf(day))).toBe(day)
        expect(isoOf(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10))
      }),
    )
  })

  test('know their weekday', () => {
    expect(weekdayOf(dayOf('2026-11-22'))).toBe(7)
    expect(weekdayOf(dayOf('2026-11-23'))).toBe(1)
    expect(weekdayOf(dayOf('1969-12-29'))).toBe(1)
  })
})

describe('adding months and years', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -13, '2024-12-15'],
  ])('%s and %i months is %s', (iso, months, expected) => {
    expect(isoOf(addMonths(dayOf(iso), months))).toBe(expected)
  })

  test('clamps February 29', () => {
    expect(isoOf(addYears(dayOf('2028-02-29'), 1))).toBe('2029-02-28')
    expect(isoOf(addYears(dayOf('2028-02-29'), 4))).toBe('2032-02-29')
  })

  test('crosses days plainly', () => {
    expect(isoOf(addDays(dayOf('2026-12-31'), 1))).toBe('2027-01-01')
  })
})
