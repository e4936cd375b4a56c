import { expect, test } from 'vitest'
import { dateIn, endOfDay, lastDigestTime, quietHoursUntil } from './times.ts'

const chicago = 'America/Chicago'
const at = (text: string) => new Date(text)
const night = { quietFromMinute: 21 * 60, quietToMinute: 6 * 60 }

test('quiet hours reach over midnight and end at their minute in the zone of the person', () => {
  expect(quietHoursUntil(chicago, night, at('2026-11-19T03:30:00Z'))).toEqual(at('2026-11-19T12:00:00Z'))
  expect(quietHoursUntil(chicago, night, at('2026-11-19T11:59:00Z'))).toEqual(at('2026-11-19T12:00:00Z'))
  expect(quietHoursUntil(chicago, night, at('2026-11-19T12:00:00Z'))).toBeNull()
  expect(quietHoursUntil('Asia/Tokyo', night, at('2026-11-19T12:00:00Z'))).toEqual(at('2026-11-19T21:00:00Z'))
})

test('quiet hours within one day, and none at all', () => {
  const noon = { quietFromMinute: 12 * 60, quietToMinute: 13 * 60 }
  expect(quietHoursUntil(chicago, noon, at('2026-11-18T18:10:00Z'))).toEqual(at('2026-11-18T19:00:00Z'))
  expect(quietHoursUntil(chicago, noon, at('2026-11-18T19:00:00Z'))).toBeNull()
  expect(
    quietHoursUntil(chicago, { quietFromMinute: null, quietToMinute: null }, at('2026-11-18T18:10:00Z')),
  ).toBeNull()
})

test('a night in which clocks change is as long as it is', () => {
  // Clocks go back on 1 November 2026 at 02:00: quiet from 21:00 (CDT) to 06:00 (CST).
  expect(quietHoursUntil(chicago, night, at('2026-11-01T02:30:00Z'))).toEqual(at('2026-11-01T12:00:00Z'))
  // Clocks go forward on 8 March 2026: 02:30 does not exist and becomes 03:30.
  expect(lastDigestTime(chicago, 150, at('2026-03-08T15:00:00Z'))).toEqual(at('2026-03-08T08:30:00Z'))
})

test('the last digest time is today at its minute, or yesterday before that', () => {
  expect(lastDigestTime(chicago, 420, at('2026-11-18T13:00:00Z'))).toEqual(at('2026-11-18T13:00:00Z'))
  expect(lastDigestTime(chicago, 420, at('2026-11-18T12:59:00Z'))).toEqual(at('2026-11-17T13:00:00Z'))
})

test('a date and its end are those of the zone', () => {
  expect(dateIn(chicago, at('2026-11-19T03:30:00Z'))).toBe('2026-11-18')
  expect(endOfDay(chicago, '2026-11-18')).toEqual(at('2026-11-19T06:00:00Z'))
})
