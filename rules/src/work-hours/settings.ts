import type { Day } from '../dates.ts'
import { CLAUSES, type Clause, type ClauseId } from './clause-citations.ts'
import type { Visa } from './trainee-hours.ts'

/** A choice that no common rule makes: who says so, and whether anybody has checked that. */
export type Policy<T> = { readonly value: T; readonly source: string; readonly verified: boolean }

/** The clauses' figures, in hours, days and nights. */
export type WorkHourLimits = {
  readonly weeklyHours: number
  readonly weeklyHoursWithException: number
  readonly betweenPeriodsHours: number
  readonly postCallRestHours: number
  readonly continuousHours: number
  readonly extensionHours: number
  readonly dayOffHours: number
  readonly dayOffEveryDays: number
  readonly callEveryNights: number
}

/** Leave to average a rotation over more than 80 hours; it holds only with every approval, and only while it runs. */
export type WeeklyHoursException = {
  readonly rotationId: string
  readonly weeklyHours: number
  readonly rationale: string
  readonly officialApprovedOn: Day | null
  readonly committeeApprovedOn: Day | null
  readonly reviewCommitteeApprovedOn: Day | null
  readonly expiresOn: Day
}

export type MoonlightingScope = 'none' | 'internal' | 'any'

export type WorkHourPolicies = {
  /** Entries less than this apart are one continuous period, so that a short gap in the log does not restart the clock. */
  readonly mergeGapMinutes: Policy<number>
  /** A shorter break within 24 hours of starting is a pause of one working day, not a rest between two. */
  readonly pauseMinutes: Policy<number>
  /** Whether the program's review committee considers exceptions to the weekly hours at all. */
  readonly exceptionsConsidered: Policy<boolean>
  readonly moonlighting: Policy<MoonlightingScope>
  readonly moonlightingByVisa: Policy<Readonly<Record<Visa, MoonlightingScope>>>
  readonly maxConsecutiveNights: Policy<number | null>
  /** A day off in every week of a night float rotation, not only on average. */
  readonly dayOffEveryNightFloatWeek: Policy<boolean>
  readonly maxConsecutiveNightFloatMonths: Policy<number | null>
  readonly maxNightFloatMonthsPerYear: Policy<number | null>
  readonly minMonthsBetweenNightFloat: Policy<number | null>
  /** The rest after 24 hours also follows 24 continuous hours that include work on call from home. */
  readonly postCallRestAfterHomeCall: Policy<boolean>
  /** More work than this in one call from home, without the usual rest before the next scheduled period, is called taxing. */
  readonly taxingHomeCallMinutes: Policy<number | null>
  /** Warn about any 28 days that average more than the weekly hours. */
  readonly rollingWindow: Policy<boolean>
}

export type WorkHourSettings = {
  /** Programs outside accreditation follow the same rules as a policy of their institution. */
  readonly basis: 'accreditor' | 'institution'
  /** Long rotations are averaged over four weeks or over calendar months. */
  readonly averaging: 'four-weeks' | 'months'
  readonly limits: WorkHourLimits
  readonly clauses: Readonly<Record<ClauseId, Clause>>
  readonly exceptions: readonly WeeklyHoursException[]
  readonly policies: WorkHourPolicies
}

const policy = <T>(value: T, source: string): Policy<T> => ({ value, source, verified: false })

export const DEFAULT_WORK_HOUR_SETTINGS: WorkHourSettings = {
  basis: 'accreditor',
  averaging: 'four-weeks',
  limits: {
    weeklyHours: 80,
    weeklyHoursWithException: 88,
    betweenPeriodsHours: 8,
    postCallRestHours: 14,
    continuousHours: 24,
    extensionHours: 4,
    dayOffHours: 24,
    dayOffEveryDays: 7,
    callEveryNights: 3,
  },
  clauses: CLAUSES,
  exceptions: [],
  policies: {
    mergeGapMinutes: policy(0, 'Local policy; the common requirements are silent'),
    pauseMinutes: policy(120, 'Local policy; the common requirements are silent'),
    exceptionsConsidered: policy(false, 'Review committee for radiology, as remembered'),
    moonlighting: policy<MoonlightingScope>('any', 'Local policy; each program decides from the second year on'),
    moonlightingByVisa: policy<Readonly<Record<Visa, MoonlightingScope>>>(
      { 'J-1': 'none', 'H-1B': 'internal' },
      'Visa rules, as remembered: none on J-1, on H-1B only for the employer that petitioned',
    ),
    maxConsecutiveNights: policy<number | null>(
      6,
      'ACGME Common Program Requirements 2011, VI.G.6; no longer in them since 2017',
    ),
    dayOffEveryNightFloatWeek: policy(
      false,
      'Reading of the 2011 requirements; averaging was not meant for night float',
    ),
    maxConsecutiveNightFloatMonths: policy<number | null>(null, 'Review committee of the specialty, where it sets one'),
    maxNightFloatMonthsPerYear: policy<number | null>(null, 'Review committee of the specialty, where it sets one'),
    minMonthsBetweenNightFloat: policy<number | null>(null, 'Review committee of the specialty, where it sets one'),
    postCallRestAfterHomeCall: policy(false, 'Some institutions’ own policy'),
    taxingHomeCallMinutes: policy<number | null>(240, 'Local policy; the clause itself gives no figure'),
    rollingWindow: policy(true, 'Advice on fatigue; averaging itself is by rotation, never rolling'),
  },
}
