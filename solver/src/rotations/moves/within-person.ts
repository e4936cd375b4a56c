/** Moves inside one line. All but `changeActivity` keep what the person does in all, and only change when. */
import { anySlotOf, type Focus } from './focus.ts'
import { type MoveContext, mayHold, put } from './proposal.ts'

/** The slot takes another activity: `wanted`, or a neighbour's, or any. */
export function changeActivity(m: MoveContext, { slot, wanted }: Focus): boolean {
  const { c, line } = m.state
  const current = line.activity[slot]!
  let next = wanted >= 0 ? wanted : m.prng.below(2) === 0 ? neighbourActivity(m, slot) : -1
  if (next < 0 || next === current || !mayHold(m.state, slot, next)) {
    const from = c.domainFrom[slot]!
    next = c.domain[from + m.prng.below(c.domainFrom[slot + 1]! - from)]!
  }
  if (next === current) return false
  put(m.proposal, slot, next)
  return true
}

/** Two stretches of the same number of slots trade places: one slot, a few, or the whole run around the slot. */
export function swapStretches(m: MoveContext, { slot, partner }: Focus): boolean {
  const { c, line } = m.state
  const p = c.slotPerson[slot]!
  const other = partner >= 0 ? partner : anySlotOf(m, p)
  if (other === slot || line.activity[other] === line.activity[slot]) return false
  const { start, length } = stretchAround(m, slot)
  if (c.mixedTicks[p] === 1 && m.prng.below(2) === 0) return swapTicks(m, start, length, other)
  return swapWindows(m, start, other - (slot - start), length)
}

/** Puts the swap of two windows of one line into the proposal, leaving out what may not move; `false` when they do not fit. */
export function swapWindows(m: MoveContext, start: number, otherStart: number, length: number): boolean {
  const { c, line } = m.state
  const p = c.slotPerson[start]!
  const low = Math.max(c.slotFrom[p]!, Math.min(start, otherStart))
  const high = Math.max(start, otherStart)
  const fits = Math.min(length, high - low, c.slotFrom[p + 1]! - high)
  for (let k = 0; k < fits; k++) {
    const a = line.activity[low + k]!
    const b = line.activity[high + k]!
    if (a === b || a < 0 || b < 0 || !mayHold(m.state, low + k, b) || !mayHold(m.state, high + k, a)) continue
    put(m.proposal, low + k, b)
    put(m.proposal, high + k, a)
  }
  return m.proposal.count > 0
}

/** A stretch trades places with another of as many ticks in more or fewer slots: a week with two half weeks. */
function swapTicks(m: MoveContext, start: number, length: number, otherStart: number): boolean {
  const { c } = m.state
  const end = c.slotFrom[c.slotPerson[start]! + 1]!
  let ticks = 0
  for (let k = 0; k < length; k++) ticks += c.ticks[start + k]!
  let otherLength = 0
  for (let left = ticks; left > 0; otherLength++) {
    if (otherStart + otherLength >= end) return false
    left -= c.ticks[otherStart + otherLength]!
    if (left < 0) return false
  }
  const apart = start + length <= otherStart || otherStart + otherLength <= start
  return apart && copyTicks(m, start, length, otherStart) && copyTicks(m, otherStart, otherLength, start)
}

/** Proposes for each slot of a window what stands at the same distance in ticks from another start. */
function copyTicks(m: MoveContext, start: number, length: number, source: number): boolean {
  const { c, line } = m.state
  let from = source
  let ahead = 0
  for (let k = 0; k < length; k++) {
    const a = line.activity[from]!
    if (a < 0 || !mayHold(m.state, start + k, a)) {
      m.proposal.count = 0
      return false
    }
    put(m.proposal, start + k, a)
    ahead += c.ticks[start + k]!
    if (k + 1 === length) break
    while (ahead >= c.ticks[from]!) ahead -= c.ticks[from++]!
  }
  return true
}

/** The slot takes `wanted` (or a neighbour's activity, to grow its run) from another slot of the person, and gives its own. */
export function fetchActivity(m: MoveContext, { slot, wanted }: Focus): boolean {
  const { c, line } = m.state
  const p = c.slotPerson[slot]!
  const current = line.activity[slot]!
  const next = wanted >= 0 ? wanted : neighbourActivity(m, slot)
  if (next < 0 || next === current || !mayHold(m.state, slot, next)) return false
  const from = c.openFrom[p]!
  const size = c.openFrom[p + 1]! - from
  const offset = m.prng.below(size)
  let fallback = -1
  for (let k = 0; k < size; k++) {
    const other = c.open[from + ((offset + k) % size)]!
    if (line.activity[other] !== next || other === slot || !mayHold(m.state, other, current)) continue
    // Taking from an end of another run leaves that run whole.
    const inside = line.activity[other - 1] === next && line.activity[other + 1] === next
    if (inside || Math.abs(other - slot) === 1) {
      if (fallback < 0) fallback = other
      continue
    }
    fallback = other
    break
  }
  if (fallback < 0) return false
  put(m.proposal, slot, next)
  put(m.proposal, fallback, current)
  return true
}

/** The run around the slot moves earlier or later; what it passes over moves the other way. Pinned and away slots stay. */
export function moveRun(m: MoveContext, { slot }: Focus): boolean {
  const { c, line } = m.state
  const p = c.slotPerson[slot]!
  const openFrom = c.openFrom[p]!
  const openEnd = c.openFrom[p + 1]!
  const at = openPosition(m, slot)
  const a = line.activity[slot]!
  let first = at
  let last = at
  while (first > openFrom && line.activity[c.open[first - 1]!] === a) first--
  while (last + 1 < openEnd && line.activity[c.open[last + 1]!] === a) last++
  const size = last - first + 1
  const earlier = first - openFrom
  const later = openEnd - 1 - last
  const reach = m.prng.below(2) === 0 ? 6 : 1_000_000
  const back = Math.min(earlier, reach)
  const ahead = Math.min(later, reach)
  if (back + ahead === 0) return false
  const step = m.prng.below(back + ahead)
  const distance = step < back ? -(step + 1) : step - back + 1
  const from = distance < 0 ? first + distance : first
  const to = distance < 0 ? last : last + distance
  const width = to - from + 1
  const rotation = distance < 0 ? width - size : size
  for (let k = 0; k < width; k++) {
    const target = c.open[from + k]!
    const value = line.activity[c.open[from + ((k + rotation) % width)]!]!
    if (value === line.activity[target]) continue
    if (!mayHold(m.state, target, value)) {
      m.proposal.count = 0
      return false
    }
    put(m.proposal, target, value)
  }
  return m.proposal.count > 0
}

function openPosition({ state }: MoveContext, slot: number): number {
  const { open, openFrom, slotPerson } = state.c
  let low = openFrom[slotPerson[slot]!]!
  let high = openFrom[slotPerson[slot]! + 1]! - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (open[middle]! < slot) low = middle + 1
    else high = middle
  }
  return low
}

function neighbourActivity({ state, prng }: MoveContext, slot: number): number {
  const { c, line } = state
  const p = c.slotPerson[slot]!
  const other = prng.below(2) === 0 ? slot - 1 : slot + 1
  return other < c.slotFrom[p]! || other >= c.slotFrom[p + 1]! ? -1 : line.activity[other]!
}

/** One slot, a few from it, or the run around it. */
function stretchAround(m: MoveContext, slot: number): { start: number; length: number } {
  const choice = m.prng.below(4)
  if (choice === 0) return { start: slot, length: 1 }
  if (choice === 1) return { start: slot, length: 1 + m.prng.below(6) }
  return runAround(m, slot)
}

export function runAround({ state }: MoveContext, slot: number): { start: number; length: number } {
  const { c, line } = state
  const p = c.slotPerson[slot]!
  const a = line.activity[slot]!
  let start = slot
  let end = slot
  while (start > c.slotFrom[p]! && line.activity[start - 1] === a) start--
  while (end + 1 < c.slotFrom[p + 1]! && line.activity[end + 1] === a) end++
  return { start, length: end - start + 1 }
}
