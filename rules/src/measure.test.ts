import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { academicYear } from './academic-year.ts'
import {
  amountOf,
  atShare,
  compareAmounts,
  fraction,
  lessDownToZero,
  plus,
  toNumber,
  wholeTicks,
  ZERO,
} from './amount.ts'
import { periodsOf, unitOf, type CalendarSpec } from './calendars.ts'
import { dayOf } from './dates.ts'
import { measure } from './measure.ts'

const range = (startOn: string, endOn: string) => ({ startOn: dayOf(startOn), endOn: dayOf(endOn) })
const weeks: CalendarSpec = { kind: 'weeks', splitWeeks: [1] }
const months: CalendarSpec = { kind: 'months' }
const blocks: CalendarSpec = { kind: 'blocks' }

describe('measuring time', () => {
  test('a whole year is twelve months, thirteen blocks and fifty-two weeks of its own calendar', () => {
    const year = [range('2026-07-01', '2027-06-30')]
    expect(measure(year, 'months', months)).toEqual(amountOf(12))
    expect(measure(year, 'blocks', blocks)).toEqual(amountOf(13))
    expect(measure(year, 'weeks', weeks)).toEqual(amountOf(52))
    expect(measure(year, 'weeks', months)).toEqual(fraction(365, 7))
    expect(measure(year, 'blocks', months)).toEqual(amountOf(13))
    expect(measure(year, 'days', weeks)).toEqual(amountOf(365))
  })

  test('parts are exact', () => {
    expect(measure([range('2026-07-01', '2026-07-03')], 'weeks', weeks)).toEqual(fraction(1, 2))
    expect(measure([range('2026-07-01', '2026-07-03')], 'weeks', { kind: 'weeks' })).toEqual(fraction(3, 7))
    expect(measure([range('2026-07-16', '2026-08-15')], 'months', months)).toEqual(fraction(31, 31))
    expect(measure([range('2027-02-01', '2027-02-14')], 'months', weeks)).toEqual(fraction(1, 2))
    expect(measure([range('2026-06-24', '2026-07-23')], 'months', months, '06-24')).toEqual(amountOf(1))
    expect(measure([range('2026-06-24', '2026-07-23')], 'months', weeks, '06-24')).toEqual(
      plus(fraction(7, 30), fraction(23, 31)),
    )
  })

  test('days in several ranges count once', () => {
    const july = range('2026-07-01', '2026-07-31')
    expect(measure([july, july, range('2026-07-10', '2026-08-31')], 'months', months)).toEqual(amountOf(2))
    expect(measure([], 'months', months)).toEqual(ZERO)
  })

  test('is additive: any cut of a year comes to the year', () => {
    const spec = fc.constantFrom<CalendarSpec>(months, blocks, weeks, {
      kind: 'custom',
      periods: [
        { label: 'A', startOn: '07-01' },
        { label: 'B', startOn: '08-07' },
        { label: 'C', startOn: '09-17' },
        { label: 'D', startOn: '03-03' },
      ],
    })
    fc.assert(
      fc.property(spec, fc.array(fc.integer({ min: 1, max: 364 }), { maxLength: 12 }), (spec, cuts) => {
        const year = academicYear(2026)
        const starts = [...new Set([0, ...cuts])].sort((a, b) => a - b)
        const parts = starts.map((start, index) => ({
          startOn: year.startOn + start,
          endOn: index + 1 < starts.length ? year.startOn + starts.at(index + 1)! - 1 : year.endOn,
        }))
        const sum = parts.reduce((total, part) => plus(total, measure([part], unitOf(spec), spec)), ZERO)
        expect(sum).toEqual(measure([year], unitOf(spec), spec))
        const ticks = periodsOf(spec, year).reduce((total, period) => total + period.ticks, 0)
        expect(wholeTicks(sum)).toBe(ticks)
      }),
    )
  })
})

describe('amounts', () => {
  test('are exact where decimals are not', () => {
    const third = fraction(1, 3)
    expect(plus(plus(third, third), third)).toEqual(amountOf(1))
    expect(compareAmounts(amountOf(3.5), fraction(7, 2))).toBe(0)
    expect(lessDownToZero(amountOf(2), amountOf(3))).toEqual(ZERO)
    expect(lessDownToZero(amountOf(3), amountOf(0.5))).toEqual(fraction(5, 2))
    expect(atShare(amountOf(1), 50)).toEqual(fraction(1, 2))
    expect(atShare(amountOf(1), 0)).toEqual(ZERO)
    expect(wholeTicks(fraction(7, 2))).toBe(7)
    expect(wholeTicks(fraction(1, 3))).toBeNull()
  })

  test('stay numbers when a sum has too many coprime parts', () => {
    const primes = [31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79]
    const sum = primes.reduce((total, prime) => plus(total, fraction(1, prime)), ZERO)
    const expected = primes.reduce((total, prime) => total + 1 / prime, 0)
    expect(toNumber(sum)).toBeCloseTo(expected, 5)
    expect(Number.isSafeInteger(sum.denominator)).toBe(true)
  })

  test('compare as their values do', () => {
    const amount = fc.tuple(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }))
    fc.assert(
      fc.property(amount, amount, ([a, b], [c, d]) => {
        const exact = BigInt(a) * BigInt(d) - BigInt(c) * BigInt(b)
        expect(Math.sign(compareAmounts(fraction(a, b), fraction(c, d)))).toBe(exact > 0n ? 1 : exact < 0n ? -1 : 0)
      }),
    )
  })
})
