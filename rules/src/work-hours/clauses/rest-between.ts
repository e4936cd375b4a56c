import { chainsOf, type Chain } from '../timeline.ts'
import { aboutEvent, clauseCitation, isInHorizon, type EventRule } from '../rule.ts'
import { isReasonedStay, WORK_KINDS } from '../work-period.ts'
import { formatDuration, formatMoment } from '../zone.ts'

/**
 * WH-8: eight hours off between scheduled periods are expected; fewer are only ever advice. Staying longer by one's own
 * choice and coming in from home do not begin a new rest. A short break within a working day is a pause, not a rest.
 * Source: ACGME Common Program Requirements 6.21 (until 2025: VI.F.2.a).
 */
export const restBetween: EventRule = (context) => {
  const { settings, timeline, trainee } = context
  const { policies, limits } = settings
  const scheduled = timeline.periods.filter((period) => WORK_KINDS[period.kind].isScheduled && !isReasonedStay(period))
  const periods = chainsOf(scheduled, policies.mergeGapMinutes.value)
  const restMinutes = limits.betweenPeriodsHours * 60
  let begunAt = periods[0]?.startAt ?? 0
  return periods.slice(1).flatMap((next, index) => {
    const last = periods[index]!
    const rest = next.startAt - last.endAt
    const isPause = rest < policies.pauseMinutes.value && next.endAt - begunAt <= limits.continuousHours * 60
    if (!isPause) begunAt = next.startAt
    if (isPause || rest >= restMinutes || !isInHorizon(next, context)) return []
    return [
      {
        ruleId: 'WH-8' as const,
        severity: 'warning' as const,
        sentence: `${trainee.label} has ${formatDuration(rest)} off before the period that begins at ${formatMoment(trainee.zone, next.startAt)}; ${limits.betweenPeriodsHours} h between scheduled periods are expected.`,
        citation: clauseCitation('WH-8', settings),
        measured: rest / 60,
        limit: limits.betweenPeriodsHours,
        unit: 'hours' as const,
        ...aboutEvent(context, { startAt: last.endAt, endAt: next.startAt }, bordering(last, next)),
        earliestStartAt: last.endAt + restMinutes,
      },
    ]
  })
}

function bordering(last: Chain, next: Chain) {
  return [last.periods.at(-1)!, next.periods[0]!]
}
