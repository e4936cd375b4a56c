import { averagesMoreThan, averagesMoreWithParts } from '../window-hours.ts'
import { aboutWindow, clauseCitation, severityOf, windowLabel, type WindowRule } from '../rule.ts'
import { formatDuration } from '../zone.ts'

/**
 * WH-80: at most 80 hours a week, averaged by rotation. The average is compared in minutes: 80 hours are allowed, 80 hours
 * and a minute are not. Where an exception is in force, its own limit holds. Half days and hours of leave are taken out as parts
 * of days, which is our reading: what is above the limit only by it warns.
 * Source: ACGME Common Program Requirements 6.20 (until 2025: VI.F.1).
 */
export const weeklyHours: WindowRule = (window, context) => {
  const { settings, trainee } = context
  if (window.averageHours === null || !averagesMoreThan(window, window.limitHours)) return []
  const isReading = window.isReading || !averagesMoreWithParts(window, window.limitHours)
  return [
    {
      ruleId: 'WH-80',
      severity: severityOf('WH-80', settings, isReading),
      sentence: `${trainee.label} averages ${upwards(window.averageHours)} hours a week on ${windowLabel(window)}: ${formatDuration(window.minutes)} in ${weeksOf(window.averagedDays)}. The limit is ${window.limitHours} hours a week.`,
      citation: clauseCitation('WH-80', settings, isReading),
      measured: window.averageHours,
      limit: window.limitHours,
      unit: 'hours',
      ...aboutWindow(context, window),
    },
  ]
}

/** To the hundredth, never down: an average above the limit must not read as the limit. */
function upwards(hours: number): number {
  return Math.ceil(hours * 100 - 1e-9) / 100
}

function weeksOf(days: number): string {
  if (days % 7 !== 0) return `${Math.round(days * 100) / 100} days without leave`
  return days === 7 ? 'one week without leave' : `${days / 7} weeks without leave`
}
