import { formatRange, plural } from '../../wording.ts'
import { assignmentsDuring } from './occupancy.ts'
import type { SharedRule } from '../schedule-rule.ts'
import { stretchesWhere } from '../../steps.ts'

/** A room or rotation never holds more trainees at once than it has places, counted over all programs. */
export const capacity: SharedRule = {
  id: 'capacity',
  title: 'More trainees than places',
  check: (occupancies) =>
    occupancies.flatMap((occupancy) => {
      const { label, limits, citation, ids } = occupancy.place
      const { max } = limits
      if (max === null) return []
      return stretchesWhere((count) => count > max, occupancy.present).map((stretch) => ({
        ruleId: 'capacity',
        severity: 'violation' as const,
        sentence: `${label} has up to ${plural(stretch.greatest, 'trainee')}, ${formatRange(stretch)}; it takes ${max} at once.`,
        citation,
        measured: stretch.greatest,
        limit: max,
        unit: 'trainees' as const,
        ...ids,
        assignmentIds: assignmentsDuring(occupancy, stretch),
        startOn: stretch.startOn,
        endOn: stretch.endOn,
      }))
    }),
}
