import { type Compiled, levelOf, weightOf } from '../compile.ts'
import type { LineCost } from '../line.ts'
import { slotsStartingIn } from '../windows.ts'

/**
 * "Neuroradiology needs 17 weeks": ticks of the slots that start in the window on one of the activities, plus credit from
 * before, lie between the minimum and the maximum. Each tick short or over costs the person's average days per tick.
 * Overlapping requirements each count the slot.
 */
export function requirementCost(c: Compiled, person: number): LineCost | null {
  const requirements = c.problem.people[person]!.requirements ?? []
  if (requirements.length === 0) return null
  const from = c.slotFrom[person]!
  const to = c.slotFrom[person + 1]!
  const perTick = c.daysPerTick[person]!
  const count = requirements.length
  const { firstSlot, lastSlot } = slotsStartingIn(c, person, requirements)
  const minimum = Int32Array.from(requirements, ({ minTicks }) => minTicks ?? 0)
  const maximum = Int32Array.from(requirements, ({ maxTicks }) => maxTicks ?? 0x7fffffff)
  const done = Int32Array.from(requirements, ({ doneTicks }) => doneTicks ?? 0)
  const level = Int32Array.from(requirements, ({ soft }) => levelOf(soft))
  const price = Int32Array.from(requirements, ({ soft }) => weightOf(soft) * perTick)
  const countedFrom = new Int32Array(c.activityCount + 1)
  const counted: number[] = []
  for (const [a, { id }] of c.problem.activities.entries()) {
    countedFrom[a] = counted.length
    for (const [r, { activityIds }] of requirements.entries()) if (activityIds.includes(id)) counted.push(r)
  }
  countedFrom[c.activityCount] = counted.length
  const countedIn = Int32Array.from(counted)
  const sum = new Int32Array(count)
  return ({ activity }, into) => {
    sum.set(done)
    for (let s = from; s < to; s++) {
      const a = activity[s]!
      if (a < 0) continue
      const end = countedFrom[a + 1]!
      for (let k = countedFrom[a]!; k < end; k++) {
        const r = countedIn[k]!
        if (s >= firstSlot[r]! && s <= lastSlot[r]!) sum[r] = sum[r]! + c.ticks[s]!
      }
    }
    for (let r = 0; r < count; r++) {
      const total = sum[r]!
      const off = total < minimum[r]! ? minimum[r]! - total : total > maximum[r]! ? total - maximum[r]! : 0
      if (off > 0) into[level[r]!] = into[level[r]!]! + off * price[r]!
    }
  }
}
