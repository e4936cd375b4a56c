import { type DateRange, dayOf } from '@gradus/rules'
import { describe, expect, it } from 'vitest'
import { type Draft, draftsOf, type HeldCall, type Stay } from './drafts.ts'
import { defaultHourSettings } from './settings.ts'
import { atLocal, localClock, localDay, nowAt, zoneOf } from './times.ts'

const timeZone = 'America/Chicago'
const stay: Stay = {
  programId: 'p',
  rotationId: 'ct',
  label: 'CT',
  siteId: null,
  timeZone,
  isCall: false,
  startOn: dayOf('2026-11-01'),
  endOn: dayOf('2026-11-30'),
}
const call = (on: string, start: number, hours: number, more: Partial<HeldCall> = {}): HeldCall => ({
  id: on,
  name: 'Night',
  work: 'in-house-call',
  takesDay: false,
  startAt: atLocal(timeZone, on, start * 60),
  endAt: atLocal(timeZone, on, start * 60) + hours * 60,
  siteId: null,
  timeZone,
  ...more,
})
const drafted = (more: {
  stays?: readonly Stay[]
  leaves?: readonly DateRange[]
  calls?: readonly HeldCall[]
  holidays?: readonly string[]
}): string[] =>
  draftsOf({
    startOn: dayOf('2026-11-09'),
    endOn: dayOf('2026-11-15'),
    zone: zoneOf(timeZone),
    stays: more.stays ?? [stay],
    leaves: more.leaves ?? [],
    calls: more.calls ?? [],
    holidays: new Set((more.holidays ?? []).map(dayOf)),
    settings: () => defaultHourSettings,
  }).map(words)
const words = ({ startAt, endAt, kind }: Draft): string =>
  `${localDay(timeZone, startAt).slice(8)} ${localClock(timeZone, startAt)}-${localClock(timeZone, endAt)} ${kind}`

describe('what the schedule has for a week', () => {
  it('is the usual day of the rotation from Monday to Friday', () => {
    expect(drafted({})).toEqual(['09', '10', '11', '12', '13'].map((on) => `${on} 07:00-17:00 assignment`))
    expect(drafted({ stays: [] })).toEqual([])
    expect(drafted({ stays: [{ ...stay, isCall: true }] })).toEqual([])
  })

  it('leaves out leave and holidays', () => {
    const leaves = [{ startOn: dayOf('2026-11-09'), endOn: dayOf('2026-11-11') }]
    expect(drafted({ leaves, holidays: ['2026-11-12'] })).toEqual(['13 07:00-17:00 assignment'])
  })

  it('has calls, and nothing on the day after a night', () => {
    expect(drafted({ calls: [call('2026-11-10', 17, 14)] })).toEqual([
      '09 07:00-17:00 assignment',
      '10 07:00-17:00 assignment',
      '10 17:00-07:00 in-house-call',
      '12 07:00-17:00 assignment',
      '13 07:00-17:00 assignment',
    ])
  })

  it('gives way to a call that begins by day, and to an evening shift altogether', () => {
    const early = drafted({ calls: [call('2026-11-10', 15, 5, { work: 'assignment' })] })
    expect(early.slice(1, 3)).toEqual(['10 07:00-15:00 assignment', '10 15:00-20:00 assignment'])
    const evening = drafted({ calls: [call('2026-11-10', 14, 8, { work: 'assignment', takesDay: true })] })
    expect(evening.slice(1, 3)).toEqual(['10 14:00-22:00 assignment', '11 07:00-17:00 assignment'])
  })

  it('drafts no time on call from home', () => {
    expect(drafted({ calls: [call('2026-11-10', 17, 14, { work: null })] })).toHaveLength(5)
  })
})

describe('times', () => {
  it('are those of the site, also where the clocks change', () => {
    expect(atLocal(timeZone, '2026-03-08', 8 * 60) - atLocal(timeZone, '2026-03-07', 8 * 60)).toBe(23 * 60)
    expect(atLocal(timeZone, '2026-11-01', 8 * 60) - atLocal(timeZone, '2026-10-31', 8 * 60)).toBe(25 * 60)
  })

  it('of an institution that stands still have its day and the hour of the clock', () => {
    const at = nowAt({ timeZone, fixedToday: '2026-11-18' }, new Date('2027-03-20T15:30:00Z'))
    expect(`${localDay(timeZone, at)} ${localClock(timeZone, at)}`).toBe('2026-11-18 10:30')
  })
})
