import { describe, expect, it } from 'vitest'
import { daysOf, dayWords, instantWords, lengthWords, rangeWords, shortDay } from './date-words.ts'

describe('date words', () => {
  it('names the day of the week', () => {
    expect(dayWords('2026-07-06')).toBe('Mon 6 Jul 2026')
    expect(shortDay('2026-07-06')).toBe('6 Jul')
  })

  it('writes a range once and the year once, unless it changes', () => {
    expect(rangeWords('2026-07-06', '2026-08-02')).toBe('6 Jul to 2 Aug 2026')
    expect(rangeWords('2026-12-21', '2027-01-03')).toBe('21 Dec 2026 to 3 Jan 2027')
    expect(rangeWords('2026-07-06', '2026-07-06')).toBe('Mon 6 Jul 2026')
  })

  it('counts both ends', () => {
    expect(daysOf('2026-07-06', '2026-08-02')).toBe(28)
    expect(lengthWords('2026-07-06', '2026-08-02')).toBe('4 weeks')
    expect(lengthWords('2026-07-06', '2026-07-14')).toBe('1 week 2 days')
    expect(lengthWords('2026-07-06', '2026-07-06')).toBe('1 day')
  })

  it('shows an instant in the zone of the site', () => {
    expect(instantWords('2026-07-06T12:00:00Z', 'Asia/Tokyo')).toContain('Mon 6 Jul 2026, 21:00')
    expect(instantWords('2026-07-06T20:00:00Z', 'Asia/Tokyo')).toContain('Tue 7 Jul 2026, 05:00')
  })
})
