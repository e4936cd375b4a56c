import { appointmentLevels } from '../../appointment.ts'
import { overlap } from '../../ranges.ts'
import { formatRange, listOf } from '../../wording.ts'
import { curriculumCitation } from '../citations.ts'
import { concerning, knownInHorizon, type PersonRule } from '../schedule-rule.ts'

/** A trainee is only on rotations that are open to their level on those days. */
export const levelEligibility: PersonRule = {
  id: 'level-eligibility',
  title: 'Rotation not open to the level',
  check: (schedule, facts) =>
    knownInHorizon(schedule, facts).flatMap((scheduled) => {
      const { assignment, rotation, situation } = scheduled
      const { levels } = rotation
      if (levels === null) return []
      const closed = appointmentLevels(situation).filter(({ level }) => !levels.includes(level))
      return closed.flatMap((range) => {
        const days = overlap(range, assignment)
        if (!days || !overlap(days, facts.horizon)) return []
        return {
          ruleId: 'level-eligibility',
          severity: 'violation' as const,
          sentence: `${schedule.person.label} is ${range.level} on ${rotation.label}, ${formatRange(days)}; it is open to ${listOf(levels)}.`,
          citation: curriculumCitation(
            situation.curriculum.programLabel,
            `${rotation.label} is open to some levels only.`,
            rotation.verified,
          ),
          ...concerning(scheduled, days),
        }
      })
    }),
}
