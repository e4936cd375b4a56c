import { firstEndingAfter, spansOf } from '../spans.ts'
import { chainsOf } from '../timeline.ts'
import { aboutEvent, clauseCitation, isInHorizon, policyCitation, type EventRule } from '../rule.ts'
import { isHomeCallWork, WORK_KINDS } from '../work-period.ts'
import { formatDuration, formatMoment } from '../zone.ts'
import { brokenRest } from './post-call-rest.ts'

/**
 * WH-HC2: call from home must leave reasonable rest. The clause gives no figure, so this is advice by two local policies:
 * much work in one call and then no rest before scheduled work; and, where the institution wants it, the rest after 24
 * continuous hours that include being called in.
 * Source: ACGME Common Program Requirements 6.28.a (until 2025: VI.F.8.a.(1)); the figures are settings.
 */
export const homeCallRest: EventRule = (context) => [...taxingCalls(context), ...restAfterHomeCall(context)]

const taxingCalls: EventRule = (context) => {
  const { settings, timeline, trainee } = context
  const taxing = settings.policies.taxingHomeCallMinutes.value
  if (taxing === null || timeline.homeCalls.length === 0) return []
  const worked = timeline.periods.filter(isHomeCallWork)
  const scheduled = spansOf(timeline.periods.filter(({ kind }) => WORK_KINDS[kind].isScheduled))
  const restMinutes = settings.limits.betweenPeriodsHours * 60
  return timeline.homeCalls.flatMap((call) => {
    const own = worked.filter(({ startAt }) => call.startAt <= startAt && startAt < call.endAt)
    const { ends, starts } = spansOf(own)
    const minutes = ends.reduce((sum, endAt, index) => sum + endAt - starts[index]!, 0)
    const lastAt = ends.at(-1)
    if (lastAt === undefined || minutes <= taxing || !isInHorizon(call, context)) return []
    const nextAt = scheduled.starts[firstEndingAfter(scheduled, lastAt)] ?? Infinity
    const rest = Math.max(0, nextAt - lastAt)
    if (rest >= restMinutes) return []
    return [
      {
        ruleId: 'WH-HC2' as const,
        severity: 'warning' as const,
        sentence: `${trainee.label} works ${formatDuration(minutes)} during the call from home that begins at ${formatMoment(trainee.zone, call.startAt)}, and scheduled work follows ${formatDuration(rest)} after it. Consider a later start or another call plan.`,
        citation: clauseCitation('WH-HC2', settings, true),
        measured: rest / 60,
        limit: settings.limits.betweenPeriodsHours,
        unit: 'hours' as const,
        ...aboutEvent(context, call, own),
      },
    ]
  })
}

const restAfterHomeCall: EventRule = (context) => {
  const { settings, timeline, trainee } = context
  const policy = settings.policies.postCallRestAfterHomeCall
  if (!policy.value) return []
  const present = timeline.periods.filter((period) => WORK_KINDS[period.kind].isScheduled || isHomeCallWork(period))
  const chains = chainsOf(present, settings.policies.mergeGapMinutes.value)
  return chains.flatMap((chain) => {
    const broken = chain.hasHomeCallWork ? brokenRest(chain, context) : null
    if (!broken) return []
    return [
      {
        ruleId: 'WH-HC2' as const,
        severity: 'warning' as const,
        sentence: `${trainee.label} works for ${formatDuration(chain.endAt - chain.startAt)} with a call from home, until ${formatMoment(trainee.zone, chain.endAt)}, and again after ${formatDuration(broken.measuredMinutes)}; local policy wants ${settings.limits.postCallRestHours} h of rest.`,
        citation: policyCitation(
          policy,
          'Rest after 24 continuous hours, also when part of them was a call from home.',
        ),
        ...broken.finding,
      },
    ]
  })
}
