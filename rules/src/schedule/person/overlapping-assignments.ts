import { overlap } from '../../ranges.ts'
import { formatRange, listOf } from '../../wording.ts'
import { scheduleCitation } from '../citations.ts'
import type { PersonRule } from '../schedule-rule.ts'
import { steps, stretchesWhere } from '../../steps.ts'

const CITATION = scheduleCitation('A person is assigned for at most the whole of their time.')

/** Nobody is assigned for more than 100 percent on any day, over all of their appointments. */
export const overlappingAssignments: PersonRule = {
  id: 'overlapping-assignments',
  title: 'Overlapping assignments',
  check: ({ person, scheduled }, { horizon }) => {
    const shares = scheduled.map(({ assignment }) => ({ ...assignment, weight: assignment.sharePercent }))
    return stretchesWhere((percent) => percent > 100, steps(shares, horizon)).map((stretch) => {
      const involved = scheduled.filter(({ assignment }) => overlap(assignment, stretch))
      const names = involved.map(({ assignment, rotation }) => rotation?.label ?? assignment.rotationId)
      return {
        ruleId: 'overlapping-assignments',
        severity: 'violation',
        sentence: `${person.label} is on ${listOf([...new Set(names)])} at the same time, ${formatRange(stretch)}: up to ${stretch.greatest} % of full time.`,
        citation: CITATION,
        measured: stretch.greatest,
        limit: 100,
        unit: 'percent',
        personId: person.id,
        assignmentIds: involved.map(({ assignment }) => assignment.id),
        startOn: stretch.startOn,
        endOn: stretch.endOn,
      }
    })
  },
}
