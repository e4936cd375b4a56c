import { aboutEvent, clauseCitation, isInHorizon, severityOf, type EventRule } from '../rule.ts'
import { formatDuration, formatMoment } from '../zone.ts'

/**
 * WH-24: at most 24 hours of continuous assignments. Only handing over, education or a reasoned stay may follow; the 25th
 * hour with an assignment is a violation although 28 hours are not reached.
 * Source: ACGME Common Program Requirements 6.22 (until 2025: VI.F.3.a).
 */
export const continuousWork: EventRule = (context) => {
  const { settings, timeline, trainee } = context
  const { continuousHours } = settings.limits
  return timeline.chains
    .filter((chain) => chain.assignedUntilAt - chain.startAt > continuousHours * 60 && isInHorizon(chain, context))
    .map((chain) => {
      const minutes = chain.assignedUntilAt - chain.startAt
      return {
        ruleId: 'WH-24',
        severity: severityOf('WH-24', settings),
        sentence: `${trainee.label} has assignments for ${formatDuration(minutes)} without a break from ${formatMoment(trainee.zone, chain.startAt)}; ${continuousHours} h are the limit, and after them no new patients may be assigned.`,
        citation: clauseCitation('WH-24', settings),
        measured: minutes / 60,
        limit: continuousHours,
        unit: 'hours',
        ...aboutEvent(context, { startAt: chain.startAt, endAt: chain.assignedUntilAt }, chain.periods),
      }
    })
}
