import { minutesBetween } from '../spans.ts'
import { aboutWindow, clauseCitation, windowLabel, type WindowRule } from '../rule.ts'
import { formatDuration } from '../zone.ts'

/**
 * WH-HC3: a trainee on call from home may come in, and those hours count, as do calls and images from home. Noted, so that
 * nobody wonders where the hours of a week come from.
 * Source: ACGME Common Program Requirements 6.28.b, as remembered (until 2025: VI.F.8.b).
 */
export const homeCallHours: WindowRule = (window, context) => {
  const { settings, timeline, trainee } = context
  const minutes = window.eligible.reduce(
    (sum, { startAt, endAt }) => sum + minutesBetween(timeline.homeCallWork, startAt, endAt),
    0,
  )
  if (minutes === 0) return []
  return [
    {
      ruleId: 'WH-HC3',
      severity: 'note',
      sentence: `${formatDuration(minutes)} of work during calls from home count towards the hours of ${trainee.label} on ${windowLabel(window)}.`,
      citation: clauseCitation('WH-HC3', settings),
      measured: minutes / 60,
      unit: 'hours',
      ...aboutWindow(context, window),
    },
  ]
}
