/** One person's line read as runs, so that each rule about runs is a short loop. */
import type { Compiled } from './compile.ts'

export interface Line {
  /** Activity of every slot of everybody, -1 for away. */
  activity: Int16Array
  /** Runs of the person read last, past runs first. */
  runCount: number
  runActivity: Int16Array
  runTicks: Int32Array
  /** Ticks away inside the run or next to it. */
  runAwayTicks: Int32Array
  runStartOn: Int32Array
  runEndOn: Int32Array
  /** 0: past, 1: made of pinned slots only, 2: judged for its length. */
  runStanding: Uint8Array
}

/** Adds what a person's line costs to a vector: hard first, then tiers. */
export type LineCost = (line: Line, into: Float64Array) => void

export const PAST = 0
export const DELIBERATE = 1
export const JUDGED = 2

export function createLine(c: Compiled): Line {
  const most = c.problem.people.reduce((n, { slots, history }) => Math.max(n, slots.length + (history?.length ?? 0)), 0)
  return {
    activity: new Int16Array(c.slotCount).fill(-1),
    runCount: 0,
    runActivity: new Int16Array(most),
    runTicks: new Int32Array(most),
    runAwayTicks: new Int32Array(most),
    runStartOn: new Int32Array(most),
    runEndOn: new Int32Array(most),
    runStanding: new Uint8Array(most),
  }
}

/** Reads the runs of one person into `line`. */
export type RunReader = (line: Line) => void

export function createRunReader(c: Compiled, person: number): RunReader {
  const from = c.slotFrom[person]!
  const to = c.slotFrom[person + 1]!
  const past = (c.problem.people[person]!.history ?? []).map((run) => ({
    ...run,
    activity: c.activityIndex.get(run.activityId)!,
  }))
  const continues = past.length > 0 && from < to && past.at(-1)!.endOn + 1 === c.startOn[from]
  const { ticks, joined, startOn, endOn, pinned } = c
  return (line) => {
    const { activity, runActivity, runTicks, runAwayTicks, runStartOn, runEndOn, runStanding } = line
    for (const [k, run] of past.entries()) {
      runActivity[k] = run.activity
      runTicks[k] = run.ticks
      runAwayTicks[k] = 0
      runStartOn[k] = run.startOn
      runEndOn[k] = run.endOn
      runStanding[k] = PAST
    }
    // The run being read is kept in local variables and written down when it ends.
    let count = past.length
    let open = continues ? count - 1 : -1
    let current = open < 0 ? -1 : runActivity[open]!
    let total = open < 0 ? 0 : runTicks[open]!
    let last = -1
    let judged = 0
    let awayTicks = 0
    const close = (): void => {
      runTicks[open] = total
      if (last < 0) return
      runEndOn[open] = endOn[last]!
      runStanding[open] = judged === 1 ? JUDGED : DELIBERATE
    }
    for (let s = from; s < to; s++) {
      const a = activity[s]!
      if (a === current && a >= 0 && (joined[s] === 1 || s === from)) {
        total += ticks[s]!
        judged |= pinned[s]! ^ 1
        last = s
        awayTicks = 0
        continue
      }
      if (joined[s] === 0 && s > from) {
        if (open >= 0) close()
        open = -1
        current = -1
        awayTicks = 0
      }
      if (a < 0) {
        awayTicks += ticks[s]!
        if (open >= 0) runAwayTicks[open] = runAwayTicks[open]! + ticks[s]!
        continue
      }
      if (open >= 0) close()
      open = count++
      current = a
      runActivity[open] = a
      runAwayTicks[open] = awayTicks
      runStartOn[open] = startOn[s]!
      total = ticks[s]!
      judged = pinned[s]! ^ 1
      last = s
      awayTicks = 0
    }
    if (open >= 0) close()
    line.runCount = count
  }
}
