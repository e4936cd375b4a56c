import { aboutEvent, clauseCitation, isInHorizon, type EventRule } from '../rule.ts'
import { isReasonedStay } from '../work-period.ts'
import { formatDuration, formatMoment } from '../zone.ts'

/**
 * WH-STAY: a rare, voluntary stay for one patient or event after everything else is handed over. The hours count, and the
 * reason is recorded: with it the stay is only noted, without it somebody should ask.
 * Source: ACGME Common Program Requirements 6.23, 6.23.a (until 2025: VI.F.4.a-b).
 */
export const voluntaryStay: EventRule = (context) => {
  const { settings, timeline, trainee } = context
  return timeline.periods
    .filter((period) => period.extension === 'voluntary-stay' && isInHorizon(period, context))
    .map((period) => {
      const isReasoned = isReasonedStay(period)
      const minutes = period.endAt - period.startAt
      const stay = `${trainee.label} chose to stay ${formatDuration(minutes)} longer from ${formatMoment(trainee.zone, period.startAt)}`
      return {
        ruleId: 'WH-STAY',
        severity: isReasoned ? 'note' : 'warning',
        sentence: isReasoned
          ? `${stay}: ${period.reason}. The hours count towards the week.`
          : `${stay} without saying why; record which patient or event it was for.`,
        citation: clauseCitation('WH-STAY', settings),
        measured: minutes / 60,
        unit: 'hours',
        ...aboutEvent(context, period, [period]),
      }
    })
}
