import { dayOfCivil, type Day } from './dates.ts'
import type { Citation } from './finding.ts'

/** A figure of an outside body, as editable data: in force from `effectiveOn` to `endsOn` (null: still). */
export type ReferenceLimit = {
  readonly id: ReferenceLimitId
  readonly value: number
  readonly unit: 'months' | 'years'
  readonly effectiveOn: Day
  readonly endsOn: Day | null
  readonly citation: Citation
}

export type ReferenceLimitId = 'independent-call-training' | 'site-agreement-renewal'

const SINCE_ANY_TIME = dayOfCivil({ year: 1900, month: 1, date: 1 })

/** The figures Gradus ships. None of them has been read in the primary text yet, so none is marked verified. */
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
