import { contains } from '../../ranges.ts'
import { aboutEvent, clauseCitation, isInHorizon, type EventRule, type RuleContext } from '../rule.ts'
import type { WorkHourFinding } from '../work-hour-finding.ts'
import { WORK_KINDS, type WorkPeriod } from '../work-period.ts'
import { dayAt, formatDuration, formatMoment } from '../zone.ts'

/**
 * LEAVE-WORK: leave leaves both sides of every average, so work that begins on a day of leave, or during a part of a day away, is counted
 * nowhere. Somebody should look whether the leave or the log is wrong.
 * Source: the accreditor's published answers on averaging, as relayed; the warning is ours.
 */
export const leaveWork: EventRule = (context) => {
  const { timeline, trainee } = context
  const parts = trainee.partLeaves ?? []
  if (trainee.leaves.length === 0 && parts.length === 0) return []
  return timeline.periods
    .filter((period) => WORK_KINDS[period.kind].counts && isInHorizon(period, context))
    .flatMap((period) => {
      const day = dayAt(trainee.zone, period.startAt)
      if (trainee.leaves.some((leave) => contains(leave, day)))
        return [found(context, period, period.endAt - period.startAt, 'a day of leave')]
      const minutes = parts.reduce((sum, part) => sum + minutesShared(period, part), 0)
      return minutes > 0 ? [found(context, period, minutes, 'part of it during time away')] : []
    })
}

function minutesShared(a: { startAt: number; endAt: number }, b: { startAt: number; endAt: number }): number {
  return Math.max(0, Math.min(a.endAt, b.endAt) - Math.max(a.startAt, b.startAt))
}

function found(context: RuleContext, period: WorkPeriod, minutes: number, when: string): WorkHourFinding {
  const { trainee, settings } = context
  return {
    ruleId: 'LEAVE-WORK',
    severity: 'warning',
    sentence: `${trainee.label} has ${formatDuration(minutes)} of ${WORK_KINDS[period.kind].label} from ${formatMoment(trainee.zone, period.startAt)}, ${when}. Leave is left out of the averages; correct the leave or the entry.`,
    citation: clauseCitation('WH-80', settings, true),
    measured: minutes / 60,
    limit: 0,
    unit: 'hours',
    ...aboutEvent(context, period, [period]),
  }
}
