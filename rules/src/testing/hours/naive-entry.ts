import type { WorkHourFinding } from '../../work-hours/work-hour-finding.ts'

/** A finding reduced to what both implementations must agree on: rule, severity, when it begins, what was measured. */
export type Entry = string

export function entry(ruleId: string, severity: string, from: number, measured: number): Entry {
  return `${ruleId} ${severity} ${from} ${measured.toFixed(4)}`
}

export function entryOf(finding: WorkHourFinding): Entry {
  const { ruleId, severity, startAt, startOn, measured } = finding
  return entry(ruleId, severity, startAt ?? startOn ?? NaN, measured ?? 0)
}
