import { plural } from '../../wording.ts'
import { daysOffIn } from '../window-hours.ts'
import { aboutWindow, clauseCitation, windowLabel, type WindowRule } from '../rule.ts'

/**
 * WH-HC: call from home is subject to the days off, even when nobody calls, and not to the every-third-night limit; what is
 * worked in it counts towards the week (WH-80). Where days off are missing that the work alone would leave, the note says
 * that calls from home are the cause; the violation itself is WH-1IN7's.
 * Source: ACGME Common Program Requirements 6.28 (until 2025: VI.F.8.a).
 */
export const homeCall: WindowRule = (window, context) => {
  const { settings, timeline, trainee } = context
  if (timeline.homeCalls.length === 0 || window.daysOff.count >= window.daysOffRequired) return []
  const calls = timeline.homeCalls.filter(({ startAt, endAt }) =>
    window.eligible.some((range) => startAt < range.endAt && range.startAt < endAt),
  ).length
  const dayOffMinutes = settings.limits.dayOffHours * 60
  const withoutCalls = daysOffIn(window.eligible, { ...timeline, busy: timeline.counted }, trainee.zone, dayOffMinutes)
  if (calls === 0 || withoutCalls.count < window.daysOffRequired) return []
  return [
    {
      ruleId: 'WH-HC',
      severity: 'note',
      sentence: `${plural(calls, 'call')} from home ${calls === 1 ? 'takes' : 'take'} days off from ${trainee.label} on ${windowLabel(window)}: without ${calls === 1 ? 'it' : 'them'} there would be ${withoutCalls.count}, with ${calls === 1 ? 'it' : 'them'} ${window.daysOff.count} of ${window.daysOffRequired}. Leave the days off free of call.`,
      citation: clauseCitation('WH-HC', settings),
      measured: window.daysOff.count,
      limit: window.daysOffRequired,
      unit: 'days',
      ...aboutWindow(context, window),
    },
  ]
}
