import type { PersonFacts, RotationFacts, ScheduleFacts } from '../facts.ts'
import type { Finding } from '../finding.ts'
import { checkSchedule } from '../schedule/check.ts'
import { curriculum, facts, person } from './facts.ts'

/** What one rule says about one person on some rotations. */
export function ruleOn(
  ruleId: string,
  rotations: readonly RotationFacts[],
  over: Partial<PersonFacts>,
  more: Partial<ScheduleFacts> = {},
): Finding[] {
  const given = facts({ curricula: [curriculum({ rotations })], people: [person(over)], ...more })
  return checkSchedule(given).filter((finding) => finding.ruleId === ruleId)
}
