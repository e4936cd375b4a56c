import { formatDay, plural } from '../../wording.ts'
import { aboutEvent, isInHorizon, policyCitation, type EventRule } from '../rule.ts'
import type { WorkPeriod } from '../work-period.ts'
import { dayAt } from '../zone.ts'

/**
 * Nights of night float in a row: a common requirement until 2017, a local policy and advice since.
 * Source: ACGME Common Program Requirements 2011, VI.G.6; the setting carries its own.
 */
export const nightFloatNights: EventRule = (context) => {
  const { settings, timeline, trainee } = context
  const policy = settings.policies.maxConsecutiveNights
  const limit = policy.value
  if (limit === null) return []
  const runs: { lastOn: number; nights: number; periods: WorkPeriod[] }[] = []
  for (const period of timeline.nightFloats) {
    const day = dayAt(trainee.zone, period.startAt)
    const run = runs.at(-1)
    if (run && day <= run.lastOn + 1) {
      run.nights += day - run.lastOn
      run.lastOn = day
      run.periods.push(period)
    } else runs.push({ lastOn: day, nights: 1, periods: [period] })
  }
  return runs.flatMap(({ nights, periods }) => {
    const event = { startAt: periods[0]!.startAt, endAt: periods.at(-1)!.endAt }
    if (nights <= limit || !isInHorizon(event, context)) return []
    return [
      {
        ruleId: 'WH-NF' as const,
        severity: 'warning' as const,
        sentence: `${trainee.label} has ${plural(nights, 'night')} of night float in a row from ${formatDay(dayAt(trainee.zone, event.startAt))}; local policy allows ${limit}.`,
        citation: policyCitation(policy, `At most ${plural(limit, 'night')} of night float in a row.`),
        measured: nights,
        limit,
        unit: 'nights' as const,
        ...aboutEvent(context, event, periods),
      },
    ]
  })
}
