import type { Need } from '../constraints/requirement.ts'
import { countHits } from '../constraints/wish.ts'
import { type MoveContext, mayHold } from './proposal.ts'

/** Where a move begins. */
export interface Focus {
  slot: number
  /** An activity that would help here, or -1. */
  wanted: number
  /** Another slot of the person where the slot's activity would help, or -1. */
  partner: number
}

/** Any slot with a choice. */
export function anywhere({ state, prng }: MoveContext): Focus {
  return { slot: state.c.open[prng.below(state.c.open.length)]!, wanted: -1, partner: -1 }
}

/** Any slot of the person with a choice, sometimes one of unusual worth; -1 without any. */
export function anySlotOf({ state, prng, oddSlots }: MoveContext, person: number): number {
  const { openFrom, open } = state.c
  const odd = oddSlots[person]!
  if (odd.length > 0 && prng.below(8) === 0) return odd[prng.below(odd.length)]!
  const from = openFrom[person]!
  const count = openFrom[person + 1]! - from
  return count === 0 ? -1 : open[from + prng.below(count)]!
}

/** A slot where something hurts: of a person whose line breaks a rule, or in an interval where a capacity is broken. */
export function sorePoint(m: MoveContext): Focus | null {
  const { state, prng } = m
  const { hot } = state.loads
  const people = state.hotPeople
  if (people.size > 0 && (hot.size === 0 || prng.below(2) === 0)) {
    return soreSlotOf(m, people.members[prng.below(people.size)]!)
  }
  if (hot.size === 0) return null
  const at = hot.members[prng.below(hot.size)]!
  const n = state.c.intervals.count
  const k = Math.floor(at / n)
  const rule = state.loads.rules[k]!
  const interval = at % n
  const over = state.loads.load[at]! > rule.max
  const { intervals, pinned } = state.c
  const { eligible } = rule
  const offset = prng.below(Math.max(1, eligible.length))
  for (let turn = 0; turn < eligible.length; turn++) {
    const p = eligible[(offset + turn) % eligible.length]!
    const slot = intervals.slotAt[p * n + interval]!
    if (slot < 0 || pinned[slot] === 1) continue
    const current = state.line.activity[slot]!
    if (current < 0 || (rule.members[current] === 1) !== over) continue
    if (over) return { slot, wanted: -1, partner: slotInNeed(m, k, p) }
    const wanted = memberFor(m, slot, rule.members)
    if (wanted >= 0) return { slot, wanted, partner: -1 }
  }
  return null
}

/** Where a person's line breaks a rule: at a requirement that is not met if a few draws find one, or anywhere in the line. */
function soreSlotOf(m: MoveContext, person: number): Focus | null {
  const { state, prng } = m
  const needs = m.needs[person]!
  for (let draw = 0; draw < 4 && needs.length > 0; draw++) {
    const need = needs[prng.below(needs.length)]!
    const ticks = ticksTowards(m, need)
    if (ticks >= need.least && ticks <= need.most) continue
    const short = ticks < need.least
    const size = need.last - need.first + 1
    const offset = prng.below(Math.max(1, size))
    for (let k = 0; k < size; k++) {
      const slot = need.first + ((offset + k) % size)
      const a = state.line.activity[slot]!
      if (a < 0 || (need.members[a] === 1) === short || isDecided(m, slot)) continue
      if (!short) return { slot, wanted: -1, partner: -1 }
      const wanted = memberFor(m, slot, need.members)
      if (wanted >= 0) return { slot, wanted, partner: -1 }
    }
  }
  const slot = anySlotOf(m, person)
  return slot < 0 ? null : { slot, wanted: -1, partner: -1 }
}

function ticksTowards({ state }: MoveContext, { members, first, last }: Need): number {
  const { activity } = state.line
  let ticks = 0
  for (let s = first; s <= last; s++) if (activity[s]! >= 0 && members[activity[s]!] === 1) ticks += state.c.ticks[s]!
  return ticks
}

function isDecided({ state }: MoveContext, slot: number): boolean {
  return state.c.domainFrom[slot + 1]! - state.c.domainFrom[slot]! < 2
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

/** A slot of the person at a time when the capacity has too few, if a few draws find one. */
function slotInNeed({ state, prng }: MoveContext, capacity: number, person: number): number {
  const { hot, load, rules } = state.loads
  const n = state.c.intervals.count
  for (let draw = 0; draw < 4; draw++) {
    const at = hot.members[prng.below(hot.size)]!
    if (Math.floor(at / n) !== capacity || load[at]! >= rules[capacity]!.min) continue
    return state.c.intervals.slotAt[person * n + (at % n)]!
  }
  return -1
}

/** A slot at which a wish drawn at random would be granted or is thwarted; `null` when it is granted already. */
export function openWish(m: MoveContext): Focus | null {
  const { state, prng, wishes } = m
  if (wishes.length === 0) return null
  const wish = wishes[prng.below(wishes.length)]!
  const { activity } = state.line
  const { first, last, wanted, members } = wish
  if (first > last || (countHits(wish, activity) === 0) !== wanted) return null
  const size = last - first + 1
  const offset = prng.below(size)
  for (let k = 0; k < size; k++) {
    const slot = first + ((offset + k) % size)
    if (activity[slot]! < 0 || isDecided(m, slot)) continue
    if (!wanted && members[activity[slot]!] === 1) return { slot, wanted: -1, partner: -1 }
    const activityWanted = wanted ? memberFor(m, slot, members) : -1
    if (activityWanted >= 0) return { slot, wanted: activityWanted, partner: -1 }
  }
  return null
}
