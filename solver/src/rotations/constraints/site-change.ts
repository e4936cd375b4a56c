import type { Compiled } from '../compile.ts'
import type { LineCost } from '../line.ts'

/**
 * "Moves between sites": two activities that follow each other in a person's line (away slots passed over, the last past
 * run included) at two different sites. Activities without a site are at none and cost nothing. One point times weight each.
 */
export function siteChangeCost(c: Compiled, person: number): LineCost | null {
  const soft = c.problem.siteChanges
  if (!soft) return null
  const from = c.slotFrom[person]!
  const to = c.slotFrom[person + 1]!
  const last = c.problem.people[person]!.history?.at(-1)
  const siteBefore = last ? c.site[c.activityIndex.get(last.activityId)!]! : -1
  const level = soft.tier + 1
  return ({ activity }, into) => {
    let site = siteBefore
    let changes = 0
    for (let s = from; s < to; s++) {
      const a = activity[s]!
      if (a < 0) continue
      const next = c.site[a]!
      if (next !== site && next >= 0 && site >= 0) changes++
      site = next
    }
    if (changes > 0) into[level] = into[level]! + changes * soft.weight
  }
}
