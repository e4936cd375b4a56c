/** Moves between two people over the same dates: what rooms see stays the same, or nearly. */
import type { Focus } from './focus.ts'
import { type MoveContext, mayHold, put } from './proposal.ts'
import { runAround, swapWindows } from './within-person.ts'

/** Two people with the same slot dates exchange their activities for a stretch. */
export function exchangePeople(m: MoveContext, { slot }: Focus): boolean {
  const { state } = m
  const { c, line } = state
  const other = sameDates(m, slot)
  if (other < 0) return false
  const end = c.slotFrom[c.slotPerson[slot]! + 1]!
  const otherEnd = c.slotFrom[c.slotPerson[other]! + 1]!
  const length = m.prng.below(2) === 0 ? 1 : 1 + m.prng.below(8)
  for (let k = 0; k < length && slot + k < end && other + k < otherEnd; k++) {
    if (c.startOn[slot + k] !== c.startOn[other + k] || c.endOn[slot + k] !== c.endOn[other + k]) break
    const a = line.activity[slot + k]!
    const b = line.activity[other + k]!
    if (a < 0 || b < 0 || a === b || !mayHold(state, slot + k, b) || !mayHold(state, other + k, a)) continue
    put(m.proposal, slot + k, b)
    put(m.proposal, other + k, a)
  }
  return m.proposal.count > 0
}

/**
 * Person p goes from X to Y where q goes from Y to X, and the other way round at a second date: both keep what they do in
 * all, and every room keeps its numbers.
 */
export function exchangeTwice(m: MoveContext, { slot }: Focus): boolean {
  const { state } = m
  const { c, line } = state
  const other = sameDates(m, slot)
  if (other < 0) return false
  const x = line.activity[slot]!
  const y = line.activity[other]!
  if (x < 0 || y < 0 || x === y || !mayHold(state, slot, y) || !mayHold(state, other, x)) return false
  const p = c.slotPerson[slot]!
  const q = c.slotPerson[other]!
  const from = c.openFrom[p]!
  const size = c.openFrom[p + 1]! - from
  const n = c.intervals.count
  const offset = m.prng.below(size)
  for (let k = 0; k < size; k++) {
    const back = c.open[from + ((offset + k) % size)]!
    if (line.activity[back] !== y || !mayHold(state, back, x)) continue
    const otherBack = c.intervals.slotAt[q * n + c.intervals.first[back]!]!
    if (otherBack < 0 || line.activity[otherBack] !== x || !mayHold(state, otherBack, y)) continue
    if (c.startOn[otherBack] !== c.startOn[back] || c.endOn[otherBack] !== c.endOn[back]) continue
    put(m.proposal, slot, y)
    put(m.proposal, other, x)
    put(m.proposal, back, x)
    put(m.proposal, otherBack, y)
    return true
  }
  return false
}

/**
 * Two people with the same slot dates trade the dates of a stay that both have: each moves its own run to where the other had
 * it, and what lay there to where the run was. Both keep what they do in all, and the room of the stay keeps its numbers.
 */
export function tradeDates(m: MoveContext, { slot }: Focus): boolean {
  const { state } = m
  const { c, line } = state
  const other = sameDates(m, slot)
  if (other < 0) return false
  const x = line.activity[slot]!
  const p = c.slotPerson[slot]!
  const q = c.slotPerson[other]!
  const { start, length } = runAround(m, slot)
  const from = c.openFrom[q]!
  const size = c.openFrom[q + 1]! - from
  const offset = m.prng.below(Math.max(1, size))
  for (let k = 0; k < size; k++) {
    const there = c.open[from + ((offset + k) % size)]!
    if (line.activity[there] !== x) continue
    const otherStart = runAround(m, there).start
    const shift = other - slot
    if (Math.abs(otherStart - shift - start) < length || otherStart - shift < c.slotFrom[p]!) continue
    if (start + shift < c.slotFrom[q]! || start + shift + length > c.slotFrom[q + 1]!) return false
    if (c.startOn[otherStart - shift] !== c.startOn[otherStart]) continue
    swapWindows(m, start, otherStart - shift, length)
    swapWindows(m, start + shift, otherStart, length)
    return m.proposal.count > 0
  }
  return false
}

/** A slot of somebody else with exactly the same dates, or -1. */
function sameDates({ state, prng }: MoveContext, slot: number): number {
  const { c } = state
  const n = c.intervals.count
  const p = c.slotPerson[slot]!
  for (let attempt = 0; attempt < 8; attempt++) {
    const q = prng.below(c.personCount)
    if (q === p) continue
    const other = c.intervals.slotAt[q * n + c.intervals.first[slot]!]!
    if (other >= 0 && c.startOn[other] === c.startOn[slot] && c.endOn[other] === c.endOn[slot]) return other
  }
  return -1
}
