import { academicYear, dayOf } from '@gradus/rules'
import { describe, expect, test } from 'vitest'
import { balanceOf, type Counted, earned } from './allowance.ts'
import { defaultSettings } from './settings.ts'
import { takesDays } from './takes.ts'

const years = { year: academicYear(2026), before: academicYear(2025) }
const vacation = defaultSettings.kinds.find(({ code }) => code === 'vacation')!
const none = new Set<number>()
const range = (startOn: string, endOn: string) => ({ startOn: dayOf(startOn), endOn: dayOf(endOn) })
const away = (startOn: string, endOn: string, over: Partial<Counted> = {}): Counted => ({
  kindCode: 'vacation',
  state: 'approved',
  part: 'days',
  startMinute: null,
  endMinute: null,
  startOn,
  endOn,
  ...over,
})

describe('what time away takes', () => {
  test('is working days: no weekend, no holiday, halves and hours by their share', () => {
    const days = range('2026-07-01', '2027-06-30')
    expect(takesDays(away('2026-12-21', '2027-01-03'), days, new Set([dayOf('2026-12-25'), dayOf('2027-01-01')]))).toBe(
      8,
    )
    expect(takesDays(away('2026-12-10', '2026-12-10', { part: 'morning' }), days, none)).toBe(0.5)
    const hours = { part: 'hours' as const, startMinute: 780, endMinute: 900 }
    expect(takesDays(away('2026-12-10', '2026-12-10', hours), days, none)).toBe(0.25)
    const long = { part: 'hours' as const, startMinute: 0, endMinute: 1440 }
    expect(takesDays(away('2026-12-10', '2026-12-10', long), days, none)).toBe(1)
    expect(takesDays(away('2027-06-28', '2027-07-02'), days, none)).toBe(3)
  })
})

const twenty = { allowanceDays: 20, byLevel: [] }

describe('an allowance', () => {
  test('is earned by the days of the appointment and its share of full time, up to a half day', () => {
    const whole = { ...range('2026-07-01', '2027-06-30'), sharePercent: 100 }
    expect(earned(twenty, whole, years.year)).toBe(20)
    expect(earned(twenty, { ...whole, sharePercent: 50 }, years.year)).toBe(10)
    expect(earned(twenty, { ...range('2026-09-01', '2030-08-31'), sharePercent: 100 }, years.year)).toBe(17)
    expect(earned(twenty, { ...range('2027-07-01', '2028-06-30'), sharePercent: 100 }, years.year)).toBe(0)
  })

  test('is that of the level, also where it changes within the year', () => {
    const kind = { allowanceDays: 20, byLevel: [{ level: 'PGY-2', allowanceDays: 15 }] }
    const whole = { ...range('2026-07-01', '2028-06-30'), sharePercent: 100 }
    const level = (name: string, startOn: string, endOn: string) => ({ level: name, ...range(startOn, endOn) })
    const early = {
      ...whole,
      levels: [level('PGY-2', '2026-07-01', '2027-06-30'), level('PGY-3', '2027-07-01', '2028-06-30')],
    }
    expect([earned(kind, early, years.year), earned(kind, early, academicYear(2027))]).toEqual([15, 20])
    // 92 of 365 days at 15, 273 at 20: 18.74, up to a half day.
    const within = {
      ...whole,
      levels: [level('PGY-2', '2026-07-01', '2026-09-30'), level('PGY-3', '2026-10-01', '2028-06-30')],
    }
    expect(earned(kind, within, years.year)).toBe(19)
    const balance = balanceOf({ ...vacation, ...kind }, [], early, years, none)
    expect(balance.sentence).toBe('15 days this year at PGY-2.')
  })

  test('carries over what was left, at most so much, and counts what waits', () => {
    const appointment = { ...range('2025-07-01', '2029-06-30'), sharePercent: 100 }
    const taken = [
      away('2025-08-04', '2025-08-22'),
      away('2026-08-03', '2026-08-07'),
      away('2027-03-15', '2027-03-16', { state: 'pending' }),
      away('2027-03-17', '2027-03-17', { kindCode: 'sick' }),
    ]
    const balance = balanceOf(vacation, taken, appointment, years, none)
    expect(balance).toMatchObject({ allowanceDays: 20, carriedDays: 5, approvedDays: 5, pendingDays: 2, leftDays: 18 })
    // 20 days less 15 taken leave five, all of which carry over.
    expect(balance.sentence).toBe(
      '20 days this year, and 5 days carried over from last year; 5 days taken, 2 days asked for.',
    )
    const lastYear = away('2025-09-01', '2025-09-24')
    expect(balanceOf(vacation, [lastYear], appointment, years, none)).toMatchObject({ carriedDays: 2, leftDays: 22 })
    const unused = balanceOf(vacation, [], appointment, years, none)
    expect(unused.sentence).toBe(
      '20 days this year, and 5 of the 20 days unused last year, the most that carries over.',
    )
    const fresh = { ...range('2026-07-01', '2029-06-30'), sharePercent: 100 }
    expect(balanceOf(vacation, [], fresh, years, none).carriedDays).toBe(0)
    const parental = defaultSettings.kinds.find(({ code }) => code === 'parental')!
    expect(balanceOf(parental, [], appointment, years, none)).toMatchObject({ allowanceDays: null, leftDays: null })
  })
})
