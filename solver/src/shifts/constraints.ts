/**
 * The constraints of a plain shift problem. They have one file, as they have one `state.ts`: read together, run by run, they
 * cost a fraction of what each would cost alone, and column generation prices them in one dynamic program.
 */
import type { ConstraintText } from '../constraint-text.ts'

export const SHIFT_CONSTRAINTS: ConstraintText[] = [
  {
    name: 'days off',
    sentence: 'Ana is off on day 3, on leave from day 8, on call on day 10, and not open to nights before May.',
    meaning:
      'A person is off on `daysOff` and on `leave`, has what is `pinned` on a day (a shift, or null for off), and no shift of a bar between its days.',
    unit: 'each day on which that is not so',
    use: 'hard',
    field: 'people[].daysOff, .leave, .pinned, .barred',
    example: { daysOff: [3], barred: [{ shiftIds: ['N'], fromDay: 0, toDay: 27, reason: 'not yet on nights' }] },
  },
  {
    name: 'succession',
    sentence: 'No early the day after a late.',
    meaning: 'On the day after a shift there is none of its `notFollowedBy`.',
    unit: 'each such pair of days',
    use: 'hard',
    field: 'shifts[].notFollowedBy',
    example: { id: 'L', label: 'Late', minutes: 480, notFollowedBy: ['E'] },
  },
  {
    name: 'max shifts',
    sentence: 'At most three lates; never a night.',
    meaning: 'In the horizon a person works each shift that is named at most so many times.',
    unit: 'each shift over',
    use: 'hard',
    field: 'people[].maxShifts',
    example: { L: 3, N: 0 },
  },
  {
    name: 'minutes',
    sentence: 'Between 140 and 150 hours in the four weeks.',
    meaning: 'The counted minutes of all shifts of a person lie between `minMinutes` and `maxMinutes`.',
    unit: 'each minute too few or too many',
    use: 'hard',
    field: 'people[].minMinutes, .maxMinutes',
    example: { minMinutes: 8400, maxMinutes: 9000 },
  },
  {
    name: 'days in a row',
    sentence: 'Two to five days at work in a row, at least two off.',
    meaning:
      'Each run of days at work is at least `minConsecutiveShifts` and at most `maxConsecutiveShifts` long, each run of days off at least `minConsecutiveDaysOff`. A run that touches an end of the horizon is not too short.',
    unit: 'each day too few or too many, in a run',
    use: 'hard',
    field: 'people[].minConsecutiveShifts, .maxConsecutiveShifts, .minConsecutiveDaysOff',
    example: { minConsecutiveShifts: 2, maxConsecutiveShifts: 5, minConsecutiveDaysOff: 2 },
  },
  {
    name: 'weekends',
    sentence: 'At most two weekends in the month.',
    meaning: 'The weekends on which Saturday or Sunday is worked are at most `maxWeekends`.',
    unit: 'each weekend over',
    use: 'hard',
    field: 'people[].maxWeekends',
    example: { maxWeekends: 2 },
  },
  {
    name: 'request',
    sentence: 'Would like the late on day 4; would rather not work the early on day 5.',
    meaning: '`on`: the person works the shift on the day. `off`: the person does not.',
    unit: 'a request that is not met, once',
    use: 'soft',
    field: 'requests[]',
    example: { kind: 'on', personId: 'ana', day: 4, shiftId: 'L', weight: 2 },
  },
  {
    name: 'cover',
    sentence: 'Five on the early shift of day 4, if possible.',
    meaning: 'Exactly `wanted` people work the shift on the day.',
    unit: 'each person too few costs `under`, each one too many `over`',
    use: 'soft',
    field: 'cover[]',
    example: { day: 4, shiftId: 'E', wanted: 5, under: 100, over: 1 },
  },
]
