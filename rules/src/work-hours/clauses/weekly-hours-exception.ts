import { averagesMoreThan, isInForce } from '../window-hours.ts'
import { aboutWindow, clauseCitation, policyCitation, windowLabel, type WindowRule } from '../rule.ts'

/**
 * WH-88: one rotation may average up to 88 hours with the approvals of the institution's official, its committee and the
 * review committee, all given before and not expired. A use of it is noted; one that does not hold, or that the review
 * committee is not known to give, is worth a look.
 * Source: ACGME Common Program Requirements 6.24 (until 2025: VI.F.4.c).
 */
export const weeklyHoursException: WindowRule = (window, context) => {
  const { settings, trainee } = context
  const { limits, policies, exceptions } = settings
  if (!window.stint || exceptions.length === 0 || !averagesMoreThan(window, limits.weeklyHours)) return []
  const { rotationId } = window.stint
  const own = exceptions.filter((exception) => exception.rotationId === rotationId)
  if (own.length === 0) return []
  const about = { ...aboutWindow(context, window), ...averageOf(window.averageHours, window.limitHours) }
  if (!own.some((exception) => isInForce(exception, window))) {
    return [
      {
        ruleId: 'WH-88',
        severity: 'warning',
        sentence: `The exception to the weekly hours does not hold for ${trainee.label} on ${windowLabel(window)}: an approval is missing or later than its first day, or it has expired. The limit stays ${limits.weeklyHours} hours a week.`,
        citation: clauseCitation('WH-88', settings),
        ...about,
      },
    ]
  }
  const { exceptionsConsidered } = policies
  return [
    {
      ruleId: 'WH-88',
      severity: exceptionsConsidered.value ? 'note' : 'warning',
      sentence: `${trainee.label} averages more than ${limits.weeklyHours} hours a week on ${windowLabel(window)} under an approved exception up to ${window.limitHours}.${exceptionsConsidered.value ? '' : ' This review committee is not known to give such exceptions; check the approval.'}`,
      citation: exceptionsConsidered.value
        ? clauseCitation('WH-88', settings)
        : policyCitation(exceptionsConsidered, 'The review committee considers no exceptions to the weekly hours.'),
      ...about,
    },
  ]
}

function averageOf(averageHours: number | null, limit: number) {
  return averageHours === null ? {} : { measured: averageHours, limit, unit: 'hours' as const }
}
