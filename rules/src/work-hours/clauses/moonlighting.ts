import type { Citation, Severity } from '../../finding.ts'
import { contains } from '../../ranges.ts'
import { firstEndingAfter, spansOf } from '../spans.ts'
import {
  aboutEvent,
  clauseCitation,
  isInHorizon,
  policyCitation,
  severityOf,
  type EventRule,
  type RuleContext,
} from '../rule.ts'
import type { MoonlightingScope } from '../settings.ts'
import { isMoonlighting, WORK_KINDS, type WorkPeriod } from '../work-period.ts'
import { dayAt, formatDuration, formatMoment, type Minute } from '../zone.ts'

/**
 * WH-ML: nobody moonlights in the first postgraduate year; a visa or the program may forbid it later; and it must leave the
 * usual rest before scheduled work. All of it counts towards the week, which WH-80 sees to.
 * Source: ACGME Common Program Requirements 6.25, 6.25.a-b (until 2025: VI.F.5.a-c); visa rules as remembered.
 */
export const moonlighting: EventRule = (context) => {
  const periods = context.timeline.periods.filter((period) => isMoonlighting(period) && isInHorizon(period, context))
  if (periods.length === 0) return []
  const scheduled = spansOf(context.timeline.periods.filter(({ kind }) => WORK_KINDS[kind].isScheduled))
  return periods.flatMap((period) => {
    const about = aboutEvent(context, period, [period])
    const forbidden = whyForbidden(period, context)
    const nextAt = scheduled.starts[firstEndingAfter(scheduled, period.startAt)] ?? Infinity
    return [
      ...(forbidden ? [{ ruleId: 'WH-ML' as const, ...forbidden, ...hoursOf(period), ...about }] : []),
      ...(nextAt - period.endAt < restMinutes(context)
        ? [{ ruleId: 'WH-ML' as const, ...tooClose(period, nextAt, context), ...about }]
        : []),
    ]
  })
}

/** None of it is allowed. */
function hoursOf({ startAt, endAt }: WorkPeriod) {
  return { measured: (endAt - startAt) / 60, limit: 0, unit: 'hours' as const }
}

type Reason = { readonly severity: Severity; readonly sentence: string; readonly citation: Citation }

function whyForbidden(period: WorkPeriod, { trainee, settings }: RuleContext): Reason | null {
  const { policies } = settings
  const entry = `${trainee.label} moonlights from ${formatMoment(trainee.zone, period.startAt)}`
  const day = dayAt(trainee.zone, period.startAt)
  if (trainee.years.some((year) => year.postgraduateYear === 1 && contains(year, day))) {
    return {
      severity: severityOf('WH-ML', settings),
      sentence: `${entry} in the first postgraduate year, when nobody may.`,
      citation: clauseCitation('WH-ML', settings),
    }
  }
  if (trainee.moonlighting !== null) {
    const text = 'The program decides whether a trainee may moonlight.'
    return allows(trainee.moonlighting, period)
      ? null
      : against(entry, 'the program has not allowed it', { text, source: 'The trainee’s program', verified: true })
  }
  const byVisa = trainee.visa === null ? 'any' : policies.moonlightingByVisa.value[trainee.visa]
  if (!allows(byVisa, period)) {
    const citation = policyCitation(policies.moonlightingByVisa, 'A visa may rule moonlighting out.')
    return against(entry, `a ${trainee.visa} visa is taken not to allow it`, citation)
  }
  if (allows(policies.moonlighting.value, period)) return null
  const citation = policyCitation(policies.moonlighting, 'Whether trainees may moonlight is local policy.')
  return against(entry, 'local policy does not allow it', citation)
}

function allows(scope: MoonlightingScope, { kind }: WorkPeriod): boolean {
  return scope === 'any' || (scope === 'internal' && kind === 'moonlighting-internal')
}

function against(entry: string, why: string, citation: Citation): Reason {
  return { severity: 'warning', sentence: `${entry}, but ${why}.`, citation }
}

function restMinutes({ settings }: RuleContext): number {
  return settings.limits.betweenPeriodsHours * 60
}

/** Scheduled work soon after moonlighting, or at the same time. */
function tooClose(period: WorkPeriod, nextAt: Minute, { trainee, settings }: RuleContext) {
  const rest = Math.max(0, nextAt - period.endAt)
  return {
    severity: 'warning' as const,
    sentence: `${trainee.label} moonlights from ${formatMoment(trainee.zone, period.startAt)} and has ${formatDuration(rest)} before scheduled work; moonlighting should leave ${settings.limits.betweenPeriodsHours} h.`,
    citation: clauseCitation('WH-ML', settings, true),
    measured: rest / 60,
    limit: settings.limits.betweenPeriodsHours,
    unit: 'hours' as const,
  }
}
