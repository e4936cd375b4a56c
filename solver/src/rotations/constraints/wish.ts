import type { Compiled } from '../compile.ts'
import type { LineCost } from '../line.ts'
import { trim } from '../windows.ts'
import { memberFlags } from './prerequisite.ts'

/**
 * "Wants breast imaging in spring", "would rather not be on nights in December": a want costs its weight when no slot that
 * overlaps the window has one of the activities; an avoidance costs its weight for every slot that does.
 */
export function wishCost(c: Compiled, person: number): LineCost | null {
  const wishes = c.problem.people[person]!.wishes ?? []
  if (wishes.length === 0) return null
  const rules = wishes.map(({ kind, activityIds, window, tier, weight }) => {
    const { first, last } = trim(
      c.slotFrom[person]!,
      c.slotFrom[person + 1]! - 1,
      (s) => !window || (c.endOn[s]! >= window.startOn && c.startOn[s]! <= window.endOn),
    )
    return { wanted: kind === 'want', members: memberFlags(c, activityIds), first, last, level: tier + 1, weight }
  })
  return ({ activity }, into) => {
    for (const { wanted, members, first, last, level, weight } of rules) {
      let hits = 0
      for (let s = first; s <= last; s++) if (activity[s]! >= 0 && members[activity[s]!] === 1) hits++
      const times = wanted ? (hits === 0 ? 1 : 0) : hits
      if (times > 0) into[level] = into[level]! + times * weight
    }
  }
}
