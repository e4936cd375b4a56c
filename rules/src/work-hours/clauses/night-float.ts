import { plural } from '../../wording.ts'
import { averagesMoreThan, daysOffIn, instantsOf, type WindowHours } from '../window-hours.ts'
import { aboutWindow, clauseCitation, policyCitation, windowLabel, type RuleContext, type WindowRule } from '../rule.ts'
import type { WorkHourFinding } from '../work-hour-finding.ts'

/**
 * WH-NF: night float has no limit of its own, it stays within the weekly hours and the days off. Where one of them is broken
 * the note points to the nights in the window. A day off in every week of it is a local policy.
 * Source: ACGME Common Program Requirements 6.26 (until 2025: VI.F.6).
 */
export const nightFloat: WindowRule = (window, context) => {
  const nights = context.timeline.nightFloats.filter(({ startAt }) =>
    window.eligible.some((range) => range.startAt <= startAt && startAt < range.endAt),
  ).length
  return nights === 0 ? [] : [...withinLimits(window, nights, context), ...weeksWithoutDayOff(window, context)]
}

function withinLimits(window: WindowHours, nights: number, context: RuleContext): WorkHourFinding[] {
  const { settings, trainee } = context
  const broken = [
    ...(averagesMoreThan(window, window.limitHours) ? ['the weekly hours'] : []),
    ...(window.daysOff.count < window.daysOffRequired ? ['the days off'] : []),
  ]
  if (broken.length === 0) return []
  return [
    {
      ruleId: 'WH-NF',
      severity: 'note',
      sentence: `${trainee.label} has ${plural(nights, 'night')} of night float on ${windowLabel(window)}, which must stay within the same limits; ${broken.join(' and ')} ${broken.length === 1 && broken[0] === 'the weekly hours' ? 'are above theirs' : 'are not kept'}.`,
      citation: clauseCitation('WH-NF', settings),
      measured: nights,
      unit: 'nights',
      ...aboutWindow(context, window),
    },
  ]
}

function weeksWithoutDayOff(window: WindowHours, context: RuleContext): WorkHourFinding[] {
  const { settings, timeline, trainee } = context
  const policy = settings.policies.dayOffEveryNightFloatWeek
  if (!policy.value || !window.stint?.isNightFloat) return []
  const without = window.weeks.filter((week) => {
    if (week.leaveDays > 0 || week.endOn - week.startOn < 6) return false
    const days = [instantsOf(week, trainee.zone)]
    return daysOffIn(days, timeline, trainee.zone, settings.limits.dayOffHours * 60).count === 0
  })
  if (without.length === 0) return []
  return [
    {
      ruleId: 'WH-NF',
      severity: 'warning',
      sentence: `${trainee.label} has no day off in ${plural(without.length, 'week')} of night float on ${windowLabel(window)}; local policy wants one in every week.`,
      citation: policyCitation(policy, 'A day off in every week of night float, without averaging.'),
      measured: without.length,
      limit: 0,
      unit: 'weeks',
      ...aboutWindow(context, window),
    },
  ]
}
