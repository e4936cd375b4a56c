import type { ConstraintText } from '../../constraint-text.ts'
import type { Person, Slot } from '../problem.ts'

export const ALLOWED: ConstraintText = {
  name: 'allowed',
  sentence: 'One rotation per week, by level, date and pin; none on leave.',
  meaning:
    'Each slot that is not `away` has exactly one of the person’s activities: the pinned one if it has one, else one of `allowed` (all without it), within `notBeforeOn` and `notAfterOn` of that activity. A slot that is `away` has none. The moves know no other schedules.',
  unit: 'each day of a slot that holds something else',
  use: 'hard',
  field: 'people[].slots[], people[].activities[]',
  example: { startOn: 20635, endOn: 20641, ticks: 1, allowed: ['mri', 'ct'] },
}

/** Activity ids that a person may be on in a slot, by level, gate and pin. */
export function possibleActivities(person: Person, slot: Slot): string[] {
  return person.activities
    .filter(
      ({ activityId, notBeforeOn, notAfterOn }) =>
        (slot.allowed === undefined || slot.allowed.includes(activityId)) &&
        (slot.pinned === undefined || slot.pinned === activityId) &&
        (notBeforeOn === undefined || slot.startOn >= notBeforeOn) &&
        (notAfterOn === undefined || slot.endOn <= notAfterOn),
    )
    .map(({ activityId }) => activityId)
}
