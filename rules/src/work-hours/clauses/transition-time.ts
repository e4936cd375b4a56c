import { aboutEvent, clauseCitation, isInHorizon, severityOf, type EventRule } from '../rule.ts'
import { formatDuration, formatMoment } from '../zone.ts'

/**
 * WH-24P4: up to four hours after the 24 for safety, handing over and education. Both count towards the week. Longer only
 * with a recorded reason for a voluntary stay.
 * Source: ACGME Common Program Requirements 6.22.a (until 2025: VI.F.3.a.(1)).
 */
export const transitionTime: EventRule = (context) => {
  const { settings, timeline, trainee } = context
  const limit = settings.limits.continuousHours + settings.limits.extensionHours
  return timeline.chains
    .filter((chain) => chain.extendedUntilAt - chain.startAt > limit * 60 && isInHorizon(chain, context))
    .map((chain) => {
      const minutes = chain.extendedUntilAt - chain.startAt
      return {
        ruleId: 'WH-24P4',
        severity: severityOf('WH-24P4', settings),
        sentence: `${trainee.label} stays for ${formatDuration(minutes)} from ${formatMoment(trainee.zone, chain.startAt)}; with handing over ${limit} h are the limit. If it was a free choice for one patient or event, record the reason.`,
        citation: clauseCitation('WH-24P4', settings),
        measured: minutes / 60,
        limit,
        unit: 'hours',
        ...aboutEvent(context, { startAt: chain.startAt, endAt: chain.extendedUntilAt }, chain.periods),
      }
    })
}
