import { dayOf } from '../../dates.ts'
import { DEFAULT_WORK_HOUR_SETTINGS, type WorkHourPolicies, type WorkHourSettings } from '../../work-hours/settings.ts'
import type { RotationStint, TraineeHours } from '../../work-hours/trainee-hours.ts'
import type { HomeCall, WorkKind, WorkPeriod } from '../../work-hours/work-period.ts'
import { atClock, zoneBetween, type Minute, type Zone } from '../../work-hours/zone.ts'
import { range } from '../facts.ts'

const PARTS = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const

/** The real offsets of a named zone in the years the tests use. */
export function zoneOf(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', { ...PARTS, timeZone, hourCycle: 'h23' })
  const offsetAt = (at: Minute) => {
    const parts = Object.fromEntries(
      format.formatToParts(new Date(at * 60_000)).map(({ type, value }) => [type, Number(value)]),
    )
    const local = Date.UTC(parts['year']!, parts['month']! - 1, parts['day'], parts['hour'], parts['minute'])
    return local / 60_000 - at
  }
  return zoneBetween(dayOf('2026-01-01') * 1440, dayOf('2028-01-01') * 1440, offsetAt)
}

export const CHICAGO = zoneOf('America/Chicago')

/** The instant of "2026-07-01 07:00" on the clocks of a zone. */
export function moment(text: string, zone: Zone = CHICAGO): Minute {
  return atClock(zone, dayOf(text.slice(0, 10)), Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)))
}

export const period = (kind: WorkKind, from: string, until: string, over: Partial<WorkPeriod> = {}): WorkPeriod => ({
  id: `${kind}:${from}`,
  kind,
  startAt: moment(from),
  endAt: moment(until),
  extension: null,
  reason: null,
  ...over,
})

export const homeCallOf = (from: string, until: string): HomeCall => ({
  id: `home-call:${from}`,
  startAt: moment(from),
  endAt: moment(until),
})

export const stint = (rotationId: string, startOn: string, endOn: string, over: Partial<RotationStint> = {}) => ({
  rotationId,
  label: rotationId.toUpperCase(),
  siteId: null,
  isNightFloat: false,
  ...range(startOn, endOn),
  ...over,
})

export const traineeHours = (over: Partial<TraineeHours> = {}): TraineeHours => ({
  id: 'ada',
  label: 'Ada Fictional',
  zone: CHICAGO,
  horizon: range('2026-07-01', '2026-07-28'),
  periods: [],
  homeCalls: [],
  stints: [stint('ct', '2026-07-01', '2026-07-28')],
  leaves: [],
  years: [],
  visa: null,
  moonlighting: null,
  ...over,
})

type PolicyValues = { readonly [Key in keyof WorkHourPolicies]?: WorkHourPolicies[Key]['value'] }

/** The default settings with some policies set. */
export function settingsWith(values: PolicyValues, over: Partial<WorkHourSettings> = {}): WorkHourSettings {
  const set = Object.entries(values).map(([name, value]) => [
    name,
    { value, source: 'Department policy', verified: true },
  ])
  const policies = { ...DEFAULT_WORK_HOUR_SETTINGS.policies, ...Object.fromEntries(set) } as WorkHourPolicies
  return { ...DEFAULT_WORK_HOUR_SETTINGS, policies, ...over }
}
