import type { ScheduleFacts } from '../facts.ts'
import { compareFindings, type Finding } from '../finding.ts'
import { capacity } from './shared/capacity.ts'
import { independentCall } from './person/independent-call.ts'
import { leaveConflict } from './person/leave-conflict.ts'
import { levelEligibility } from './person/level-eligibility.ts'
import { minimumCoverage } from './shared/minimum-coverage.ts'
import { occupancies } from './shared/occupancy.ts'
import { offSite } from './person/off-site.ts'
import { outsideAppointment } from './person/outside-appointment.ts'
import { overlappingAssignments } from './person/overlapping-assignments.ts'
import { personSchedules } from './person-schedule.ts'
import { prerequisites } from './person/prerequisites.ts'
import { requirementLimits } from './person/requirement-limits.ts'
import { runLength } from './person/run-length.ts'
import type { PersonRule, SharedRule } from './schedule-rule.ts'
import { uncoveredTime } from './person/uncovered-time.ts'

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
 * the facts. A RangeError when an appointment names an unknown curriculum.
 */
export function checkSchedule(facts: ScheduleFacts): Finding[] {
  const schedules = personSchedules(facts)
  const places = occupancies(schedules, facts)
  return [
    ...SHARED_RULES.flatMap((rule) => rule.check(places)),
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
  const places = occupancies(personSchedules(facts), facts)
  return rules.flatMap((rule) => rule.check(places)).sort(compareFindings)
}
