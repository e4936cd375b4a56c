import type { ConstraintText } from '../../constraint-text.ts'
import { type Compiled, levelOf, weightOf } from '../compile.ts'
import type { LineCost } from '../line.ts'

export const VISITS: ConstraintText = {
  name: 'visits',
  sentence: 'At most three stays in mammography.',
  meaning: 'The runs on an activity, past ones included, are at most `max`.',
  unit: 'each run over, as many days as the person’s average tick has',
  use: 'hard or soft',
  field: 'people[].activities[].visits',
  example: { activityId: 'breast', visits: { max: 3 } },
}

/**
 * "At most 3 visits to mammography": runs on an activity, past runs included, at most so many. Each run over costs the
 * person's average days per tick.
 */
export function visitsCost(c: Compiled, person: number): LineCost | null {
  const limited = c.problem.people[person]!.activities.filter(({ visits }) => visits !== undefined)
  if (limited.length === 0) return null
  const limit = new Int32Array(c.activityCount).fill(0x7fffffff)
  const level = new Int32Array(c.activityCount)
  const price = new Int32Array(c.activityCount)
  for (const { activityId, visits } of limited) {
    const a = c.activityIndex.get(activityId)!
    limit[a] = visits?.max ?? 0x7fffffff
    level[a] = levelOf(visits?.soft)
    price[a] = weightOf(visits?.soft) * c.daysPerTick[person]!
  }
  const seen = new Int32Array(c.activityCount)
  return (line, into) => {
    const { runActivity } = line
    for (let k = 0; k < line.runCount; k++) {
      const a = runActivity[k]!
      const visits = seen[a]! + 1
      seen[a] = visits
      if (visits > limit[a]!) into[level[a]!] = into[level[a]!]! + price[a]!
    }
    for (let k = 0; k < line.runCount; k++) seen[runActivity[k]!] = 0
  }
}
