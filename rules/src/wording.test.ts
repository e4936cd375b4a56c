import { expect, test } from 'vitest'
import { amountOf, fraction } from './amount.ts'
import { range } from './testing/facts.ts'
import { formatAmount, formatRange, listOf, plural } from './wording.ts'

test('amounts read as people say them', () => {
  expect(formatAmount(amountOf(3.5), 'weeks')).toBe('3½ weeks')
  expect(formatAmount(amountOf(0.5), 'weeks')).toBe('½ week')
  expect(formatAmount(amountOf(1), 'months')).toBe('1 month')
  expect(formatAmount(amountOf(0), 'blocks')).toBe('0 blocks')
  expect(formatAmount(fraction(70, 31), 'months')).toBe('2.26 months')
})

test('ranges say each part of a date once', () => {
  expect(formatRange(range('2026-07-01', '2026-07-01'))).toBe('July 1, 2026')
  expect(formatRange(range('2026-07-01', '2026-07-31'))).toBe('July 1–31, 2026')
  expect(formatRange(range('2026-07-01', '2026-08-03'))).toBe('July 1 – August 3, 2026')
  expect(formatRange(range('2026-12-20', '2027-01-03'))).toBe('December 20, 2026 – January 3, 2027')
})

test('lists and counts', () => {
  expect(listOf(['PGY-2'])).toBe('PGY-2')
  expect(listOf(['PGY-2', 'PGY-3', 'PGY-4'])).toBe('PGY-2, PGY-3 and PGY-4')
  expect([plural(1, 'trainee'), plural(0, 'trainee')]).toEqual(['1 trainee', '0 trainees'])
})
