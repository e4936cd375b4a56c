import { describe, expect, test } from 'vitest'
import { dayOf, isoOf } from '../../dates.ts'
import { range } from '../../testing/facts.ts'
import { homeCallOf, moment, period, settingsWith, stint, traineeHours } from '../../testing/hours/facts.ts'
import { checkWorkHours, requiredRest } from '../check.ts'
import { DEFAULT_WORK_HOUR_SETTINGS as SETTINGS, type WorkHourSettings } from '../settings.ts'
import type { TraineeHours } from '../trainee-hours.ts'
import type { WorkHourRuleId } from '../work-hour-finding.ts'
import type { WorkKind } from '../work-period.ts'

const FIRST = dayOf('2026-07-01')
const dayAfter = (days: number) => isoOf(FIRST + days)

function found(ruleId: WorkHourRuleId, over: Partial<TraineeHours>, settings: WorkHourSettings = SETTINGS) {
  return checkWorkHours(traineeHours(over), settings).filter((finding) => finding.ruleId === ruleId)
}

/** So many hours from six o'clock on six days of every week of July. */
const weeksOf = (hoursADay: number) =>
  Array.from({ length: 28 }, (_, day) => day)
    .filter((day) => day % 7 !== 6)
    .map((day) => {
      const begun = period('assignment', `${dayAfter(day)} 06:00`, `${dayAfter(day)} 07:00`)
      return { ...begun, endAt: begun.startAt + hoursADay * 60 }
    })

describe('severity', () => {
  test('a reading of ours, an unread clause and a setting never make a violation', () => {
    const periods = weeksOf(14)
    expect(found('WH-80', { periods })).toMatchObject([{ severity: 'violation', citation: { verified: true } }])
    expect(found('WH-80', { periods, stints: [] })).toMatchObject([
      { severity: 'warning', citation: { verified: false } },
    ])
    const unread = { ...SETTINGS.clauses['WH-80'], verified: false }
    const settings = { ...SETTINGS, clauses: { ...SETTINGS.clauses, 'WH-80': unread } }
    expect(found('WH-80', { periods }, settings)).toMatchObject([
      { severity: 'warning', citation: { verified: false } },
    ])
  })

  test('outside accreditation the same rule is a policy of the institution', () => {
    const [finding] = found('WH-80', { periods: weeksOf(14) }, { ...SETTINGS, basis: 'institution' })
    expect(finding).toMatchObject({ severity: 'violation', measured: 84, limit: 80 })
    expect(finding!.citation.source).toContain('Institutional policy, after the ACGME Common Program Requirements 6.20')
    expect(finding!.citation.source).toContain('VI.F.1')
  })

  test('a window that is all leave is no window that complies', () => {
    const whole = range('2026-07-01', '2026-07-28')
    const findings = checkWorkHours(traineeHours({ periods: weeksOf(14), leaves: [whole] }), SETTINGS)
    expect(new Set(findings.map(({ ruleId }) => ruleId))).toEqual(new Set(['LEAVE-WORK']))
  })
})

test('a violation tells the trainee the figure, the limit and the days', () => {
  expect(found('WH-80', { periods: weeksOf(14) })[0]!.sentence).toBe(
    'Ada Fictional averages 84 hours a week on CT, July 1–28, 2026: 336 h in 4 weeks without leave. The limit is 80 hours a week.',
  )
})

describe('an exception up to 88 hours', () => {
  const exception = {
    rotationId: 'ct',
    weeklyHours: 88,
    rationale: 'continuity on a transplant service',
    officialApprovedOn: dayOf('2026-05-01'),
    committeeApprovedOn: dayOf('2026-05-01'),
    reviewCommitteeApprovedOn: dayOf('2026-06-01'),
    expiresOn: dayOf('2027-06-30'),
  }
  const periods = weeksOf(14)
  const withExceptions = (over: Partial<typeof exception> | { committeeApprovedOn: null }, considered = true) =>
    settingsWith({ exceptionsConsidered: considered }, { exceptions: [{ ...exception, ...over }] })

  test('raises the limit of its rotation, and is noted', () => {
    expect(found('WH-80', { periods }, withExceptions({}))).toEqual([])
    expect(found('WH-88', { periods }, withExceptions({}))).toMatchObject([
      { severity: 'note', limit: 88, measured: 84 },
    ])
    expect(found('WH-80', { periods: weeksOf(15) }, withExceptions({}))).toMatchObject([{ limit: 88, measured: 90 }])
    expect(found('WH-80', { periods }, withExceptions({ rotationId: 'mr' }))).toHaveLength(1)
  })

  test('holds only with every approval, in time', () => {
    for (const over of [
      { committeeApprovedOn: null },
      { reviewCommitteeApprovedOn: dayOf('2026-07-02') },
      { expiresOn: dayOf('2026-07-27') },
    ]) {
      expect(found('WH-80', { periods }, withExceptions(over))).toHaveLength(1)
      expect(found('WH-88', { periods }, withExceptions(over))).toMatchObject([{ severity: 'warning', limit: 80 }])
    }
  })

  test('is worth a look where the review committee is not known to give one', () => {
    expect(found('WH-88', { periods }, withExceptions({}, false))).toMatchObject([{ severity: 'warning', limit: 88 }])
  })
})

describe('moonlighting', () => {
  const evening = (kind: WorkKind = 'moonlighting-external') => ({
    periods: [period(kind, '2026-07-04 09:00', '2026-07-04 15:00')],
  })
  const year = (postgraduateYear: number) => [{ ...range('2026-07-01', '2027-06-30'), postgraduateYear }]

  test('is never allowed in the first postgraduate year', () => {
    expect(found('WH-ML', { ...evening(), years: year(1) })).toMatchObject([{ severity: 'violation' }])
    expect(found('WH-ML', { ...evening(), years: year(2) })).toEqual([])
  })

  test('follows the visa until the program decides', () => {
    expect(found('WH-ML', { ...evening(), visa: 'J-1' })).toMatchObject([
      { severity: 'warning', citation: { verified: false } },
    ])
    expect(found('WH-ML', { ...evening(), visa: 'H-1B' })).toHaveLength(1)
    expect(found('WH-ML', { ...evening('moonlighting-internal'), visa: 'H-1B' })).toEqual([])
    expect(found('WH-ML', { ...evening(), visa: 'J-1', moonlighting: 'any' })).toEqual([])
    expect(found('WH-ML', { ...evening(), moonlighting: 'none' })).toHaveLength(1)
    expect(found('WH-ML', evening(), settingsWith({ moonlighting: 'internal' }))).toHaveLength(1)
  })

  test('leaves rest before scheduled work, and ends a day off', () => {
    const next = period('assignment', '2026-07-04 22:00', '2026-07-05 06:00')
    expect(found('WH-ML', { periods: [...evening().periods, next] })).toMatchObject([{ severity: 'warning' }])
    const daily = Array.from({ length: 28 }, (_, day) =>
      period('moonlighting-internal', `${dayAfter(day)} 09:00`, `${dayAfter(day)} 10:00`),
    )
    expect(found('WH-1IN7', { periods: daily })).toMatchObject([{ measured: 0, limit: 4 }])
  })
})

describe('night float', () => {
  const nights = (count: number, from = 0) =>
    Array.from({ length: count }, (_, night) =>
      period('night-float', `${dayAfter(from + night)} 20:00`, `${dayAfter(from + night + 1)} 07:00`),
    )

  test('seven nights in a row are advice by local policy, six are not', () => {
    expect(found('WH-NF', { periods: nights(6) })).toEqual([])
    expect(found('WH-NF', { periods: nights(7) })).toMatchObject([
      { severity: 'warning', measured: 7, limit: 6, unit: 'nights', citation: { verified: false } },
    ])
    expect(found('WH-NF', { periods: nights(7) }, settingsWith({ maxConsecutiveNights: null }))).toEqual([])
    expect(found('WH-Q3', { periods: nights(28) })).toEqual([])
  })

  test('is pointed to where it breaks the days off', () => {
    const all = found('WH-NF', { periods: nights(28) }, settingsWith({ maxConsecutiveNights: null }))
    expect(all).toMatchObject([{ severity: 'note', measured: 28 }])
  })

  test('a day off in every week, where the policy wants one', () => {
    const stints = [stint('nf', '2026-07-01', '2026-07-28', { isNightFloat: true })]
    const over = { stints, periods: [...nights(10), ...nights(4, 14)] }
    const settings = settingsWith({ dayOffEveryNightFloatWeek: true, maxConsecutiveNights: null })
    expect(found('WH-NF', over, settings)).toMatchObject([{ severity: 'warning', measured: 1 }])
  })

  test('months of it, where a review committee limits them', () => {
    const float = (startOn: string, endOn: string) => stint('nf', startOn, endOn, { isNightFloat: true })
    const stints = [float('2026-07-01', '2026-09-30'), float('2026-10-15', '2026-12-31')]
    const over = { stints, horizon: range('2026-07-01', '2027-06-30') }
    const measured = (settings: WorkHourSettings) => found('WH-NF', over, settings).map((finding) => finding.measured)
    expect(measured(SETTINGS)).toEqual([])
    expect(measured(settingsWith({ maxConsecutiveNightFloatMonths: 2 }))).toEqual([3, expect.closeTo(2.548, 3)])
    expect(measured(settingsWith({ maxNightFloatMonthsPerYear: 4 }))).toEqual([expect.closeTo(5.548, 3)])
    expect(measured(settingsWith({ minMonthsBetweenNightFloat: 2 }))).toEqual([expect.closeTo(0.452, 3)])
  })
})

describe('call from home', () => {
  const homeCalls = [homeCallOf('2026-07-02 17:00', '2026-07-03 07:00')]
  const called = period('home-call-in-hospital', '2026-07-03 00:00', '2026-07-03 05:00')
  const before = period('assignment', '2026-07-02 07:00', '2026-07-02 17:00')
  const morning = period('assignment', '2026-07-03 08:00', '2026-07-03 16:00')

  test('a taxing one before scheduled work is advice', () => {
    expect(found('WH-HC2', { homeCalls, periods: [called, morning] })).toMatchObject([
      { severity: 'warning', measured: 3, limit: 8 },
    ])
    const late = period('assignment', '2026-07-03 13:00', '2026-07-03 16:00')
    expect(found('WH-HC2', { homeCalls, periods: [called, late] })).toEqual([])
    const settings = settingsWith({ taxingHomeCallMinutes: null })
    expect(found('WH-HC2', { homeCalls, periods: [called, morning] }, settings)).toEqual([])
  })

  test('rest after 24 hours with a call from home only by local policy', () => {
    const night = period('home-call-in-hospital', '2026-07-02 17:00', '2026-07-03 08:00')
    const again = period('assignment', '2026-07-03 18:00', '2026-07-04 02:00')
    const periods = [before, night, again]
    const settings = settingsWith({ postCallRestAfterHomeCall: true, taxingHomeCallMinutes: null })
    expect(found('WH-HC2', { homeCalls, periods })).toEqual([])
    expect(found('WH-HC2', { homeCalls, periods }, settings)).toMatchObject([{ severity: 'warning', measured: 10 }])
    expect(found('WH-14', { homeCalls, periods }, settings)).toEqual([])
  })
})

describe('continuous work', () => {
  test('a gap in the log shorter than the policy’s does not restart the clock', () => {
    const periods = [
      period('in-house-call', '2026-07-02 07:00', '2026-07-02 23:00'),
      period('in-house-call', '2026-07-02 23:30', '2026-07-03 09:00'),
    ]
    expect(found('WH-24', { periods })).toEqual([])
    expect(found('WH-24', { periods }, settingsWith({ mergeGapMinutes: 60 }))).toMatchObject([{ measured: 26 }])
  })

  test('a pause within a working day asks for no rest, a short night after a long day does', () => {
    const pause = [
      period('assignment', '2026-07-02 07:00', '2026-07-02 12:00'),
      period('education', '2026-07-02 13:00', '2026-07-02 17:00'),
    ]
    expect(found('WH-8', { periods: pause })).toEqual([])
    expect(found('WH-8', { periods: pause }, settingsWith({ pauseMinutes: 0 }))).toMatchObject([{ measured: 1 }])
    const long = [
      period('in-house-call', '2026-07-02 07:00', '2026-07-03 06:00'),
      period('assignment', '2026-07-03 07:00', '2026-07-03 12:00'),
    ]
    expect(found('WH-8', { periods: long })).toMatchObject([{ measured: 1, limit: 8 }])
  })

  test('a stay without a reason is no excuse', () => {
    const call = period('in-house-call', '2026-07-02 07:00', '2026-07-03 07:00')
    const stay = period('in-house-call', '2026-07-03 07:00', '2026-07-03 12:00', {
      extension: 'voluntary-stay',
      reason: ' ',
    })
    expect(found('WH-24P4', { periods: [call, stay] })).toMatchObject([{ measured: 29, limit: 28 }])
    expect(found('WH-STAY', { periods: [call, stay] })).toMatchObject([{ severity: 'warning' }])
  })

  test('the trainee is told until when to rest', () => {
    const trainee = traineeHours({ periods: [period('in-house-call', '2026-07-02 09:00', '2026-07-03 09:00')] })
    expect(requiredRest(trainee, SETTINGS, moment('2026-07-03 12:00'))).toEqual({
      untilAt: moment('2026-07-03 23:00'),
      sentence:
        'Ada Fictional may not start before 23:00 on July 3, 2026: 14 h of rest follow 24 h in the hospital that ended at 09:00.',
    })
    expect(requiredRest(trainee, SETTINGS, moment('2026-07-03 23:00'))).toBeNull()
    expect(requiredRest(trainee, SETTINGS, moment('2026-07-03 08:00'))).toBeNull()
  })
})

describe('days off', () => {
  const busyBut = (free: readonly number[]) =>
    Array.from({ length: 28 }, (_, day) => day)
      .filter((day) => !free.includes(day))
      .map((day) => period('assignment', `${dayAfter(day)} 00:00`, `${dayAfter(day)} 18:00`))

  test('four in four weeks suffice, three do not', () => {
    expect(found('WH-1IN7', { periods: busyBut([3, 10, 17, 24]) })).toEqual([])
    expect(found('WH-1IN7', { periods: busyBut([3, 10, 17]) })).toMatchObject([{ severity: 'violation', measured: 3 }])
  })

  test('one across the border of the period only warns', () => {
    const periods = busyBut([3, 10, 17])
    const before = period('assignment', '2026-06-29 00:00', '2026-06-30 10:00')
    const late = { ...periods[0]!, startAt: periods[0]!.startAt + 12 * 60 }
    const across = found('WH-1IN7', { periods: [before, late, ...periods.slice(1)] })
    expect(across).toMatchObject([{ severity: 'warning', measured: 3, citation: { verified: false } }])
  })

  test('those that are only the rest after a call are noted', () => {
    const calls = [3, 10, 17, 24].map((day) =>
      period('in-house-call', `${dayAfter(day - 1)} 18:00`, `${dayAfter(day)} 08:00`),
    )
    const periods = [...busyBut([3, 10, 17, 24]), ...calls].map((own) =>
      own.kind === 'assignment' && [4, 11, 18, 25].includes((own.startAt - moment('2026-07-01 00:00')) / 1440)
        ? { ...own, startAt: own.startAt + 10 * 60 }
        : own,
    )
    expect(found('DAYOFF-AFTER-CALL', { periods })).toMatchObject([{ severity: 'note', measured: 4 }])
  })
})
