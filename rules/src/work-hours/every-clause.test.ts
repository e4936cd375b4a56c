import { describe, expect, test } from 'vitest'
import { dayOf, isoOf } from '../dates.ts'
import { range } from '../testing/facts.ts'
import { homeCallOf, period, settingsWith, traineeHours } from '../testing/hours/facts.ts'
import { checkWorkHours } from './check.ts'
import { CLAUSES, type ClauseId } from './clause-citations.ts'
import { DEFAULT_WORK_HOUR_SETTINGS, type WorkHourSettings } from './settings.ts'
import type { TraineeHours } from './trainee-hours.ts'
import type { WorkPeriod } from './work-period.ts'

const FIRST = dayOf('2026-07-01')
const on = (index: number) => isoOf(FIRST + index)
/** The same hours on six of every seven days of four weeks. */
const daily = (from: string, until: string): WorkPeriod[] =>
  Array.from({ length: 28 }, (_, index) => index)
    .filter((index) => index % 7 !== 6)
    .map((index) => period('assignment', `${on(index)} ${from}`, `${on(index)} ${until}`))
const nights = (count: number, apart: number, kind: 'in-house-call' | 'night-float'): WorkPeriod[] =>
  Array.from({ length: count }, (_, night) =>
    period(kind, `${on(night * apart)} 19:00`, `${on(night * apart + 1)} 07:00`),
  )

interface Situation {
  readonly trainee: Partial<TraineeHours>
  readonly severity: 'violation' | 'warning' | 'note'
  readonly measured: number
  /** Null where the clause itself gives no figure. */
  readonly limit: number | null
  readonly settings?: WorkHourSettings
  /** Where the days asked about, or the event, begin. */
  readonly startOn?: string
}

const approved = { officialApprovedOn: FIRST, committeeApprovedOn: FIRST, reviewCommitteeApprovedOn: FIRST }
const exception = { ...approved, rotationId: 'ct', weeklyHours: 88, rationale: 'Continuity.', expiresOn: FIRST + 400 }

/** One history for each clause of the table that breaks it, or shows it at work. */
const situations: Record<ClauseId, Situation> = {
  'WH-80': { trainee: { periods: daily('06:00', '20:00') }, severity: 'violation', measured: 84, limit: 80 },
  'WH-8': {
    trainee: {
      periods: [
        period('assignment', '2026-07-01 10:00', '2026-07-01 23:00'),
        period('assignment', '2026-07-02 06:00', '2026-07-02 15:00'),
      ],
    },
    severity: 'warning',
    measured: 7,
    limit: 8,
  },
  'WH-14': {
    trainee: {
      periods: [
        period('in-house-call', '2026-07-01 07:00', '2026-07-02 07:00'),
        period('assignment', '2026-07-02 20:59', '2026-07-02 23:00'),
      ],
    },
    severity: 'violation',
    measured: 13 + 59 / 60,
    limit: 14,
    startOn: '2026-07-02',
  },
  'WH-1IN7': {
    trainee: {
      periods: Array.from({ length: 28 }, (_, day) => period('education', `${on(day)} 12:00`, `${on(day)} 13:00`)),
    },
    severity: 'violation',
    measured: 0,
    limit: 4,
  },
  'WH-24': {
    trainee: { periods: [period('assignment', '2026-07-01 07:00', '2026-07-02 08:00')] },
    severity: 'violation',
    measured: 25,
    limit: 24,
  },
  'WH-24P4': {
    trainee: {
      periods: [
        period('in-house-call', '2026-07-01 07:00', '2026-07-02 07:00'),
        period('in-house-call', '2026-07-02 07:00', '2026-07-02 11:15', { extension: 'transition' }),
      ],
    },
    severity: 'violation',
    measured: 28.25,
    limit: 28,
  },
  'WH-STAY': {
    trainee: {
      periods: [
        period('in-house-call', '2026-07-01 17:00', '2026-07-01 19:00', {
          extension: 'voluntary-stay',
          reason: 'one unstable patient',
        }),
      ],
    },
    severity: 'note',
    measured: 2,
    limit: null,
  },
  'WH-88': {
    trainee: { periods: daily('06:00', '20:00') },
    settings: settingsWith({ exceptionsConsidered: true }, { exceptions: [exception] }),
    severity: 'note',
    measured: 84,
    limit: 88,
  },
  'WH-ML': {
    trainee: {
      periods: [period('moonlighting-internal', '2026-07-04 09:00', '2026-07-04 12:00')],
      years: [{ ...range('2026-07-01', '2027-06-30'), postgraduateYear: 1 }],
    },
    severity: 'violation',
    measured: 3,
    limit: 0,
    startOn: '2026-07-04',
  },
  'WH-NF': { trainee: { periods: nights(28, 1, 'night-float') }, severity: 'note', measured: 28, limit: null },
  'WH-Q3': { trainee: { periods: nights(10, 2, 'in-house-call') }, severity: 'violation', measured: 10, limit: 9 },
  'WH-HC': {
    trainee: {
      homeCalls: Array.from({ length: 28 }, (_, day) => homeCallOf(`${on(day)} 17:00`, `${on(day + 1)} 07:00`)),
    },
    severity: 'note',
    measured: 0,
    limit: 4,
  },
  'WH-HC2': {
    trainee: {
      homeCalls: [homeCallOf('2026-07-01 17:00', '2026-07-02 07:00')],
      periods: [
        period('home-call-in-hospital', '2026-07-01 22:00', '2026-07-02 03:00'),
        period('assignment', '2026-07-02 07:00', '2026-07-02 17:00'),
      ],
    },
    severity: 'warning',
    measured: 4,
    limit: 8,
  },
  'WH-HC3': {
    trainee: { periods: [period('home-call-remote', '2026-07-01 22:00', '2026-07-01 22:40')] },
    severity: 'note',
    measured: 2 / 3,
    limit: null,
  },
}

describe('every clause', () => {
  test.each(Object.keys(CLAUSES) as ClauseId[])('%s is found, with figure, days, citation and a sentence', (id) => {
    const { trainee, severity, measured, limit, settings, startOn = '2026-07-01' } = situations[id]
    const findings = checkWorkHours(traineeHours(trainee), settings ?? DEFAULT_WORK_HOUR_SETTINGS)
    const found = findings.find((finding) => finding.ruleId === id && finding.severity === severity)
    expect(findings.map((finding) => `${finding.ruleId} ${finding.severity}`)).toContain(`${id} ${severity}`)
    expect(found?.measured).toBeCloseTo(measured, 6)
    expect([found?.limit ?? null, typeof found?.unit]).toEqual([limit, 'string'])
    expect(isoOf(found!.startOn!)).toBe(startOn)
    expect(found!.endOn!).toBeGreaterThanOrEqual(found!.startOn!)
    expect(found!.citation.source).toContain(CLAUSES[id].number2025)
    expect(found!.citation.source).toContain(CLAUSES[id].number2023)
    expect(found!.sentence).toMatch(/Ada Fictional.*\.$/)
  })

  test('that nobody has verified, or that is a detail, never gives a violation', () => {
    const unverified = Object.fromEntries(
      Object.entries(CLAUSES).map(([id, clause]) => [id, { ...clause, verified: false }]),
    ) as typeof CLAUSES
    for (const { trainee, settings = DEFAULT_WORK_HOUR_SETTINGS } of Object.values(situations)) {
      const findings = checkWorkHours(traineeHours(trainee), { ...settings, clauses: unverified })
      expect(findings.filter(({ severity }) => severity === 'violation')).toEqual([])
    }
  })
})
