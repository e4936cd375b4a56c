import { overlap, subtract } from '../../ranges.ts'
import { formatRange } from '../../wording.ts'
import { scheduleCitation } from '../citations.ts'
import { aboutAppointment, type PersonRule } from '../schedule-rule.ts'
import { steps, stretchesWhere } from '../../steps.ts'

const CITATION = scheduleCitation(
  'Every day of an appointment has a rotation, unless the person is on leave of absence.',
)

/**
 * Every day of a person's appointments is assigned, up to the appointments' shares together (at most full time). A combined
 * fellow may alternate at full time or run both programs side by side.
 */
export const uncoveredTime: PersonRule = {
  id: 'uncovered-time',
  title: 'Time without a rotation',
  check: ({ person, situations, scheduled, away }, { horizon }) => {
    const appointed = situations.map(({ appointment }) => ({ ...appointment, weight: appointment.sharePercent }))
    const assigned = scheduled.map(({ assignment }) => ({ ...assignment, weight: assignment.sharePercent }))
    const expectations = steps(appointed, horizon).filter(({ total }) => total > 0)
    return expectations.flatMap((expectation) => {
      const expected = Math.min(100, expectation.total)
      const gaps = subtract(expectation, away).flatMap((present) => {
        const covered = steps(assigned, present)
        const empty = stretchesWhere((percent) => percent === 0, covered)
        return [...empty, ...stretchesWhere((percent) => percent > 0 && percent < expected, covered)]
      })
      const [situation, ...others] = situations.filter(({ appointment }) => overlap(appointment, expectation))
      return gaps.map(({ startOn, endOn, least }) => ({
        ruleId: 'uncovered-time',
        severity: 'warning' as const,
        sentence:
          least === 0
            ? `${person.label} has no rotation, ${formatRange({ startOn, endOn })}.`
            : `${person.label} is assigned for only ${least} % of ${expected} %, ${formatRange({ startOn, endOn })}.`,
        citation: CITATION,
        measured: least,
        limit: expected,
        unit: 'percent' as const,
        ...(situation && others.length === 0 ? aboutAppointment(situation) : { personId: person.id }),
        startOn,
        endOn,
      }))
    })
  },
}
