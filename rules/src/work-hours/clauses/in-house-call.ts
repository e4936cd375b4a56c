import { plural } from '../../wording.ts'
import { aboutWindow, clauseCitation, severityOf, windowLabel, type WindowRule } from '../rule.ts'

/**
 * WH-Q3: in-house call at most every third night, averaged by rotation. Two calls with one night between them are legal where
 * the average holds. Night float is shift work and call from home is not in-house, so neither counts.
 * Source: ACGME Common Program Requirements 6.27 (until 2025: VI.F.7).
 */
export const inHouseCall: WindowRule = (window, context) => {
  const { calls, callsAllowed, eligibleDays } = window
  if (calls <= callsAllowed) return []
  const { settings, trainee } = context
  return [
    {
      ruleId: 'WH-Q3',
      severity: severityOf('WH-Q3', settings, window.isReading),
      sentence: `${trainee.label} has ${plural(calls, 'night')} of in-house call on ${windowLabel(window)}; every third night of ${plural(eligibleDays, 'day')} without leave allows ${callsAllowed}.`,
      citation: clauseCitation('WH-Q3', settings, window.isReading),
      measured: calls,
      limit: callsAllowed,
      unit: 'nights',
      ...aboutWindow(context, window),
    },
  ]
}
