import type { Citation, Severity } from '../finding.ts'
import { contains } from '../ranges.ts'
import { formatRange } from '../wording.ts'
import type { ClauseId } from './clause-citations.ts'
import type { Policy, WorkHourSettings } from './settings.ts'
import type { Interval } from './spans.ts'
import type { Timeline } from './timeline.ts'
import type { RotationStint, TraineeHours } from './trainee-hours.ts'
import type { WindowHours } from './window-hours.ts'
import type { WorkHourFinding } from './work-hour-finding.ts'
import type { WorkPeriod } from './work-period.ts'
import { dayAt } from './zone.ts'

/** What every rule sees. `horizon` is the trainee's, as instants. */
export type RuleContext = {
  readonly trainee: TraineeHours
  readonly settings: WorkHourSettings
  readonly timeline: Timeline
  readonly horizon: Interval
}

/** A rule about one averaging window alone, so that it is asked again only where a window has changed. */
export type WindowRule = (window: WindowHours, context: RuleContext) => WorkHourFinding[]

/** A rule about what happens when, across all boundaries of rotations and years. */
export type EventRule = (context: RuleContext) => WorkHourFinding[]

/**
 * The citation of a clause. `isReading` marks what follows from our reading where the text is silent, which nobody can have
 * verified.
 */
export function clauseCitation(id: ClauseId, { clauses, basis }: WorkHourSettings, isReading = false): Citation {
  const { number2025, number2023, text, verified } = clauses[id]
  const source = `ACGME Common Program Requirements ${number2025} (until 2025: ${number2023})`
  return {
    text,
    source: `${basis === 'accreditor' ? source : `Institutional policy, after the ${source}`}${isReading ? '; our reading where it is silent' : ''}`,
    verified: verified && !isReading,
  }
}

/** The citation of a policy setting. */
export function policyCitation({ source, verified }: Policy<unknown>, text: string): Citation {
  return { text, source, verified }
}

/** Broken core clauses are violations, but only where the figure and its reading are verified. */
export function severityOf(id: ClauseId, { clauses }: WorkHourSettings, isReading = false): Severity {
  const { kind, verified } = clauses[id]
  return kind === 'core' && verified && !isReading ? 'violation' : 'warning'
}

export function isInHorizon({ startAt }: Interval, { horizon }: RuleContext): boolean {
  return horizon.startAt <= startAt && startAt < horizon.endAt
}

/** Whom and what a finding about a window concerns. */
export function aboutWindow({ trainee }: RuleContext, { stint, startOn, endOn }: WindowHours) {
  return { personId: trainee.id, ...placeOf(stint), startOn, endOn }
}

/** Whom and what a finding about an event concerns: the rotation is the one on the day it begins. */
export function aboutEvent({ trainee }: RuleContext, { startAt, endAt }: Interval, periods: readonly WorkPeriod[]) {
  const { zone, stints } = trainee
  const startOn = dayAt(zone, startAt)
  return {
    personId: trainee.id,
    ...placeOf(stints.find((stint) => contains(stint, startOn)) ?? null),
    startOn,
    endOn: dayAt(zone, Math.max(startAt, endAt - 1)),
    startAt,
    endAt,
    workPeriodIds: periods.map(({ id }) => id),
  }
}

function placeOf(stint: RotationStint | null) {
  if (!stint) return {}
  return stint.siteId === null
    ? { rotationId: stint.rotationId }
    : { rotationId: stint.rotationId, siteId: stint.siteId }
}

/** "Body CT, July 1–28, 2026", or the days alone where there is no rotation. */
export function windowLabel({ stint, startOn, endOn }: WindowHours): string {
  const days = formatRange({ startOn, endOn })
  return stint ? `${stint.label}, ${days}` : days
}
