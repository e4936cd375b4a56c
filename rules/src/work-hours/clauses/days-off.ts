import { plural } from '../../wording.ts'
import { aboutWindow, clauseCitation, severityOf, windowLabel, type WindowRule } from '../rule.ts'

/**
 * WH-1IN7: one day in seven free of all work and required education, averaged by rotation. A day off is 24 elapsed hours in a
 * row; call from home ends it even when nobody calls. A gap of days counts once for each whole 24 hours,
 * and a part of a week asks for none; both favour the schedule, so a day that is missing then is missing under any reading. A day off that
 * only the border of two windows or of leave cuts in two is ours to place: where it would make up the number, the finding
 * only warns.
 * Source: ACGME Common Program Requirements 6.21.b (until 2025: VI.F.2.c).
 */
export const daysOff: WindowRule = (window, context) => {
  const { daysOff, daysOffRequired } = window
  if (daysOff.count >= daysOffRequired) return []
  const { settings, trainee } = context
  const isReading = window.isReading || daysOff.countAcross >= daysOffRequired
  const across =
    daysOff.countAcross >= daysOffRequired
      ? ' A free day across the border of the period or of leave is not counted.'
      : ''
  return [
    {
      ruleId: 'WH-1IN7',
      severity: severityOf('WH-1IN7', settings, isReading),
      sentence: `${trainee.label} has ${plural(daysOff.count, 'day')} off on ${windowLabel(window)}; ${plural(window.eligibleDays, 'day')} without leave need ${daysOffRequired}, each 24 hours free of work, teaching and call.${across}`,
      citation: clauseCitation('WH-1IN7', settings, isReading),
      measured: daysOff.count,
      limit: daysOffRequired,
      unit: 'days',
      ...aboutWindow(context, window),
    },
  ]
}
