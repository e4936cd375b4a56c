/** What the annealing tries: a mix of small changes, and now and then a window of a line planned anew. */
import type { Prng } from '../engine/prng.ts'
import { createShiftMove, LONGEST_STRETCH, type Propose, type ShiftMove, addStretch } from './move.ts'
import { createExchanges } from './moves-between.ts'
import { createLineMoves } from './moves-in-line.ts'
import { createReplanner, type Tolls } from './replan.ts'
import type { ShiftState } from './state.ts'

/** In a thousand moves, so many windows are planned anew; they take as long as all the others together. */
const REPLANS = 50
const SHORTEST_WINDOW = 4
/** Points by which a toll changes when a limit is passed or not reached; on minutes, for the longest shift. */
const TOLL_STEP = 2
/** One in so many changes is for somebody whose line breaks a rule, once the proposer is told who they are. */
const FOCUS = 2

export interface Proposer {
  move: ShiftMove
  propose: Propose
  /** Size of the random points that keep the planning of a window from always coming out the same. */
  setNoise: (points: number) => void
  /** From now on, look more often at the people whose lines break a rule; `only` at them; call again as they change. */
  focus: (only: boolean) => void
}

export function createProposer(state: ShiftState, prng: Prng): Proposer {
  const { c, lines } = state
  const { days, people, width, maxWeekends, maxOfShift, minutes, minMinutes, maxMinutes } = c
  const move = createShiftMove()
  const broken = new Int32Array(people)
  let brokenCount = 0
  let onlyBroken = false
  const drawPerson = (): number =>
    brokenCount > 0 && (onlyBroken || prng.below(FOCUS) === 0) ? broken[prng.below(brokenCount)]! : prng.below(people)
  const inLine = createLineMoves(state, move, prng, drawPerson)
  const between = createExchanges(state, move, prng, drawPerson)
  const tolls: Tolls = {
    minute: new Float64Array(people),
    weekend: new Float64Array(people),
    shift: new Float64Array(people * width),
    noise: 0,
  }
  const planWindow = createReplanner(state, prng, tolls, LONGEST_STRETCH)
  const tollStep = TOLL_STEP / Math.max(1, ...minutes)

  const toll = (tolls: Float64Array, at: number, held: number, most: number): void => {
    if (held > most) tolls[at] = tolls[at]! + TOLL_STEP
    else if (held < most && tolls[at]! > 0) tolls[at] = tolls[at]! - TOLL_STEP
  }
  const tollLimits = (person: number): void => {
    toll(tolls.weekend, person, state.workedWeekends[person]!, maxWeekends[person]!)
    for (let at = person * width + 1; at < (person + 1) * width; at++)
      toll(tolls.shift, at, state.shiftCounts[at]!, maxOfShift[at]!)
  }

  /** The best stretch of a line while all others stay, its minutes tolled until they come out right. */
  const replan = (): boolean => {
    const person = drawPerson()
    tollLimits(person)
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
    focus: (only) => {
      onlyBroken = only
      brokenCount = state.findBroken(broken)
    },
  }
}

function often(times: number, propose: Propose): Propose[] {
  return Array.from({ length: times }, () => propose)
}
