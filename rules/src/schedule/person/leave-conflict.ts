import { overlap } from '../../ranges.ts'
import { formatRange } from '../../wording.ts'
import { curriculumCitation, scheduleCitation } from '../citations.ts'
import { concerning, knownInHorizon, type PersonRule } from '../schedule-rule.ts'

const AWAY = scheduleCitation('Somebody on leave of absence is on no rotation.')

/** Nobody is on a rotation while on leave of absence, nor on vacation within a rotation that allows none. */
export const leaveConflict: PersonRule = {
  id: 'leave-conflict',
  title: 'Rotation during leave',
  check: (schedule, facts) =>
    knownInHorizon(schedule, facts).flatMap((scheduled) => {
      const { assignment, rotation, situation } = scheduled
      return schedule.person.leaves.flatMap((leave) => {
        const days = overlap(leave, assignment)
        if (!days || !overlap(days, facts.horizon)) return []
        if (!leave.removesFromSchedule && !rotation.noLeave) return []
        const { label } = schedule.person
        const why = leave.label === null ? '' : ` (${leave.label})`
        return {
          ruleId: 'leave-conflict',
          severity: 'violation' as const,
          sentence: leave.removesFromSchedule
            ? `${label} is away${why}, ${formatRange(days)}, but assigned to ${rotation.label}.`
            : `${label} has leave${why}, ${formatRange(days)}, but ${rotation.label} allows no leave.`,
          citation: leave.removesFromSchedule
            ? AWAY
            : curriculumCitation(
                situation.curriculum.programLabel,
                `No leave is taken within ${rotation.label}.`,
                rotation.verified,
              ),
          ...concerning(scheduled, days),
        }
      })
    }),
}
