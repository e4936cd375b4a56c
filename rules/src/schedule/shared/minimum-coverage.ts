import { formatRange, plural } from '../../wording.ts'
import type { SharedRule } from '../schedule-rule.ts'
import { stretchesWhere } from '../../steps.ts'

/** A room or rotation that needs trainees has at least so many on every day of the horizon. */
export const minimumCoverage: SharedRule = {
  id: 'minimum-coverage',
  title: 'Fewer trainees than needed',
  check: (occupancies) =>
    occupancies.flatMap(({ place, present }) => {
      const { min } = place.limits
      if (min === null) return []
      return stretchesWhere((count) => count < min, present).map((stretch) => ({
        ruleId: 'minimum-coverage',
        severity: 'warning' as const,
        sentence: `${place.label} has only ${plural(stretch.least, 'trainee')}, ${formatRange(stretch)}; it needs ${min}.`,
        citation: place.citation,
        measured: stretch.least,
        limit: min,
        unit: 'trainees' as const,
        ...place.ids,
        startOn: stretch.startOn,
        endOn: stretch.endOn,
      }))
    }),
}
