/** Moves inside one line. All but `changeActivity` keep what the person does in all, and only change when. */
import { anySlotOf } from './focus.ts'
import { type MoveContext, mayHold, put } from './proposal.ts'

/** The slot takes another activity: `wanted`, or a neighbour's, or any. */
export function changeActivity(m: MoveContext, slot: number, wanted: number): boolean {
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

/** Two stretches of the same number of slots trade places. */
export function swapStretches(m: MoveContext, slot: number): boolean {
  const { c, line } = m.state
  const other = anySlotOf(m, c.slotPerson[slot]!)
  if (other === slot || line.activity[other] === line.activity[slot]) return false
  const low = Math.min(slot, other)
  const high = Math.max(slot, other)
  const end = c.slotFrom[c.slotPerson[slot]! + 1]!
  const length = Math.min(stretchLength(m, slot), high - low, end - high)
  for (let k = 0; k < length; k++) {
    const a = line.activity[low + k]!
    const b = line.activity[high + k]!
    if (a === b) continue
    if (a < 0 || b < 0 || !mayHold(m.state, low + k, b) || !mayHold(m.state, high + k, a)) continue
    put(m.proposal, low + k, b)
    put(m.proposal, high + k, a)
  }
  return m.proposal.count > 0
}

/** The slot takes `wanted` (or a neighbour's activity, to grow its run) from another slot of the person, and gives its own. */
export function fetchActivity(m: MoveContext, slot: number, wanted: number): boolean {
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
export function moveRun(m: MoveContext, slot: number): boolean {
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

/** One slot, the rest of the slot's run, or a few. */
function stretchLength({ state, prng }: MoveContext, slot: number): number {
  const choice = prng.below(4)
  if (choice < 2) return 1
  if (choice === 2) return 1 + prng.below(6)
  const { c, line } = state
  const end = c.slotFrom[c.slotPerson[slot]! + 1]!
  let length = 1
  while (slot + length < end && line.activity[slot + length] === line.activity[slot]) length++
  return length
}
