import { expect, it } from 'vitest'
import { usualHolidays } from './usual-holidays.ts'

it('knows the usual holidays of a year', () => {
  expect(usualHolidays(2026).map(({ onDay }) => onDay)).toEqual([
    '2026-01-01',
    '2026-01-19',
    '2026-02-16',
    '2026-05-25',
    '2026-06-19',
    '2026-07-04',
    '2026-09-07',
    '2026-11-26',
    '2026-12-25',
  ])
  expect(usualHolidays(2027).map(({ onDay }) => onDay)[3]).toBe('2027-05-31')
})
