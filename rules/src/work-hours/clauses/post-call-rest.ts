import { firstEndingAfter } from '../spans.ts'
import type { Chain } from '../timeline.ts'
import { aboutEvent, clauseCitation, isInHorizon, severityOf, type EventRule, type RuleContext } from '../rule.ts'
import { WORK_KINDS } from '../work-period.ts'
import { clockAt, formatDuration, formatMoment, type Minute } from '../zone.ts'

/**
 * WH-14: at least 14 hours free after 24 hours in the hospital. The clock starts when the trainee leaves, so handing over
 * moves it on; any work that counts ends the rest. Nothing resets at the end of a rotation or of a year.
 * Source: ACGME Common Program Requirements 6.21.a (until 2025: VI.F.2.b).
 */
export const postCallRest: EventRule = (context) =>
  context.timeline.chains.flatMap((chain) => {
    const broken = brokenRest(chain, context)
    if (!broken) return []
    const { settings, trainee } = context
    return [
      {
        ruleId: 'WH-14' as const,
        severity: severityOf('WH-14', settings),
        citation: clauseCitation('WH-14', settings),
        sentence: `${trainee.label} left at ${formatMoment(trainee.zone, chain.endAt)} after ${formatDuration(chain.endAt - chain.startAt)} in the hospital and works again after ${formatDuration(broken.measuredMinutes)}; the next work may not start before ${formatMoment(trainee.zone, broken.earliestStartAt)}.`,
        ...broken.finding,
      },
    ]
  })

/** The rest after a chain of 24 hours or more that the next work breaks; null where it is kept, or not due. */
export function brokenRest(chain: Chain, context: RuleContext) {
  const { settings, timeline } = context
  const earliestStartAt = restUntil(chain, context)
  if (earliestStartAt === null) return null
  const nextAt = nextWorkAt(chain.endAt, context)
  const event = { startAt: nextAt, endAt: earliestStartAt }
  if (nextAt >= earliestStartAt || !isInHorizon(event, context)) return null
  const measuredMinutes = nextAt - chain.endAt
  const breaking = timeline.periods.filter(
    ({ kind, startAt, endAt }) => WORK_KINDS[kind].counts && startAt <= nextAt && nextAt < endAt,
  )
  return {
    measuredMinutes,
    earliestStartAt,
    finding: {
      measured: measuredMinutes / 60,
      limit: settings.limits.postCallRestHours,
      unit: 'hours' as const,
      ...aboutEvent(context, event, breaking),
      earliestStartAt,
    },
  }
}

/** Until when a chain obliges its trainee to rest; null where it is shorter than 24 hours. */
function restUntil({ startAt, endAt }: Chain, { settings }: RuleContext): Minute | null {
  const { continuousHours, postCallRestHours } = settings.limits
  return endAt - startAt < continuousHours * 60 ? null : endAt + postCallRestHours * 60
}

/** When work that counts next goes on at or after an instant; Infinity when never. */
function nextWorkAt(at: Minute, { timeline: { counted } }: RuleContext): Minute {
  return Math.max(at, counted.starts[firstEndingAfter(counted, at)] ?? Infinity)
}

/** When a trainee may start again after what was worked before `at`, and why; null where no rest is due any more. */
export function restDue(
  context: RuleContext,
  at: Minute,
): { readonly untilAt: Minute; readonly sentence: string } | null {
  const last = context.timeline.chains.findLast(({ endAt }) => endAt <= at)
  const untilAt = last ? restUntil(last, context) : null
  if (!last || untilAt === null || untilAt <= at) return null
  const { trainee, settings } = context
  return {
    untilAt,
    sentence: `${trainee.label} may not start before ${formatMoment(trainee.zone, untilAt)}: ${settings.limits.postCallRestHours} h of rest follow ${formatDuration(last.endAt - last.startAt)} in the hospital that ended at ${clockAt(trainee.zone, last.endAt)}.`,
  }
}
