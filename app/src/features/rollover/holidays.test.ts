import { dayOf, isoOf } from '@gradus/rules'
import { expect, test } from 'vitest'
import { nextYearsDay } from './holidays.ts'

const next = (iso: string) => isoOf(nextYearsDay(dayOf(iso)).on)

test('what is kept by its date keeps it', () => {
  expect(next('2026-12-25')).toBe('2027-12-25')
  expect(next('2027-07-04')).toBe('2028-07-04')
})

test('the fourth Thursday, the first Monday and the third Monday stay what they are', () => {
  expect(next('2026-11-26')).toBe('2027-11-25')
  expect(next('2027-11-25')).toBe('2028-11-23')
  expect(next('2026-09-07')).toBe('2027-09-06')
  expect(next('2027-01-18')).toBe('2028-01-17')
})

test('the last Monday of May is the last one also where it is the fifth', () => {
  expect(next('2026-05-25')).toBe('2027-05-31')
  expect(next('2027-05-31')).toBe('2028-05-29')
})
