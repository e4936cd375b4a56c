/** Changes of one line: a day, a stretch, a stretch that turns, two stretches that change places, a day of work that moves. */
import type { Prng } from '../engine/prng.ts'
import { addStretch, type Propose, type ShiftMove } from './move.ts'
import type { ShiftState } from './state.ts'

/** Longest stretch that is written or turned at once. */
const STRETCH = 14
const TRADED = 5
/** Shifts drawn for a day, of which the cheapest is taken. */
const DRAWS = 4
/** How far a day of work usually moves. */
const NEAR = 15

export interface LineMoves {
  changeDay: Propose
  changeStretch: Propose
  rotate: Propose
  trade: Propose
  moveDay: Propose
}

export function createLineMoves(state: ShiftState, move: ShiftMove, prng: Prng, drawPerson: () => number): LineMoves {
  const { c, lines, counts } = state
  const { days, width, follow, mustBeOff, maxOfShift, maxWork, minOff, assignCost, wanted, under, over } = c
  const { entries } = move
  const shiftsOf = allowedShifts(state)
  const mayWork = (person: number, day: number, shift: number): boolean =>
    shift === 0 || (mustBeOff[person * days + day] === 0 && maxOfShift[person * width + shift]! > 0)

  /** The cheapest of a few shifts that fit between their neighbours, or -1. */
  const chooseShift = (person: number, day: number, before: number, after: number): number => {
    const shifts = shiftsOf[person]!
    const row = day * width
    const cell = (person * days + day) * width
    let chosen = -1
    let least = 0
    for (let tries = 0; tries < DRAWS; tries++) {
      const shift = shifts[prng.below(shifts.length)]!
      if (follow[before * width + shift] === 0 || follow[shift * width + after] === 0) continue
      const marginal = counts[row + shift]! < wanted[row + shift]! ? -under[row + shift]! : over[row + shift]!
      const cost = marginal + assignCost[cell + shift]!
      if (chosen >= 0 && cost >= least) continue
      chosen = shift
      least = cost
    }
    return chosen
  }

  /** One entry of one line. */
  const changeDay = (): boolean => {
    const person = drawPerson()
    const day = prng.below(days)
    if (mustBeOff[person * days + day] !== 0) return false
    const shifts = shiftsOf[person]!
    const draw = prng.below(shifts.length + 1)
    const shift = draw === shifts.length ? 0 : shifts[draw]!
    if (lines[person * days + day] === shift) return false
    entries[addStretch(move, person, day, 1)] = shift
    return true
  }

  /** A stretch of work of legal successions, each day among a few shifts the one that costs least; or a stretch off. */
  const changeStretch = (): boolean => {
    const person = drawPerson()
    const day = prng.below(days)
    const off = prng.below(3) === 0
    const most = off ? minOff[person]! + 1 : maxWork[person]!
    const length = Math.min(1 + prng.below(Math.min(most, STRETCH)), days - day)
    const base = person * days
    if (off) {
      const offset = addStretch(move, person, day, length)
      entries.fill(0, offset, offset + length)
      return true
    }
    const shifts = shiftsOf[person]!
    if (shifts.length === 0) return false
    const offset = addStretch(move, person, day, length)
    let before = day > 0 ? lines[base + day - 1]! : 0
    const after = day + length < days ? lines[base + day + length]! : 0
    for (let k = 0; k < length; k++) {
      if (mustBeOff[base + day + k] !== 0) return false
      const row = (day + k) * width
      const cell = (base + day + k) * width
      let chosen = -1
      let least = 0
      for (let tries = 0; tries < DRAWS; tries++) {
        const shift = shifts[prng.below(shifts.length)]!
        if (follow[before * width + shift] === 0) continue
        if (k === length - 1 && follow[shift * width + after] === 0) continue
        const there = counts[row + shift]! - (lines[base + day + k] === shift ? 1 : 0)
        const marginal = there < wanted[row + shift]! ? -under[row + shift]! : over[row + shift]!
        const cost = marginal + assignCost[cell + shift]!
        if (chosen >= 0 && cost >= least) continue
        chosen = shift
        least = cost
      }
      if (chosen < 0) return false
      entries[offset + k] = chosen
      before = chosen
    }
    return true
  }

  /** A stretch of a line moves by one day; what it pushes out comes in at its other end. */
  const rotate = (): boolean => {
    const person = drawPerson()
    const day = prng.below(days)
    const length = Math.min(2 + prng.below(STRETCH - 1), days - day)
    if (length < 2) return false
    const offset = addStretch(move, person, day, length)
    const base = person * days + day
    const turn = prng.below(2) === 0 ? 1 : length - 1
    let different = false
    for (let k = 0; k < length; k++) {
      const entry = lines[base + ((k + turn) % length)]!
      if (!mayWork(person, day + k, entry)) return false
      entries[offset + k] = entry
      if (entry !== lines[base + k]) different = true
    }
    return different
  }

  /** Two stretches of one line change places: the amount of work stays as it is. */
  const trade = (): boolean => {
    const person = drawPerson()
    const length = 1 + prng.below(TRADED)
    const first = prng.below(days)
    const second = prng.below(days)
    if (Math.abs(first - second) < length || Math.max(first, second) + length > days) return false
    const firstOffset = addStretch(move, person, first, length)
    const secondOffset = addStretch(move, person, second, length)
    const base = person * days
    let different = false
    for (let k = 0; k < length; k++) {
      const early = lines[base + first + k]!
      const late = lines[base + second + k]!
      if (!mayWork(person, first + k, late) || !mayWork(person, second + k, early)) return false
      entries[firstOffset + k] = late
      entries[secondOffset + k] = early
      if (early !== late) different = true
    }
    return different
  }

  /** A day of work at the end of a run moves elsewhere in the line, beside other work or not. */
  const moveDay = (): boolean => {
    const person = drawPerson()
    const base = person * days
    const from = prng.below(days)
    if (lines[base + from] === 0 || shiftsOf[person]!.length === 0) return false
    const near = prng.below(4) !== 0
    const to = near ? from + prng.below(2 * NEAR + 1) - NEAR : prng.below(days)
    if (to < 0 || to >= days || lines[base + to] !== 0 || mustBeOff[base + to] !== 0) return false
    const before = to === 0 || to - 1 === from ? 0 : lines[base + to - 1]!
    const after = to === days - 1 || to + 1 === from ? 0 : lines[base + to + 1]!
    const shift = chooseShift(person, to, before, after)
    if (shift < 0) return false
    entries[addStretch(move, person, from, 1)] = 0
    entries[addStretch(move, person, to, 1)] = shift
    return true
  }

  return { changeDay, changeStretch, rotate, trade, moveDay }
}

/** By person, the shifts the person may work at all. */
function allowedShifts({ c }: ShiftState): Int32Array[] {
  return Array.from({ length: c.people }, (_, person) => {
    const every = Array.from({ length: c.shifts }, (_, k) => k + 1)
    return Int32Array.from(every.filter((shift) => c.maxOfShift[person * c.width + shift]! > 0))
  })
}
