import { describe, expect, test } from 'vitest'
import { dayOf } from '../dates.ts'
import { CHICAGO, moment, zoneOf } from '../testing/hours/facts.ts'
import { atClock, clockAt, dayAt, formatDuration, formatMoment, startOfDay, type Zone } from './zone.ts'

describe('a site’s clocks', () => {
  test('change as its zone says', () => {
    expect(CHICAGO.map(({ offsetMinutes }) => offsetMinutes)).toEqual([-360, -300, -360, -300, -360])
    expect(moment('2026-03-08 03:00') - moment('2026-03-08 01:59')).toBe(1)
    expect(moment('2026-11-01 02:00') - moment('2026-11-01 00:00')).toBe(180)
    expect(zoneOf('Asia/Kolkata')).toHaveLength(1)
  })

  test('show the same day and time again', () => {
    for (const zone of [CHICAGO, zoneOf('Europe/London'), zoneOf('Australia/Lord_Howe'), zoneOf('Asia/Kolkata')]) {
      for (let day = dayOf('2026-03-01'); day <= dayOf('2026-11-10'); day += 1) {
        expect(dayAt(zone, startOfDay(zone, day))).toBe(day)
        expect(dayAt(zone, startOfDay(zone, day) - 1)).toBe(day - 1)
        expect(clockAt(zone, atClock(zone, day, 17 * 60))).toBe('17:00')
      }
    }
  })

  test('a skipped time is the moment of the change, a repeated one the first', () => {
    expect(clockAt(CHICAGO, moment('2026-03-08 02:30'))).toBe('03:00')
    expect(moment('2026-11-01 01:30')).toBe(moment('2026-11-01 00:00') + 90)
  })

  test('a day may begin after midnight', () => {
    const midnight = dayOf('2026-04-01') * 1440 + 120
    const skipping: Zone = [
      { fromAt: 0, offsetMinutes: -120 },
      { fromAt: midnight, offsetMinutes: -60 },
    ]
    expect(clockAt(skipping, startOfDay(skipping, dayOf('2026-04-01')))).toBe('01:00')
    expect(dayAt(skipping, startOfDay(skipping, dayOf('2026-04-01')) - 1)).toBe(dayOf('2026-03-31'))
  })
})

test('times read as people say them', () => {
  expect([formatDuration(28 * 60 + 15), formatDuration(24 * 60), formatDuration(40)]).toEqual([
    '28 h 15 min',
    '24 h',
    '40 min',
  ])
  expect(formatMoment(CHICAGO, moment('2026-07-03 07:05'))).toBe('07:05 on July 3, 2026')
})
