/** The constraints of placements. One file, as one dynamic program over a student's plan holds them all. */
import type { ConstraintText } from '../constraint-text.ts'

export const PLACEMENT_CONSTRAINTS: ConstraintText[] = [
  {
    name: 'placement',
    sentence: 'Each discipline takes four periods on end in one hospital, and is done once.',
    meaning:
      'A placement lies within the periods and takes `duration` of them; a student’s placements do not overlap, and no discipline occurs twice among them.',
    unit: 'each placement that does not',
    use: 'hard',
    field: 'duration, periods',
    example: { periods: 12, duration: 4 },
  },
  {
    name: 'needs',
    sentence: 'Two disciplines of internal medicine, one of surgery.',
    meaning:
      'Of each group a student does exactly so many disciplines, none of a group that is not named, and only those of `disciplineIds`.',
    unit: 'each group with another number',
    use: 'hard',
    field: 'students[].needs, .disciplineIds',
    example: { needs: { internal: 2, surgery: 1 } },
  },
  {
    name: 'order',
    sentence: 'Surgery after anatomy.',
    meaning: 'Whoever does a discipline has finished each of its `afterIds` before it starts.',
    unit: 'each discipline that is not done before',
    use: 'hard',
    field: 'disciplines[].afterIds',
    example: { id: 'surgery', label: 'Surgery', groupId: 'surgery', afterIds: ['anatomy'], schoolPreference: 1 },
  },
  {
    name: 'availability',
    sentence: 'Away in the third period; cannot do neurology at Riverside.',
    meaning: 'No placement covers a period of `unavailable`, and none is on a ward of `unable`.',
    unit: 'each period, and each placement',
    use: 'hard',
    field: 'students[].unavailable, .unable',
    example: { unavailable: [2], unable: [{ hospitalId: 'riverside', disciplineId: 'neuro' }] },
  },
  {
    name: 'per hospital',
    sentence: 'At most two disciplines in one hospital.',
    meaning: 'A student does at most `maxDisciplinesPerHospital` disciplines in each hospital.',
    unit: 'each hospital with more',
    use: 'hard',
    field: 'maxDisciplinesPerHospital',
    example: { maxDisciplinesPerHospital: 2 },
  },
  {
    name: 'ward',
    sentence: 'Two to five students on each ward, in every period.',
    meaning:
      'In each period the students of a discipline at a hospital are at least `min` and at most `max` of that period. A discipline at a hospital that is not listed has no places.',
    unit: 'each period with fewer or more',
    use: 'hard',
    field: 'wards[]',
    example: { hospitalId: 'riverside', disciplineId: 'surgery', min: [0, 0, 1], max: [2, 2, 2] },
  },
  {
    name: 'score',
    sentence: 'Preferred disciplines and hospitals, few moves, no idle time, and nobody far behind.',
    meaning:
      'A student scores `weights.discipline` per point of preference of each discipline done, `weights.hospital` per point of its hospital, the school’s preference of the discipline, `weights.change` per change of hospital, and `weights.idle` per period without a placement before the last one ends. The objective, to be as large as possible, is the sum over students plus the lowest of their scores once more.',
    unit: 'points, with their sign',
    use: 'soft',
    field: 'students[].weights, .disciplinePreferences, .hospitalPreferences',
    example: { weights: { discipline: 3, hospital: 2, change: -1, idle: -1 } },
  },
]
