import type { Unit } from './calendars.ts'
import type { Day } from './dates.ts'

/** `violation`: a rule is broken. `warning`: a person should look. `note`: worth knowing. */
export type Severity = 'violation' | 'warning' | 'note'

/**
 * Where a rule comes from. `verified` is false until somebody has read the figure in the primary source, or in independent
 * transcriptions of it that agree.
 */
export type Citation = { readonly text: string; readonly source: string; readonly verified: boolean }

/**
 * What a rule says about the facts. `measured` and `limit` are in `unit`. The ids name whom and what it concerns, the days
 * (inclusive) when; a finding carries those that apply.
 */
export type Finding = {
  readonly ruleId: string
  readonly severity: Severity
  readonly sentence: string
  readonly citation: Citation
  readonly measured?: number
  readonly limit?: number
  readonly unit?: Unit | 'hours' | 'nights' | 'workdays' | 'percent' | 'trainees'
  readonly personId?: string
  readonly appointmentId?: string
  readonly programId?: string
  readonly rotationId?: string
  readonly roomId?: string
  readonly requirementId?: string
  readonly assignmentIds?: readonly string[]
  readonly startOn?: Day
  readonly endOn?: Day
}

const SEVERITY_RANK: Record<Severity, number> = { violation: 0, warning: 1, note: 2 }

/** Order for lists: the worst first, then by day, then by rule and sentence so that the order never depends on the input's. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] ||
    (a.startOn ?? -Infinity) - (b.startOn ?? -Infinity) ||
    compareText(a.ruleId, b.ruleId) ||
    compareText(a.sentence, b.sentence)
  )
}

/** Code-unit order, the same in every locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
