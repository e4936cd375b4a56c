import { dayOfCivil, type Day } from './dates.ts'
import type { Citation } from './finding.ts'

/** A figure of an outside body, as editable data: in force from `effectiveOn` to `endsOn` (null: still). */
export type ReferenceLimit = {
  readonly id: ReferenceLimitId
  readonly value: number
  readonly unit: 'months' | 'years' | 'weeks' | 'workdays'
  readonly effectiveOn: Day
  readonly endsOn: Day | null
  readonly citation: Citation
}

export type ReferenceLimitId =
  | 'independent-call-training'
  | 'site-agreement-renewal'
  | 'entitled-leave'
  | 'reserved-leave'
  | 'board-leave'

const SINCE_ANY_TIME = dayOfCivil({ year: 1900, month: 1, date: 1 })

/** The figures Gradus ships. Only those read in what the body itself publishes are marked verified. */
export const REFERENCE_LIMITS: readonly ReferenceLimit[] = [
  {
    id: 'independent-call-training',
    value: 6,
    unit: 'months',
    effectiveOn: SINCE_ANY_TIME,
    endsOn: dayOfCivil({ year: 2008, month: 6, date: 30 }),
    citation: {
      text: 'Until 2008, six months of diagnostic radiology training came before independent call.',
      source: 'Radiology trade press, 2006-07',
      verified: false,
    },
  },
  {
    id: 'independent-call-training',
    value: 12,
    unit: 'months',
    effectiveOn: dayOfCivil({ year: 2008, month: 7, date: 1 }),
    endsOn: null,
    citation: {
      text: 'A trainee completes twelve months of diagnostic radiology training before taking independent call.',
      source: 'ACGME program requirements for diagnostic radiology, as relayed by the trade press',
      verified: false,
    },
  },
  {
    id: 'site-agreement-renewal',
    value: 10,
    unit: 'years',
    effectiveOn: SINCE_ANY_TIME,
    endsOn: null,
    citation: {
      text: 'The agreement with a site of a required assignment is renewed at least every ten years.',
      source: 'ACGME Common Program Requirements, as relayed by a program director’s guide',
      verified: false,
    },
  },
  {
    id: 'entitled-leave',
    value: 6,
    unit: 'weeks',
    effectiveOn: dayOfCivil({ year: 2022, month: 7, date: 1 }),
    endsOn: null,
    citation: {
      text: 'Six weeks of medical, parental or caregiver leave can be taken once in a program, from its first day on, the first time with full pay.',
      source: 'ACGME Institutional Requirements IV.H, as its answers on leave explain them (2022)',
      verified: true,
    },
  },
  {
    id: 'reserved-leave',
    value: 1,
    unit: 'weeks',
    effectiveOn: dayOfCivil({ year: 2022, month: 7, date: 1 }),
    endsOn: null,
    citation: {
      text: 'One week of paid time off stays for use outside those six weeks.',
      source: 'ACGME Institutional Requirements IV.H, as its answers on leave explain them (2022)',
      verified: true,
    },
  },
  {
    id: 'board-leave',
    value: 40,
    unit: 'workdays',
    effectiveOn: dayOfCivil({ year: 2021, month: 7, date: 1 }),
    endsOn: null,
    citation: {
      text: 'Time off that averages at most 40 workdays in each academic year of the residency extends no training.',
      source: 'ABR residency leave policy (2021)',
      verified: true,
    },
  },
]

/** The limit in force on a day, or null when none was. */
export function referenceLimit(
  id: ReferenceLimitId,
  day: Day,
  limits: readonly ReferenceLimit[] = REFERENCE_LIMITS,
): ReferenceLimit | null {
  return (
    limits.find(
      (limit) => limit.id === id && limit.effectiveOn <= day && (limit.endsOn === null || day <= limit.endsOn),
    ) ?? null
  )
}
