/** Moves of a call schedule: a day of one person, an exchange of days between two, and a new or another person for a shift. */
import type { Prng } from '../../engine/prng.ts'
import type { DayWindow } from '../rule-types.ts'
import { addCell, type CallMove, type CallState, createCallMove } from './call-state.ts'

/** Longest stretch that changes hands at once, in days. */
const LONGEST = 7
const TRIES = 6

export interface CallProposer {
  move: CallMove
  /** Fills `move`; `false` when the draw came to nothing. */
  propose: () => boolean
}

/** Proposes moves of all days, or of those of `window` alone. */
export function createCallProposer({ c, lines }: CallState, prng: Prng, window?: DayWindow): CallProposer {
  const { days, people, past, may, width, choices, parts, together } = c
  const hasParts = parts.some((own) => own.length > 1)
  const { fromDay, toDay } = window ?? { fromDay: 0, toDay: days - 1 }
  const move = createCallMove()
  /** Cells with a choice; the others never move. */
  const open = choices.flatMap((entries, cell) => {
    const isWithin = cell % days >= fromDay && cell % days <= toDay
    return entries.length > 1 && isWithin ? [cell] : []
  })

  const entryAt = (person: number, day: number): number => lines[person]![past + day]!
  const mayHold = (person: number, day: number, entry: number): boolean =>
    may[(person * days + day) * width + entry] === 1
  /** The entry of these shifts held together; -1 where there is none. */
  const entryOf = (wanted: number[]): number =>
    wanted.reduce((entry, part) => (entry < 0 ? -1 : together[entry * width + part]!), 0)
  const drawOpen = (): number => open[prng.below(open.length)]!
  const drawOther = (person: number): number => (person + 1 + prng.below(people - 1)) % people
  /** A cell with work, if a few draws find one. */
  const drawWorked = (): number => {
    let cell = drawOpen()
    for (let tries = 0; tries < TRIES && entryAt(Math.floor(cell / days), cell % days) === 0; tries++) cell = drawOpen()
    return cell
  }

  const changeDay = (): boolean => {
    const cell = drawOpen()
    const person = Math.floor(cell / days)
    const day = cell % days
    const entries = choices[cell]!
    const entry = entries[prng.below(entries.length)]!
    if (entry === entryAt(person, day)) return false
    addCell(move, person, day, entry)
    return true
  }

  const addExchange = (one: number, other: number, day: number, length: number): boolean => {
    let isDifferent = false
    for (let at = day; at < day + length; at++) {
      const own = entryAt(one, at)
      const theirs = entryAt(other, at)
      if (own === theirs) continue
      if (!mayHold(one, at, theirs) || !mayHold(other, at, own)) return false
      addCell(move, one, at, theirs)
      addCell(move, other, at, own)
      isDifferent = true
    }
    return isDifferent
  }

  /** Who works and who does not, or works something else, change places on some days: cover stays as it is. */
  const exchange = (): boolean => {
    if (people < 2) return false
    const cell = drawWorked()
    const one = Math.floor(cell / days)
    const day = cell % days
    for (let tries = 0; tries < TRIES; tries++) {
      move.count = 0
      const length = prng.below(2) === 0 ? 1 : 1 + prng.below(Math.min(LONGEST, toDay + 1 - day))
      if (addExchange(one, drawOther(one), day, length)) return true
    }
    return false
  }

  /** One shift of several, or the only one, goes to somebody who holds it beside what they work. */
  const give = (): boolean => {
    if (people < 2) return false
    const cell = drawWorked()
    const one = Math.floor(cell / days)
    const day = cell % days
    const own = parts[entryAt(one, day)]!
    if (own.length === 0) return false
    const part = own[prng.below(own.length)]!
    const rest = entryOf(own.filter((other) => other !== part))
    if (rest < 0 || !mayHold(one, day, rest)) return false
    for (let tries = 0; tries < TRIES; tries++) {
      const other = drawOther(one)
      const both = together[entryAt(other, day) * width + part]!
      if (both < 0 || !mayHold(other, day, both)) continue
      addCell(move, one, day, rest)
      addCell(move, other, day, both)
      return true
    }
    return false
  }

  /** Two such exchanges on single days, so that both work as much as before. */
  const trade = (): boolean => {
    if (people < 2) return false
    const cell = drawWorked()
    const one = Math.floor(cell / days)
    const day = cell % days
    const own = entryAt(one, day)
    for (let tries = 0; tries < TRIES; tries++) {
      const other = drawOther(one)
      const back = fromDay + prng.below(toDay + 1 - fromDay)
      move.count = 0
      if (back === day || entryAt(other, back) !== own || entryAt(one, back) === own) continue
      if (addExchange(one, other, day, 1) && addExchange(one, other, back, 1)) return true
    }
    return false
  }

  /** One person moves a stretch of work to other days. */
  const shiftStretch = (): boolean => {
    const cell = drawWorked()
    const person = Math.floor(cell / days)
    const day = cell % days
    const length = 1 + prng.below(3)
    const target = fromDay + prng.below(toDay + 1 - fromDay)
    if (Math.abs(target - day) < length || Math.max(target, day) + length > toDay + 1) return false
    let isDifferent = false
    for (let k = 0; k < length; k++) {
      const own = entryAt(person, day + k)
      const there = entryAt(person, target + k)
      if (own === there) continue
      if (!mayHold(person, day + k, there) || !mayHold(person, target + k, own)) return false
      addCell(move, person, day + k, there)
      addCell(move, person, target + k, own)
      isDifferent = true
    }
    return isDifferent
  }

  return {
    move,
    propose: () => {
      move.count = 0
      if (open.length === 0) return false
      const draw = prng.below(100)
      if (draw < 30) return changeDay()
      if (draw < 70) return hasParts && prng.below(2) === 0 ? give() : exchange()
      return draw < 90 ? trade() : shiftStretch()
    },
  }
}
