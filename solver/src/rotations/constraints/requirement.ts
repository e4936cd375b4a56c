import type { ConstraintText } from '../../constraint-text.ts'
import { type Compiled, levelOf, weightOf } from '../compile.ts'
import type { LineCost } from '../line.ts'
import type { Requirement } from '../problem.ts'
import { slotsStartingIn } from '../windows.ts'
import { memberFlags } from './prerequisite.ts'

export const REQUIREMENT: ConstraintText = {
  name: 'requirement',
  sentence: 'Neuroradiology needs 17 weeks in the first two years.',
  meaning:
    'The ticks of the slots that start in the window (all slots without one) on any of the activities, with `doneTicks` from before, lie between `minTicks` and `maxTicks`. Requirements that overlap each count the slot.',
  unit: 'each day short or over: a tick is worth the person’s average days per tick, rounded, at least 1',
  use: 'hard or soft',
  field: 'people[].requirements[]',
  example: { id: 'neuro', label: 'Neuroradiology', activityIds: ['neuro'], minTicks: 17 },
}

const NO_LIMIT = 0x7fffffff

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
  const maximum = Int32Array.from(requirements, ({ maxTicks }) => maxTicks ?? NO_LIMIT)
  const done = Int32Array.from(requirements, ({ doneTicks }) => doneTicks ?? 0)
  const level = Int32Array.from(requirements, ({ soft }) => levelOf(soft))
  const price = Int32Array.from(requirements, ({ soft }) => weightOf(soft) * perTick)
  // Requirements over the whole time are added up run by run, those with a window slot by slot.
  const whole = countedBy(c, requirements, ({ window }) => window === undefined)
  const windowed = countedBy(c, requirements, ({ window }) => window !== undefined)
  const pastTicks = (c.problem.people[person]!.history ?? []).map(({ ticks }) => ticks)
  const sum = new Int32Array(count)
  return (line, into) => {
    const { activity, runActivity, runTicks } = line
    sum.set(done)
    for (let run = Math.max(0, pastTicks.length - 1); run < line.runCount; run++) {
      const a = runActivity[run]!
      const ticks = runTicks[run]! - (pastTicks[run] ?? 0)
      for (let k = whole.from[a]!; k < whole.from[a + 1]!; k++) sum[whole.list[k]!]! += ticks
    }
    for (let s = from; s < to && windowed.list.length > 0; s++) {
      const a = activity[s]!
      if (a < 0) continue
      for (let k = windowed.from[a]!; k < windowed.from[a + 1]!; k++) {
        const r = windowed.list[k]!
        if (s >= firstSlot[r]! && s <= lastSlot[r]!) sum[r]! += c.ticks[s]!
      }
    }
    for (let r = 0; r < count; r++) {
      const total = sum[r]!
      const off = total < minimum[r]! ? minimum[r]! - total : total > maximum[r]! ? total - maximum[r]! : 0
      if (off > 0) into[level[r]!] = into[level[r]!]! + off * price[r]!
    }
  }
}

/** A hard requirement, for moves that go where one is not met. */
export interface Need {
  members: Uint8Array
  first: number
  last: number
  /** Ticks asked for and allowed within these slots. */
  least: number
  most: number
}

export function compileNeeds(c: Compiled, person: number): Need[] {
  const hard = (c.problem.people[person]!.requirements ?? []).filter(({ soft }) => !soft)
  const { firstSlot, lastSlot } = slotsStartingIn(c, person, hard)
  return hard.map(({ activityIds, minTicks = 0, maxTicks = NO_LIMIT, doneTicks = 0 }, r) => ({
    members: memberFlags(c, activityIds),
    first: firstSlot[r]!,
    last: lastSlot[r]!,
    least: minTicks - doneTicks,
    most: maxTicks - doneTicks,
  }))
}

/** For each activity, the requirements that count it: `list[from[a]]` to `list[from[a + 1] - 1]`. */
function countedBy(c: Compiled, requirements: Requirement[], takes: (requirement: Requirement) => boolean) {
  const from = new Int32Array(c.activityCount + 1)
  const list: number[] = []
  for (const [a, { id }] of c.problem.activities.entries()) {
    from[a] = list.length
    for (const [r, one] of requirements.entries()) if (takes(one) && one.activityIds.includes(id)) list.push(r)
  }
  from[c.activityCount] = list.length
  return { from, list: Int32Array.from(list) }
}
