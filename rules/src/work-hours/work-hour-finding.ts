import type { Finding } from '../finding.ts'
import type { ClauseId } from './clause-citations.ts'
import type { Minute } from './zone.ts'

/** Gradus's own advice on fatigue is under its own ids, since no clause demands it. */
export type WorkHourRuleId = ClauseId | 'FATIGUE-ROLLING' | 'DAYOFF-AFTER-CALL' | 'LEAVE-WORK' | 'HIGH-WEEK'

/**
 * A finding about work hours. `startOn`-`endOn` are the averaging window or the days of the event, `startAt`-`endAt` the
 * event itself; `workPeriodIds` are the entries it is about. `measured` and `limit` are in `unit`.
 */
export type WorkHourFinding = Finding & {
  readonly ruleId: WorkHourRuleId
  readonly personId: string
  readonly siteId?: string
  readonly startAt?: Minute
  readonly endAt?: Minute
  readonly workPeriodIds?: readonly string[]
  /** The first moment at which the next period would be allowed. */
  readonly earliestStartAt?: Minute
}
