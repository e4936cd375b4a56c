import { contains } from '../../ranges.ts'
import { aboutEvent, clauseCitation, isInHorizon, type EventRule } from '../rule.ts'
import { WORK_KINDS } from '../work-period.ts'
import { dayAt, formatDuration, formatMoment } from '../zone.ts'

/**
 * LEAVE-WORK: leave leaves both sides of every average, so work that begins on a day of leave is counted nowhere. Somebody
 * should look whether the leave or the log is wrong.
 * Source: the accreditor's published answers on averaging, as relayed; the warning is ours.
 */
export const leaveWork: EventRule = (context) => {
  const { timeline, trainee, settings } = context
  if (trainee.leaves.length === 0) return []
  return timeline.periods
    .filter((period) => WORK_KINDS[period.kind].counts && isInHorizon(period, context))
    .filter(({ startAt }) => {
      const day = dayAt(trainee.zone, startAt)
      return trainee.leaves.some((leave) => contains(leave, day))
    })
    .map((period) => ({
      ruleId: 'LEAVE-WORK',
      severity: 'warning',
      sentence: `${trainee.label} has ${formatDuration(period.endAt - period.startAt)} of ${WORK_KINDS[period.kind].label} from ${formatMoment(trainee.zone, period.startAt)}, a day of leave. Days of leave are left out of the averages; correct the leave or the entry.`,
      citation: clauseCitation('WH-80', settings, true),
      measured: (period.endAt - period.startAt) / 60,
      limit: 0,
      unit: 'hours',
      ...aboutEvent(context, period, [period]),
    }))
}
