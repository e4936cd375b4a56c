import { describe, expect, test } from 'vitest'
import { dayOf, isoOf } from '../dates.ts'
import {
  CHICAGO,
  homeCallOf,
  moment,
  period,
  settingsWith,
  stint,
  traineeHours,
  zoneOf,
} from '../testing/hours/facts.ts'
import { checkWorkHours, hoursByWindow } from './check.ts'
import { DEFAULT_WORK_HOUR_SETTINGS as SETTINGS } from './settings.ts'
import type { WorkKind, WorkPeriod } from './work-period.ts'
import { startOfDay } from './zone.ts'
import vectors from './vectors.json' with { type: 'json' }

const FIRST = dayOf('2026-07-01')

type Rotation = {
  weeks?: (number | string)[]
  days?: number
  leaveDays?: number
  hours?: number
  extraMinutes?: number
  moonlightingHours?: number
}

/** Work of so many minutes spread over six of every seven days. */
function spread(kind: WorkKind, startOn: number, days: number, minutes: number, fromHour = 6): WorkPeriod[] {
  const working = Array.from({ length: days }, (_, index) => index).filter((index) => index % 7 !== 6)
  return working.map((day, index) => {
    const startAt = startOfDay(CHICAGO, startOn + day) + fromHour * 60
    const share = Math.floor(minutes / working.length) + (index < minutes % working.length ? 1 : 0)
    return { id: `${kind}:${startOn + day}`, kind, startAt, endAt: startAt + share, extension: null, reason: null }
  })
}

function periodsOf(rotation: Rotation, startOn: number): WorkPeriod[] {
  if (rotation.weeks) {
    return rotation.weeks.flatMap((hours, week) => [
      ...(typeof hours === 'number' ? spread('assignment', startOn + week * 7, 7, hours * 60) : []),
      ...spread('moonlighting-external', startOn + week * 7, 7, (rotation.moonlightingHours ?? 0) * 60, 18),
    ])
  }
  const days = rotation.days! - (rotation.leaveDays ?? 0)
  return spread('assignment', startOn, days, rotation.hours! * 60 + (rotation.extraMinutes ?? 0))
}

const daysOf = ({ weeks, days }: Rotation) => days ?? weeks!.length * 7

function leavesOf(rotation: Rotation, startOn: number) {
  const endOn = startOn + daysOf(rotation) - 1
  if (rotation.leaveDays) return [{ startOn: endOn - rotation.leaveDays + 1, endOn }]
  return (rotation.weeks ?? []).flatMap((hours, week) =>
    hours === 'leave' ? [{ startOn: startOn + week * 7, endOn: startOn + week * 7 + 6 }] : [],
  )
}

describe('worked numbers: averages', () => {
  test.each(vectors.averages)('$name', ({ rotations, rollingAverage }) => {
    let startOn = FIRST
    const starts = rotations.map((rotation) => {
      const own = startOn
      startOn += daysOf(rotation)
      return own
    })
    const trainee = traineeHours({
      horizon: { startOn: FIRST, endOn: startOn - 1 },
      stints: rotations.map((rotation, index) =>
        stint(`r${index}`, isoOf(starts[index]!), isoOf(starts[index]! + daysOf(rotation) - 1)),
      ),
      periods: rotations.flatMap((rotation, index) => periodsOf(rotation, starts[index]!)),
      leaves: rotations.flatMap((rotation, index) => leavesOf(rotation, starts[index]!)),
    })
    const findings = checkWorkHours(trainee, SETTINGS)
    const windows = hoursByWindow(trainee, SETTINGS)
    expect(windows).toHaveLength(rotations.length)
    for (const [index, { average, isViolation, ...rest }] of rotations.entries()) {
      expect(windows[index]!.averageHours).toBeCloseTo(average, 4)
      const about = findings.filter(({ rotationId }) => rotationId === `r${index}`)
      const expected = isViolation ? [{ ruleId: 'WH-80', severity: 'violation', limit: 80, unit: 'hours' }] : []
      expect(about.filter(({ severity }) => severity === 'violation')).toMatchObject(expected)
      const high = 'highWeeks' in rest ? (rest.highWeeks ?? []) : []
      expect(
        about
          .filter(({ ruleId }) => ruleId === 'HIGH-WEEK')
          .map((finding) => (finding.startOn! - starts[index]!) / 7 + 1),
      ).toEqual(high)
    }
    const rolling = findings.filter(({ ruleId }) => ruleId === 'FATIGUE-ROLLING')
    expect(rolling.map(({ severity, measured }) => [severity, measured])).toEqual(
      rollingAverage === undefined ? [] : [['warning', rollingAverage]],
    )
  })
})

describe('worked numbers: caps', () => {
  test.each(vectors.caps)('$days days with $leaveDays of leave', ({ days, leaveDays, hours, daysOff, calls }) => {
    const endOn = FIRST + days - 1
    const trainee = traineeHours({
      horizon: { startOn: FIRST, endOn },
      stints: [stint('ct', '2026-07-01', isoOf(endOn))],
      leaves: [{ startOn: endOn - leaveDays + 1, endOn }],
    })
    const [window] = hoursByWindow(trainee, SETTINGS)
    expect((window!.limitHours * window!.eligibleDays) / 7).toBeCloseTo(hours, 4)
    expect([window!.daysOffRequired, window!.callsAllowed]).toEqual([daysOff, calls])
  })
})

describe('worked numbers: parts of days away', () => {
  test.each(vectors.partLeave)('$name', ({ minutesAway, hours, allowedHours, warnedHours }) => {
    const partLeaves = minutesAway.map((workdayMinutes, index) => {
      // Sundays, on which nothing below is worked.
      const startAt = startOfDay(CHICAGO, FIRST + 6 + 7 * index) + 480
      return { startAt, endAt: startAt + workdayMinutes, workdayMinutes }
    })
    const of = (worked: number) => traineeHours({ partLeaves, periods: spread('assignment', FIRST, 28, worked * 60) })
    const severities = (worked: number) =>
      checkWorkHours(of(worked), SETTINGS).flatMap(({ ruleId, severity }) => (ruleId === 'WH-80' ? [severity] : []))
    const [window] = hoursByWindow(of(0), SETTINGS)
    expect((window!.limitHours * window!.averagedDays) / 7).toBeCloseTo(hours, 4)
    // Days off and nights of call go by whole days of leave.
    expect([window!.daysOffRequired, window!.callsAllowed]).toEqual([4, 9])
    expect(severities(allowedHours)).toEqual([])
    // Above the limit only by our reading: a warning. Above it in any reading: a violation.
    expect(severities(warnedHours)).toEqual(['warning'])
    expect(severities(320)).toEqual(['warning'])
    expect(severities(321)).toEqual(['violation'])
  })
})

describe('worked numbers: free time', () => {
  test.each(vectors.freeGaps)('$from to $until', ({ zone, from, until, hours, daysOff }) => {
    const site = zoneOf(zone)
    const startAt = moment(from, site)
    const endAt = moment(until, site)
    expect((endAt - startAt) / 60).toBe(hours)
    const around = { kind: 'assignment', extension: null, reason: null } as const
    const first = dayOf(from.slice(0, 10))
    const trainee = traineeHours({
      zone: site,
      horizon: { startOn: first, endOn: first + 6 },
      stints: [stint('ct', isoOf(first), isoOf(first + 6))],
      periods: [
        { ...around, id: 'before', startAt: startAt - 1200, endAt: startAt },
        { ...around, id: 'after', startAt: endAt, endAt: startOfDay(site, first + 7) },
      ],
    })
    expect(hoursByWindow(trainee, SETTINGS)[0]!.daysOff.count).toBe(daysOff)
  })
})

describe('worked numbers: nights of call', () => {
  test.each(vectors.calls)('$allowed with $leaveDays days of leave', ({ leaveDays, allowed }) => {
    const calls = (count: number) =>
      checkWorkHours(
        traineeHours({
          leaves: [{ startOn: FIRST + 28 - leaveDays, endOn: FIRST + 27 }],
          periods: Array.from({ length: count }, (_, night) => {
            const day = isoOf(FIRST + night * 2)
            return period('in-house-call', `${day} 18:00`, `${isoOf(FIRST + night * 2 + 1)} 07:00`)
          }),
        }),
        SETTINGS,
      ).filter(({ ruleId }) => ruleId === 'WH-Q3')
    expect(calls(allowed)).toEqual([])
    expect(calls(allowed + 1)).toMatchObject([
      { severity: 'violation', measured: allowed + 1, limit: allowed, unit: 'nights' },
    ])
  })

  test('28 calls from home in a row, none of them called: no limit of nights, but no day off', () => {
    const homeCalls = Array.from({ length: 28 }, (_, night) =>
      homeCallOf(`${isoOf(FIRST + night)} 17:00`, `${isoOf(FIRST + night + 1)} 07:00`),
    )
    const findings = checkWorkHours(traineeHours({ homeCalls }), SETTINGS)
    expect(findings).toMatchObject([
      { ruleId: 'WH-1IN7', severity: 'violation', measured: 0, limit: 4 },
      { ruleId: 'WH-HC', severity: 'note' },
    ])
  })
})

describe('worked numbers: situations', () => {
  test.each(vectors.situations)('$name', (situation) => {
    const stints = (situation.rotations ?? [['ct', '2026-07-01', '2026-07-28']]).map(([id, startOn, endOn]) =>
      stint(id!, startOn!, endOn!),
    )
    const trainee = traineeHours({
      stints,
      horizon: { startOn: stints[0]!.startOn, endOn: stints.at(-1)!.endOn },
      periods: situation.periods.map(({ kind, from, until, ...rest }) =>
        period(kind as WorkKind, from, until, rest as Partial<WorkPeriod>),
      ),
      homeCalls: (situation.homeCalls ?? []).map(([from, until]) => homeCallOf(from!, until!)),
    })
    const findings = checkWorkHours(trainee, settingsWith({}))
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(situation.findings.map(({ ruleId }) => ruleId))
    for (const [index, expected] of situation.findings.entries()) {
      const { measured, earliestStart, ...rest } = expected as typeof expected & { earliestStart?: string }
      expect(findings[index]).toMatchObject(rest)
      expect(findings[index]!.measured).toBeCloseTo(measured, 5)
      const earliestStartAt = earliestStart === undefined ? findings[index]!.earliestStartAt : moment(earliestStart)
      expect(findings[index]!.earliestStartAt).toBe(earliestStartAt)
    }
    const [window] = hoursByWindow(trainee, SETTINGS)
    expect(window!.minutes / 60).toBeCloseTo(situation.hours ?? window!.minutes / 60, 5)
    expect(window!.calls).toBe(situation.calls ?? window!.calls)
  })
})
