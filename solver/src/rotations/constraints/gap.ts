import type { ConstraintText } from '../../constraint-text.ts'
import { type Compiled, levelOf, weightOf } from '../compile.ts'
import { type LineCost, PAST } from '../line.ts'

export const GAP: ConstraintText = {
  name: 'gap',
  sentence: 'At least 28 days between two night floats.',
  meaning:
    'Strictly between the last day of one run on an activity and the first day of its next run, past runs included, lie at least `minDays` days.',
  unit: 'each day short',
  use: 'hard or soft',
  field: 'people[].activities[].gap',
  example: { activityId: 'night', gap: { minDays: 28 } },
}

const NEVER = -0x40000000

/**
 * "At least 28 days between two night floats": days strictly between the end of one run on an activity and the start of
 * its next run, past runs included. Each day short costs one day.
 */
export function gapCost(c: Compiled, person: number): LineCost | null {
  const spaced = c.problem.people[person]!.activities.filter(({ gap }) => gap !== undefined)
  if (spaced.length === 0) return null
  const least = new Int32Array(c.activityCount)
  const level = new Int32Array(c.activityCount)
  const price = new Int32Array(c.activityCount)
  for (const { activityId, gap } of spaced) {
    const a = c.activityIndex.get(activityId)!
    least[a] = gap?.minDays ?? 0
    level[a] = levelOf(gap?.soft)
    price[a] = weightOf(gap?.soft)
  }
  const endedOn = new Int32Array(c.activityCount).fill(NEVER)
  return (line, into) => {
    const { runActivity, runStartOn, runEndOn, runStanding } = line
    for (let k = 0; k < line.runCount; k++) {
      const a = runActivity[k]!
      if (least[a] === 0) continue
      const before = endedOn[a]!
      endedOn[a] = runEndOn[k]!
      if (before === NEVER || runStanding[k] === PAST) continue
      const short = least[a]! - (runStartOn[k]! - before - 1)
      if (short > 0) into[level[a]!] = into[level[a]!]! + short * price[a]!
    }
    for (let k = 0; k < line.runCount; k++) endedOn[runActivity[k]!] = NEVER
  }
}
