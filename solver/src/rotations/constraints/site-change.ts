import type { ConstraintText } from '../../constraint-text.ts'
import type { Compiled } from '../compile.ts'
import type { LineCost } from '../line.ts'

export const SITE_CHANGE: ConstraintText = {
  name: 'site-change',
  sentence: 'Few moves between sites.',
  meaning:
    'Two activities that follow each other in a person’s line, away slots passed over and the last past run included, are at one site. An activity without a site is at none and costs nothing.',
  unit: 'each move to another site',
  use: 'soft',
  field: 'siteChanges',
  example: { tier: 1, weight: 1 },
}

/**
 * "Moves between sites": two activities that follow each other in a person's line (away slots passed over, the last past
 * run included) at two different sites. Activities without a site are at none and cost nothing. One point times weight each.
 */
export function siteChangeCost(c: Compiled, person: number): LineCost | null {
  const soft = c.problem.siteChanges
  if (!soft) return null
  // The line up to the last past run is history.
  const first = Math.max(0, (c.problem.people[person]!.history ?? []).length - 1)
  const level = soft.tier + 1
  return (line, into) => {
    let site = -1
    let changes = 0
    for (let k = first; k < line.runCount; k++) {
      const next = c.site[line.runActivity[k]!]!
      if (next !== site && next >= 0 && site >= 0) changes++
      site = next
    }
    if (changes > 0) into[level] = into[level]! + changes * soft.weight
  }
}
