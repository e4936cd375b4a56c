import { expect, test } from 'vitest'
import { byDay } from './by-day.ts'
import { clockOf, minuteOf } from './clock.ts'
import { deviceName } from './push-device.ts'

test('a time of the day is written and read as a clock shows it', () => {
  expect(clockOf(425)).toBe('07:05')
  expect(minuteOf('07:05')).toBe(425)
  expect(minuteOf('07:05:30')).toBe(425)
  expect(minuteOf('')).toBeNull()
})

test('notices stand under the day on which they came, in the zone of the institution', () => {
  const items = [{ at: '2026-11-19T05:59:00Z' }, { at: '2026-11-18T18:00:00Z' }, { at: '2026-11-18T05:59:00Z' }]
  expect(byDay(items, 'America/Chicago').map(({ on, items: own }) => [on, own.length])).toEqual([
    ['2026-11-18', 2],
    ['2026-11-17', 1],
  ])
})

test('a device is named so that its owner knows it again', () => {
  expect(deviceName('Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0')).toBe('Firefox on Android')
  expect(
    deviceName(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1',
    ),
  ).toBe('Safari on iPhone')
  expect(
    deviceName(
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    ),
  ).toBe('Edge on Windows')
})
