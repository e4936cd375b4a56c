import { overlap } from '../../ranges.ts'
import { evaluateRequirements } from '../../requirements/evaluate.ts'
import { curriculumCitation } from '../citations.ts'
import { aboutAppointment, type PersonRule } from '../schedule-rule.ts'

/**
 * What the schedule means for the requirements of each appointment: a requirement that is missed is a violation, one at risk
 * (also: planned past its maximum) a warning. A requirement nobody has verified only warns. What fell due before the horizon
 * is not repeated.
 */
export const requirementLimits: PersonRule = {
  id: 'requirement-limits',
  title: 'Requirement missed or at risk',
  check: ({ person, situations }, { horizon, asOf }) =>
    situations.flatMap((situation) => {
      const { appointment, curriculum } = situation
      if (!overlap(appointment, horizon)) return []
      const results = evaluateRequirements(curriculum.requirements, situation, asOf)
      const told = new Set<string>()
      return results.flatMap((result, index) => {
        const requirement = curriculum.requirements[index]!
        if (result.status === 'met' || result.status === 'on-track') return []
        if (result.dueOn !== null && result.dueOn < horizon.startOn) return []
        const { sharedReason } = result
        // What the requirements lack together is one finding, not one for each of them.
        if (sharedReason !== undefined && told.has(sharedReason)) return []
        if (sharedReason !== undefined) told.add(sharedReason)
        const total = result.done + result.planned
        const { max } = requirement
        return {
          ruleId: 'requirement-limits',
          severity: result.status === 'missed' && requirement.verified ? ('violation' as const) : ('warning' as const),
          sentence: `${person.label}, ${sharedReason === undefined ? result.sentence : `${curriculum.programLabel}: ${sharedReason}`}`,
          citation: curriculumCitation(curriculum.programLabel, requirement.title, requirement.verified),
          measured: total,
          limit: max !== null && total > max ? max : result.needed,
          unit: result.unit,
          ...aboutAppointment(situation),
          requirementId: requirement.id,
          startOn: appointment.startOn,
          endOn: result.dueOn ?? appointment.endOn,
        }
      })
    }),
}
