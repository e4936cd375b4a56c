import type { ConstraintText } from '../../constraint-text.ts'
import type { Compiled } from '../compile.ts'
import type { LineCost } from '../line.ts'
import { trim } from '../windows.ts'
import { memberFlags } from './prerequisite.ts'

export const WISH: ConstraintText = {
  name: 'wish',
  sentence: 'Wants breast imaging in spring; would rather not be on nights in December.',
  meaning:
    '`want`: one slot that overlaps the window (any slot without one) is on one of the activities. `avoid`: none is.',
  unit: 'a want that is not met, once; each slot that is to be avoided',
  use: 'soft',
  field: 'people[].wishes[]',
  example: { id: 'spring', label: 'Breast in spring', kind: 'want', activityIds: ['breast'], tier: 1, weight: 2 },
}

/**
 * "Wants breast imaging in spring", "would rather not be on nights in December": a want costs its weight when no slot that
 * overlaps the window has one of the activities; an avoidance costs its weight for every slot that does.
 */
export function wishCost(c: Compiled, person: number): LineCost | null {
  const wishes = compileWishes(c, person)
  if (wishes.length === 0) return null
  return ({ activity }, into) => {
    for (const wish of wishes) {
      const { wanted, level, weight } = wish
      const hits = countHits(wish, activity)
      const times = wanted ? (hits === 0 ? 1 : 0) : hits
      if (times > 0) into[level] = into[level]! + times * weight
    }
  }
}

export interface CompiledWish {
  wanted: boolean
  members: Uint8Array
  /** Slots that overlap the window; first > last when none does. */
  first: number
  last: number
  level: number
  weight: number
}

export function compileWishes(c: Compiled, person: number): CompiledWish[] {
  return (c.problem.people[person]!.wishes ?? []).map(({ kind, activityIds, window, tier, weight }) => ({
    wanted: kind === 'want',
    members: memberFlags(c, activityIds),
    ...trim(
      c.slotFrom[person]!,
      c.slotFrom[person + 1]! - 1,
      (s) => !window || (c.endOn[s]! >= window.startOn && c.startOn[s]! <= window.endOn),
    ),
    level: tier + 1,
    weight,
  }))
}

export function countHits({ members, first, last }: CompiledWish, activity: Int16Array): number {
  let hits = 0
  for (let s = first; s <= last; s++) if (activity[s]! >= 0 && members[activity[s]!] === 1) hits++
  return hits
}
