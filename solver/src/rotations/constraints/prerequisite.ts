import type { ConstraintText } from '../../constraint-text.ts'
import { type Compiled, levelOf, weightOf } from '../compile.ts'
import type { LineCost } from '../line.ts'

export const PREREQUISITE: ConstraintText = {
  name: 'prerequisite',
  sentence: 'Night call needs four weeks of CT first.',
  meaning:
    'Before the start of each slot on one of `activityIds`, earlier slots and past runs on `afterActivityIds` come to at least `minTicks`.',
  unit: 'each day of a slot that comes too early',
  use: 'hard or soft',
  field: 'people[].prerequisites[]',
  example: { id: 'ct-first', label: 'CT before nights', activityIds: ['night'], afterActivityIds: ['ct'], minTicks: 4 },
}

/**
 * "Night call needs 4 weeks of ultrasound first": every slot on a gated activity comes after enough ticks of the activities
 * before it, counted from the start of the slot: earlier slots and past runs. A slot too early costs its days.
 */
export function prerequisiteCost(c: Compiled, person: number): LineCost | null {
  const { prerequisites = [], history = [] } = c.problem.people[person]!
  if (prerequisites.length === 0) return null
  const from = c.slotFrom[person]!
  const to = c.slotFrom[person + 1]!
  const gates = prerequisites.map((rule) => ({
    gated: memberFlags(c, rule.activityIds),
    after: memberFlags(c, rule.afterActivityIds),
    needed: rule.minTicks,
    done: history.reduce((sum, run) => sum + (rule.afterActivityIds.includes(run.activityId) ? run.ticks : 0), 0),
    level: levelOf(rule.soft),
    price: weightOf(rule.soft),
  }))
  return ({ activity }, into) => {
    for (const { gated, after, needed, done, level, price } of gates) {
      let total = done
      let days = 0
      for (let s = from; s < to && total < needed; s++) {
        const a = activity[s]!
        if (a < 0) continue
        if (gated[a] === 1) days += c.slotDays[s]!
        if (after[a] === 1) total += c.ticks[s]!
      }
      if (days > 0) into[level] = into[level]! + days * price
    }
  }
}

export function memberFlags(c: Compiled, activityIds: string[]): Uint8Array {
  const flags = new Uint8Array(c.activityCount)
  for (const id of activityIds) flags[c.activityIndex.get(id)!] = 1
  return flags
}
