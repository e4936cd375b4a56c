/** One person's line walked slot by slot, with what the rules need to remember, so that a dead end shows at the first wrong slot. */
import type { Compiled } from '../compile.ts'
import { memberFlags } from '../constraints/prerequisite.ts'
import { slotsStartingIn } from '../windows.ts'

/** What is remembered is a vector of whole numbers: two walks at the same slot with equal vectors have the same future. */
export type Memory = Int32Array

export interface LineWalk {
  /** Before the first slot; `null` when history alone breaks a rule. */
  begin: () => Memory | null
  /** The memory after slot `s` took the activity (-1: none), or `null` when that breaks a rule or leaves one out of reach. */
  step: (memory: Memory, s: number, activity: number) => Memory | null
  /** Activities that no rule of the person names: any of them will do as well as another. */
  isNamed: Uint8Array
}

const OPEN = 0
const TOTAL = 1
const RUN_AWAY = 2
const JUDGED = 3
const PENDING_AWAY = 4
/** 1 once the open run has a slot of this problem. */
const TOUCHED = 5
const FIELDS = 6
const NEVER = -0x40000000
const NO_LIMIT = 0x7fffffff

export function createLineWalk(c: Compiled, p: number): LineWalk {
  const person = c.problem.people[p]!
  const history = person.history ?? []
  const from = c.slotFrom[p]!
  const end = c.slotFrom[p + 1]!
  const needs = person.requirements ?? []
  const { firstSlot, lastSlot } = slotsStartingIn(c, p, needs)
  const requirements = needs.map(({ activityIds, minTicks = 0, maxTicks = NO_LIMIT, doneTicks = 0 }, r) => {
    const members = memberFlags(c, activityIds)
    return {
      members,
      minTicks,
      maxTicks,
      doneTicks,
      reachable: reachableTicks(c, p, members, firstSlot[r]!, lastSlot[r]!),
    }
  })
  const gates = (person.prerequisites ?? []).map((rule) => ({
    gated: memberFlags(c, rule.activityIds),
    after: memberFlags(c, rule.afterActivityIds),
    minTicks: rule.minTicks,
    done: history.reduce((sum, run) => sum + (rule.afterActivityIds.includes(run.activityId) ? run.ticks : 0), 0),
  }))
  const shapes = new Map(
    person.activities.map(({ activityId, run, visits, gap }) => [
      c.activityIndex.get(activityId)!,
      { least: run?.minTicks ?? 0, most: run?.maxTicks ?? NO_LIMIT, visits: visits?.max, gap: gap?.minDays },
    ]),
  )
  const shaped = [...shapes].flatMap(([a, { visits, gap }]) => (visits === undefined && gap === undefined ? [] : [a]))
  const atGates = FIELDS + requirements.length
  const atVisits = atGates + gates.length
  const atEnds = atVisits + shaped.length
  const size = atEnds + shaped.length
  const position = new Map(shaped.map((a, k) => [a, k]))

  const isNamed = new Uint8Array(c.activityCount)
  for (const { members } of requirements) for (let a = 0; a < c.activityCount; a++) isNamed[a]! |= members[a]!
  for (const { gated, after } of gates) for (let a = 0; a < c.activityCount; a++) isNamed[a]! |= gated[a]! | after[a]!
  for (const [a, { least, most, visits, gap }] of shapes)
    if (least > 0 || most < NO_LIMIT || visits !== undefined || gap !== undefined) isNamed[a] = 1

  /** Counts a new stay; `false` when it is one too many or too soon. */
  const enter = (memory: Memory, activity: number, startOn: number, isPast: boolean): boolean => {
    const k = position.get(activity)
    if (k === undefined) return true
    const { visits = NO_LIMIT, gap = 0 } = shapes.get(activity)!
    const seen = memory[atVisits + k]! + 1
    memory[atVisits + k] = seen
    const ended = memory[atEnds + k]!
    return seen <= visits && (isPast || ended === NEVER || startOn - ended - 1 >= gap)
  }
  const leave = (memory: Memory): boolean => {
    if (memory[TOUCHED] === 0 || memory[JUDGED] === 0) return true
    const least = shapes.get(memory[OPEN]!)?.least ?? 0
    return memory[TOTAL]! + memory[RUN_AWAY]! >= least
  }
  const noteEnd = (memory: Memory, activity: number, endOn: number): void => {
    const k = position.get(activity)
    if (k !== undefined) memory[atEnds + k] = endOn
  }

  const last = history.at(-1)
  const continues = last !== undefined && from < end && last.endOn + 1 === c.startOn[from]
  /** A past run that this line continues is judged for its distance to the stay before it. */
  const returnedTooSoon = continues && isTooSoon(history, shapes.get(c.activityIndex.get(last.activityId)!)?.gap ?? 0)

  const begin = (): Memory | null => {
    const memory = new Int32Array(size)
    memory[OPEN] = -1
    for (const [r, { doneTicks }] of requirements.entries()) memory[FIELDS + r] = doneTicks
    for (const [g, { done }] of gates.entries()) memory[atGates + g] = done
    memory.fill(NEVER, atEnds)
    for (const run of history) {
      const a = c.activityIndex.get(run.activityId)!
      if (!enter(memory, a, run.startOn, true)) return null
      noteEnd(memory, a, run.endOn)
    }
    if (continues) {
      memory[OPEN] = c.activityIndex.get(last.activityId)!
      memory[TOTAL] = last.ticks
    }
    return from === end && !withinReach(memory, from) ? null : memory
  }

  const withinReach = (memory: Memory, next: number): boolean =>
    requirements.every(({ minTicks, maxTicks, reachable }, r) => {
      const sum = memory[FIELDS + r]!
      return sum <= maxTicks && sum + reachable[next - from]! >= minTicks
    })

  const step: LineWalk['step'] = (before, s, activity) => {
    const memory = before.slice()
    if (c.joined[s] === 0 && s > from) {
      if (!leave(memory)) return null
      memory[OPEN] = -1
      memory[PENDING_AWAY] = 0
    }
    const ticks = c.ticks[s]!
    if (activity < 0) {
      memory[PENDING_AWAY]! += ticks
      if (memory[OPEN]! >= 0) memory[RUN_AWAY]! += ticks
    } else {
      if (memory[OPEN] === activity) {
        if (memory[TOUCHED] === 0 && returnedTooSoon) return null
        memory[TOTAL]! += ticks
        memory[JUDGED]! |= c.pinned[s]! ^ 1
      } else {
        if (!leave(memory) || !enter(memory, activity, c.startOn[s]!, false)) return null
        memory[OPEN] = activity
        memory[TOTAL] = ticks
        memory[RUN_AWAY] = memory[PENDING_AWAY]!
        memory[JUDGED] = c.pinned[s]! ^ 1
      }
      memory[TOUCHED] = 1
      memory[PENDING_AWAY] = 0
      noteEnd(memory, activity, c.endOn[s]!)
      if (memory[JUDGED] === 1 && memory[TOTAL]! > (shapes.get(activity)?.most ?? NO_LIMIT)) return null
      for (const [g, { gated, after, minTicks }] of gates.entries()) {
        if (gated[activity] === 1 && memory[atGates + g]! < minTicks) return null
        if (after[activity] === 1) memory[atGates + g] = Math.min(minTicks, memory[atGates + g]! + ticks)
      }
      for (const [r, { members }] of requirements.entries())
        if (members[activity] === 1 && s >= firstSlot[r]! && s <= lastSlot[r]!) memory[FIELDS + r]! += ticks
    }
    if (!withinReach(memory, s + 1)) return null
    return s + 1 < end || leave(memory) ? memory : null
  }
  return { begin, step, isNamed }
}

/** Ticks that the members could still add from each slot of the person on. */
function reachableTicks(c: Compiled, p: number, members: Uint8Array, first: number, last: number): Int32Array {
  const from = c.slotFrom[p]!
  const end = c.slotFrom[p + 1]!
  const ticks = new Int32Array(end - from + 1)
  for (let s = end - 1; s >= from; s--) {
    let opens = false
    for (let k = c.domainFrom[s]!; k < c.domainFrom[s + 1]!; k++) if (members[c.domain[k]!] === 1) opens = true
    ticks[s - from] = ticks[s - from + 1]! + (opens && s >= first && s <= last ? c.ticks[s]! : 0)
  }
  return ticks
}

function isTooSoon(history: { activityId: string; startOn: number; endOn: number }[], minDays: number): boolean {
  const last = history.at(-1)!
  const before = history.slice(0, -1).findLast(({ activityId }) => activityId === last.activityId)
  return before !== undefined && last.startOn - before.endOn - 1 < minDays
}
