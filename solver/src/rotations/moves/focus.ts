import { type MoveContext, mayHold } from './proposal.ts'

/** Any slot with a choice. */
export function anySlot({ state, prng }: MoveContext): number {
  return state.c.open[prng.below(state.c.open.length)]!
}

export function anySlotOf({ state, prng }: MoveContext, person: number): number {
  const { openFrom, open } = state.c
  const from = openFrom[person]!
  const count = openFrom[person + 1]! - from
  return count === 0 ? -1 : open[from + prng.below(count)]!
}

/** A slot where something hurts: of a person whose line breaks a rule, or in an interval where a capacity is broken. */
export function sorePoint(m: MoveContext): { slot: number; wanted: number } | null {
  const { state, prng } = m
  const { hot } = state.loads
  const people = state.hotPeople
  if (people.size > 0 && (hot.size === 0 || prng.below(2) === 0)) {
    const slot = anySlotOf(m, people.members[prng.below(people.size)]!)
    return slot < 0 ? null : { slot, wanted: -1 }
  }
  if (hot.size === 0) return null
  const at = hot.members[prng.below(hot.size)]!
  const n = state.c.intervals.count
  const rule = state.loads.rules[Math.floor(at / n)]!
  const interval = at % n
  const over = state.loads.load[at]! > rule.max
  const { personCount, intervals, pinned } = state.c
  const offset = prng.below(personCount)
  for (let k = 0; k < personCount; k++) {
    const p = (offset + k) % personCount
    const slot = intervals.slotAt[p * n + interval]!
    if (slot < 0 || rule.people[p] === 0 || pinned[slot] === 1) continue
    const current = state.line.activity[slot]!
    if (current < 0 || (rule.members[current] === 1) !== over) continue
    if (over) return { slot, wanted: -1 }
    const wanted = memberFor(m, slot, rule.members)
    if (wanted >= 0) return { slot, wanted }
  }
  return null
}

function memberFor({ state, prng }: MoveContext, slot: number, members: Uint8Array): number {
  const { domainFrom, domain } = state.c
  const from = domainFrom[slot]!
  const size = domainFrom[slot + 1]! - from
  const offset = prng.below(Math.max(1, size))
  for (let k = 0; k < size; k++) {
    const a = domain[from + ((offset + k) % size)]!
    if (members[a] === 1 && mayHold(state, slot, a)) return a
  }
  return -1
}
