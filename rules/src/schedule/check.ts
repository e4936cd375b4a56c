import type { ScheduleFacts } from '../facts.ts'
import { compareFindings, type Finding } from '../finding.ts'
import { capacity } from './capacity.ts'
import { independentCall } from './independent-call.ts'
import { leaveConflict } from './leave-conflict.ts'
import { levelEligibility } from './level-eligibility.ts'
import { minimumCoverage } from './minimum-coverage.ts'
import { offSite } from './off-site.ts'
import { outsideAppointment } from './outside-appointment.ts'
import { overlappingAssignments } from './overlapping-assignments.ts'
import { personSchedules } from './person-schedule.ts'
import { prerequisites } from './prerequisites.ts'
import { requirementLimits } from './requirement-limits.ts'
import { runLength } from './run-length.ts'
import type { PersonRule, SharedRule } from './schedule-rule.ts'
import { uncoveredTime } from './uncovered-time.ts'

/** The rules about one person. */
export const PERSON_RULES: readonly PersonRule[] = [
  overlappingAssignments,
  outsideAppointment,
  leaveConflict,
  levelEligibility,
  prerequisites,
  independentCall,
  offSite,
  uncoveredTime,
  runLength,
  requirementLimits,
]

/** The rules about what people share. */
export const SHARED_RULES: readonly SharedRule[] = [capacity, minimumCoverage]

/**
 * All schedule rules on all facts, the worst findings first. The order depends on the findings alone, never on the order of
 * the facts. A RangeError when an appointment names an unknown curriculum or entry level.
 */
export function checkSchedule(facts: ScheduleFacts): Finding[] {
  const schedules = personSchedules(facts)
  return [
    ...SHARED_RULES.flatMap((rule) => rule.check(schedules, facts)),
    ...schedules.flatMap((schedule) => PERSON_RULES.flatMap((rule) => rule.check(schedule, facts))),
  ].sort(compareFindings)
}

/** The rules about one person alone (all, or those given), after a change to that person; empty for an unknown person. */
export function checkPerson(
  facts: ScheduleFacts,
  personId: string,
  rules: readonly PersonRule[] = PERSON_RULES,
): Finding[] {
  const people = facts.people.filter(({ id }) => id === personId)
  return personSchedules(facts, people)
    .flatMap((schedule) => rules.flatMap((rule) => rule.check(schedule, facts)))
    .sort(compareFindings)
}

/** The rules about rooms and rotations alone (all, or those given), after a change to anybody. */
export function checkShared(facts: ScheduleFacts, rules: readonly SharedRule[] = SHARED_RULES): Finding[] {
  const schedules = personSchedules(facts)
  return rules.flatMap((rule) => rule.check(schedules, facts)).sort(compareFindings)
}
