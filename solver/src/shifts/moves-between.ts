/** Exchanges between two lines on the same days: cover stays as it is. */
import type { Prng } from '../engine/prng.ts'
import { addStretch, type Propose, type ShiftMove } from './move.ts'
import type { ShiftState } from './state.ts'

const LONGEST = 14
const LONGEST_OF_TWO = 5

export function createExchanges(
  state: ShiftState,
  move: ShiftMove,
  prng: Prng,
  drawPerson: () => number,
): { exchange: Propose; exchangeTwice: Propose } {
  const { c, lines } = state
  const { days, people, width, mustBeOff, maxOfShift } = c
  const { entries } = move
  const mayWork = (person: number, day: number, shift: number): boolean =>
    shift === 0 || (mustBeOff[person * days + day] === 0 && maxOfShift[person * width + shift]! > 0)

  const addExchange = (one: number, other: number, day: number, length: number): boolean => {
    const oneBase = one * days
    const otherBase = other * days
    const oneOffset = addStretch(move, one, day, length)
    const otherOffset = addStretch(move, other, day, length)
    let different = false
    for (let k = 0; k < length; k++) {
      const own = lines[oneBase + day + k]!
      const theirs = lines[otherBase + day + k]!
      if (!mayWork(one, day + k, theirs) || !mayWork(other, day + k, own)) return false
      entries[oneOffset + k] = theirs
      entries[otherOffset + k] = own
      if (own !== theirs) different = true
    }
    return different
  }

  /** The lines of two people change places on the same days: cover stays as it is. */
  const exchange = (): boolean => {
    if (people < 2) return false
    const one = drawPerson()
    const other = (one + 1 + prng.below(people - 1)) % people
    const day = prng.below(days)
    return addExchange(one, other, day, Math.min(1 + prng.below(LONGEST), days - day))
  }

  /** Two such exchanges between the same people, so that their amounts of work can stay as they are. */
  const exchangeTwice = (): boolean => {
    if (people < 2) return false
    const one = drawPerson()
    const other = (one + 1 + prng.below(people - 1)) % people
    const length = 1 + prng.below(LONGEST_OF_TWO)
    const first = prng.below(days)
    const second = prng.below(days)
    if (Math.abs(first - second) < length || Math.max(first, second) + length > days) return false
    return addExchange(one, other, first, length) && addExchange(one, other, second, length)
  }

  return { exchange, exchangeTwice }
}
