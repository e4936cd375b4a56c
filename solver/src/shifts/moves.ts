/** What the annealing tries: a mix of small changes, and now and then a window of a line planned anew. */
import type { Prng } from '../engine/prng.ts'
import { createShiftMove, LONGEST_STRETCH, type Propose, type ShiftMove, addStretch } from './move.ts'
import { createExchanges } from './moves-between.ts'
import { createLineMoves } from './moves-in-line.ts'
import { createReplanner } from './replan.ts'
import type { ShiftState } from './state.ts'

/** In a thousand moves, so many windows are planned anew; they take as long as all the others together. */
const REPLANS = 50
const SHORTEST_WINDOW = 4
/** Points for the longest shift by which a toll on minutes changes when they came out wrong. */
const TOLL_STEP = 2

export interface Proposer {
  move: ShiftMove
  propose: Propose
  /** Size of the random points that keep the planning of a window from always coming out the same. */
  setNoise: (points: number) => void
}

export function createProposer(state: ShiftState, prng: Prng): Proposer {
  const { c, lines } = state
  const { days, people, minutes, minMinutes, maxMinutes } = c
  const move = createShiftMove()
  const inLine = createLineMoves(state, move, prng)
  const between = createExchanges(state, move, prng)
  const tolls = { minute: new Float64Array(people), noise: 0 }
  const planWindow = createReplanner(state, prng, tolls, LONGEST_STRETCH)
  const tollStep = TOLL_STEP / Math.max(1, ...minutes)

  /** The best stretch of a line while all others stay, its minutes tolled until they come out right. */
  const replan = (): boolean => {
    const person = prng.below(people)
    const length = Math.min(SHORTEST_WINDOW + prng.below(LONGEST_STRETCH - SHORTEST_WINDOW + 1), days)
    const day = prng.below(days - length + 1)
    const offset = addStretch(move, person, day, length)
    if (!planWindow(person, day, day + length, move.entries, offset)) return false
    let worked = state.workedMinutes[person]!
    let different = false
    for (let k = 0; k < length; k++) {
      const before = lines[person * days + day + k]!
      const after = move.entries[offset + k]!
      if (before !== after) different = true
      worked += minutes[after]! - minutes[before]!
    }
    if (worked < minMinutes[person]!) tolls.minute[person] = tolls.minute[person]! - tollStep
    else if (worked > maxMinutes[person]!) tolls.minute[person] = tolls.minute[person]! + tollStep
    return different
  }

  const small: Propose[] = [
    ...often(4, inLine.changeDay),
    ...often(3, inLine.changeStretch),
    ...often(2, inLine.rotate),
    ...often(1, inLine.trade),
    ...often(3, inLine.moveDay),
    ...(people > 1 ? [...often(5, between.exchange), ...often(1, between.exchangeTwice)] : []),
  ]
  return {
    move,
    propose: () => {
      move.count = 0
      return prng.below(1000) < REPLANS ? replan() : small[prng.below(small.length)]!()
    },
    setNoise: (points) => {
      tolls.noise = points
    },
  }
}

function often(times: number, propose: Propose): Propose[] {
  return Array.from({ length: times }, () => propose)
}
