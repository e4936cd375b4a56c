import { dayOf } from '@gradus/rules'
import { describe, expect, it } from 'vitest'
import { dayThere, isTimeZone, shiftInstants } from './zones.ts'

const night = { startMinute: 1020, durationMinutes: 840 }
const hours = ({ startAt, endAt }: { startAt: Date; endAt: Date }) => (endAt.getTime() - startAt.getTime()) / 3_600_000
const zone = 'America/Chicago'

describe('a shift by the clocks of its site', () => {
  it('lasts as long as it says on most nights', () => {
    const shift = shiftInstants(zone, dayOf('2026-11-18'), night)
    expect(shift.startAt.toISOString()).toBe('2026-11-18T23:00:00.000Z')
    expect(hours(shift)).toBe(14)
  })

  it('is an hour shorter in spring and longer in fall, and ends at the same time on the wall', () => {
    const spring = shiftInstants(zone, dayOf('2027-03-13'), night)
    expect(hours(spring)).toBe(13)
    expect(spring.endAt.toISOString()).toBe('2027-03-14T12:00:00.000Z')
    const fall = shiftInstants(zone, dayOf('2026-10-31'), night)
    expect(hours(fall)).toBe(15)
    expect(fall.endAt.toISOString()).toBe('2026-11-01T13:00:00.000Z')
  })

  it('hands over without a gap, also when clocks change', () => {
    for (const on of ['2026-10-31', '2027-03-13', '2026-11-18']) {
      const { endAt } = shiftInstants(zone, dayOf(on), night)
      const day = shiftInstants(zone, dayOf(on) + 1, { startMinute: 420, durationMinutes: 600 })
      expect(day.startAt).toEqual(endAt)
    }
  })

  it('belongs to the day on which it begins there', () => {
    const { startAt } = shiftInstants('Pacific/Auckland', dayOf('2026-11-18'), night)
    expect(dayThere('Pacific/Auckland', startAt)).toBe(dayOf('2026-11-18'))
    expect(startAt.toISOString().slice(0, 10)).toBe('2026-11-18')
    expect(dayThere(zone, new Date('2026-11-19T05:59:00Z'))).toBe(dayOf('2026-11-18'))
  })

  it('knows what a time zone is', () => {
    expect([isTimeZone(zone), isTimeZone('Nowhere/Land')]).toEqual([true, false])
  })
})
