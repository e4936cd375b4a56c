import { plural } from '../../wording.ts'
import { aboutWindow, clauseCitation, windowLabel, type WindowRule } from '../rule.ts'

/**
 * DAYOFF-AFTER-CALL: a day off is ideally a calendar day, so the rest after a call should not regularly stand in for it.
 * Advice where the days off suffice only with such days.
 * Source: the accreditor's published answers on 6.21.b, as relayed.
 */
export const dayOffAfterCall: WindowRule = (window, context) => {
  const { daysOff, daysOffRequired } = window
  const better = daysOff.count - daysOff.afterCall
  if (daysOff.afterCall === 0 || daysOff.count < daysOffRequired || better >= daysOffRequired) return []
  const { settings, trainee } = context
  return [
    {
      ruleId: 'DAYOFF-AFTER-CALL',
      severity: 'note',
      sentence: `${plural(daysOff.afterCall, 'day')} off of ${trainee.label} on ${windowLabel(window)} ${daysOff.afterCall === 1 ? 'is' : 'are'} only the rest after a call. A day off should be a whole calendar day.`,
      citation: clauseCitation('WH-1IN7', settings, true),
      measured: daysOff.afterCall,
      limit: daysOff.count - daysOffRequired,
      unit: 'days',
      ...aboutWindow(context, window),
    },
  ]
}
