import { referenceLimit } from '../../reference.ts'
import { formatDay, plural } from '../../wording.ts'
import { trainingFulfilledFrom } from './prerequisites.ts'
import { concerning, knownInHorizon, type PersonRule } from '../schedule-rule.ts'

/**
 * No independent call before the reference months of training. Leave that does not count moves the day: a start on
 * 2026-07-01 with 31 days of it in the first year is eligible on 2027-08-01. A figure nobody has verified only warns.
 * Source: ACGME program requirements for diagnostic radiology (see `reference.ts`).
 */
export const independentCall: PersonRule = {
  id: 'independent-call',
  title: 'Independent call too early',
  check: (schedule, facts) =>
    knownInHorizon(schedule, facts).flatMap((scheduled) => {
      const { assignment, rotation, situation } = scheduled
      if (!rotation.independentCall) return []
      const limit = referenceLimit('independent-call-training', assignment.startOn, facts.referenceLimits)
      if (!limit) return []
      const eligibleOn = trainingFulfilledFrom(limit.value, situation)
      if (assignment.startOn >= eligibleOn) return []
      const days = { startOn: assignment.startOn, endOn: Math.min(assignment.endOn, eligibleOn - 1) }
      return {
        ruleId: 'independent-call',
        severity: limit.citation.verified ? ('violation' as const) : ('warning' as const),
        sentence: `${schedule.person.label} would take independent call on ${rotation.label} from ${formatDay(days.startOn)}; ${plural(limit.value, 'month')} of training are completed for ${formatDay(eligibleOn)}.`,
        citation: limit.citation,
        limit: limit.value,
        unit: 'months' as const,
        ...concerning(scheduled, days),
      }
    }),
}
