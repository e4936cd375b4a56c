/** Every schedule of a small problem without soft rules, cut short at dead ends: it finds one, or shows that there is none. */
import { type Compiled, compile } from '../compile.ts'
import { createLoads } from '../constraints/capacity.ts'
import type { RotationProblem, RotationSolution } from '../problem.ts'
import { toSolution } from '../solution.ts'
import { createLineWalk, type LineWalk, type Memory } from './line-walk.ts'

export type Verdict = { kind: 'feasible'; solution: RotationSolution } | { kind: 'infeasible' } | { kind: 'unknown' }

/** Dead ends are remembered while their description stays this short. */
const MOST_LOADS_REMEMBERED = 400

/** Tries at most `maxNodes` slots; `shouldStop` is asked often. Rules with `soft` are read as hard. */
export function searchCompletely(problem: RotationProblem, maxNodes: number, shouldStop: () => boolean): Verdict {
  const c = compile(problem)
  const walks = problem.people.map((_, p) => createLineWalk(c, p))
  const rooms = createRooms(c)
  const order = slotOrder(c)
  const options = order.map((s) => optionsOf(c, s, walks[c.slotPerson[s]!]!, rooms))
  const activities = new Int16Array(c.slotCount).fill(-1)
  const deadEnds = new Set<string>()
  const remembers = rooms.size <= MOST_LOADS_REMEMBERED
  let nodes = 0
  let isCut = false

  const visit = (at: number, before: Memory | null): boolean => {
    if (at === order.length) return true
    const s = order[at]!
    const p = c.slotPerson[s]!
    const memory = s === c.slotFrom[p] ? walks[p]!.begin() : before
    if (memory === null) return false
    if (++nodes > maxNodes || (nodes % 256 === 0 && shouldStop())) isCut = true
    if (isCut) return false
    const key = remembers && options[at]!.length > 1 ? `${at}:${memory.join()}:${rooms.describe()}` : ''
    if (key !== '' && deadEnds.has(key)) return false
    for (const a of options[at]!) {
      const next = walks[p]!.step(memory, s, a)
      if (next === null) continue
      activities[s] = a
      if (rooms.decide(s, a) && visit(at + 1, next)) return true
      rooms.undo(s, a)
      activities[s] = -1
      if (isCut) return false
    }
    if (key !== '') deadEnds.add(key)
    return false
  }

  // People without slots can still break a rule, by their history.
  const idle = problem.people.some((_, p) => c.slotFrom[p] === c.slotFrom[p + 1] && walks[p]!.begin() === null)
  if (idle || !rooms.canHold()) return { kind: 'infeasible' }
  if (visit(0, null)) return { kind: 'feasible', solution: toSolution(c, activities) }
  return { kind: isCut ? 'unknown' : 'infeasible' }
}

/** Person by person, those with the fewest choices first. */
function slotOrder(c: Compiled): number[] {
  const choices = (p: number): number => c.domainFrom[c.slotFrom[p + 1]!]! - c.domainFrom[c.slotFrom[p]!]!
  const people = Array.from({ length: c.personCount }, (_, p) => p).sort((a, b) => choices(a) - choices(b) || a - b)
  return people.flatMap((p) =>
    Array.from({ length: c.slotFrom[p + 1]! - c.slotFrom[p]! }, (_, k) => c.slotFrom[p]! + k),
  )
}

/** What a slot may hold, with one activity standing for all that no rule names. */
function optionsOf(c: Compiled, s: number, { isNamed }: LineWalk, rooms: Rooms): number[] {
  if (c.away[s] === 1) return [-1]
  const options: number[] = []
  let hasPlain = false
  for (let k = c.domainFrom[s]!; k < c.domainFrom[s + 1]!; k++) {
    const a = c.domain[k]!
    const isPlain = isNamed[a] === 0 && !rooms.counts(s, a)
    if (isPlain && hasPlain) continue
    if (isPlain) hasPlain = true
    options.push(a)
  }
  return options
}

interface Rooms {
  /** Pairs of a room and a time. */
  size: number
  counts: (s: number, activity: number) => boolean
  /** Whether every room could still keep its limits before any slot is decided. */
  canHold: () => boolean
  /** Takes the slot's decision in; `false` when a room overflows or can no longer be filled. Call `undo` in both cases. */
  decide: (s: number, activity: number) => boolean
  undo: (s: number, activity: number) => void
  describe: () => string
}

function createRooms(c: Compiled): Rooms {
  const n = c.intervals.count
  const { rules, load } = createLoads(c)
  const mayCome = new Int32Array(load.length)
  const roomsOf: number[][] = Array.from({ length: c.slotCount }, () => [])
  for (let s = 0; s < c.slotCount; s++) {
    const domain = c.domain.subarray(c.domainFrom[s], c.domainFrom[s + 1])
    for (const [k, { people, members }] of rules.entries()) {
      if (people[c.slotPerson[s]!] === 1 && domain.some((a) => members[a] === 1)) roomsOf[s]!.push(k)
    }
  }
  /** Changes loads and those who may still come; `false` when a limit is out of reach afterwards. */
  const change = (s: number, activity: number, sign: number): boolean => {
    let holds = true
    for (const k of roomsOf[s]!) {
      const { members, max, min, firstInterval, lastInterval } = rules[k]!
      const comes = activity >= 0 && members[activity] === 1 ? sign : 0
      const first = Math.max(firstInterval, c.intervals.first[s]!)
      const last = Math.min(lastInterval, c.intervals.last[s]!)
      for (let i = first; i <= last; i++) {
        const at = k * n + i
        load[at]! += comes
        mayCome[at]! -= sign
        if (load[at]! > max || load[at]! + mayCome[at]! < min) holds = false
      }
    }
    return holds
  }
  for (let s = 0; s < c.slotCount; s++) change(s, -1, -1)
  return {
    size: load.length,
    counts: (s, a) => roomsOf[s]!.some((k) => rules[k]!.members[a] === 1),
    canHold: () =>
      rules.every(({ max, min, firstInterval, lastInterval }, k) => {
        for (let i = firstInterval; i <= lastInterval; i++) {
          const at = k * n + i
          if (load[at]! > max || load[at]! + mayCome[at]! < min) return false
        }
        return true
      }),
    decide: (s, a) => change(s, a, 1),
    undo: (s, a) => {
      change(s, a, -1)
    },
    describe: () => load.join(),
  }
}
