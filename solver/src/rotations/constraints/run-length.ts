import type { ConstraintText } from '../../constraint-text.ts'
import { type Compiled, levelOf, weightOf } from '../compile.ts'
import { JUDGED, type LineCost } from '../line.ts'

export const RUN_LENGTH: ConstraintText = {
  name: 'run',
  sentence: 'MRI comes in stays of 2 to 8 weeks.',
  meaning:
    'Slots on an activity that follow each other day by day are one run, away slots passed over, a past run that ended the day before continued. Its ticks lie between `minTicks` and `maxTicks`; time away inside or next to it counts towards `minTicks`. A run of pinned slots only is not judged.',
  unit: 'each day short or over: a tick is worth the person’s average days per tick, rounded, at least 1',
  use: 'hard or soft',
  field: 'people[].activities[].run',
  example: { activityId: 'mri', run: { minTicks: 2, maxTicks: 8 } },
}

/**
 * "MRI comes in runs of 2 to 8 weeks": consecutive ticks on an activity, away slots passed over, a past run continued.
 * Time away inside or next to a run counts towards its minimum. Runs made only of pinned slots are not judged.
 * Each tick short or over costs the person's average days per tick.
 */
export function runLengthCost(c: Compiled, person: number): LineCost | null {
  const shaped = c.problem.people[person]!.activities.filter(({ run }) => run !== undefined)
  if (shaped.length === 0) return null
  const minimum = new Int32Array(c.activityCount)
  const maximum = new Int32Array(c.activityCount).fill(0x7fffffff)
  const level = new Int32Array(c.activityCount)
  const price = new Int32Array(c.activityCount)
  for (const { activityId, run } of shaped) {
    const a = c.activityIndex.get(activityId)!
    minimum[a] = run?.minTicks ?? 0
    maximum[a] = run?.maxTicks ?? 0x7fffffff
    level[a] = levelOf(run?.soft)
    price[a] = weightOf(run?.soft) * c.daysPerTick[person]!
  }
  return (line, into) => {
    const { runActivity, runTicks, runAwayTicks, runStanding } = line
    for (let k = 0; k < line.runCount; k++) {
      if (runStanding[k] !== JUDGED) continue
      const a = runActivity[k]!
      const ticks = runTicks[k]!
      const short = minimum[a]! - ticks - runAwayTicks[k]!
      const over = ticks - maximum[a]!
      if (short > 0) into[level[a]!] = into[level[a]!]! + short * price[a]!
      if (over > 0) into[level[a]!] = into[level[a]!]! + over * price[a]!
    }
  }
}
