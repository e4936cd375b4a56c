import { formatRange } from '../../wording.ts'
import { averagesMoreThan } from '../window-hours.ts'
import { aboutWindow, clauseCitation, type WindowRule } from '../rule.ts'
import { formatDuration } from '../zone.ts'

/**
 * HIGH-WEEK: a single week above the limit is legal where the average of its window holds, but has to be visible.
 * Source: ACGME Common Program Requirements 6.20 (until 2025: VI.F.1), which averages.
 */
export const highWeek: WindowRule = (window, context) => {
  if (averagesMoreThan(window, window.limitHours)) return []
  const { settings, trainee } = context
  return window.weeks
    .filter(({ minutes }) => minutes > window.limitHours * 60)
    .map(({ startOn, endOn, minutes }) => ({
      ruleId: 'HIGH-WEEK',
      severity: 'note',
      sentence: `${trainee.label} works ${formatDuration(minutes)} in the week of ${formatRange({ startOn, endOn })}. This is allowed, because the average of the rotation stays within ${window.limitHours} hours a week.`,
      citation: clauseCitation('WH-80', settings),
      measured: minutes / 60,
      limit: window.limitHours,
      unit: 'hours',
      ...aboutWindow(context, window),
      startOn,
      endOn,
    }))
}
