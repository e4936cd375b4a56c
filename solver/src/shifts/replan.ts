/**
 * The best entries of one line in a window of days, everything around it as it is: dynamic programming over runs and kinds of
 * shift against what each entry costs now. Minutes and limits are tolled, not counted: a proposal.
 */
import { ACCEPTANCE, ACCEPTANCE_MASK } from '../engine/annealing.ts'
import type { Prng } from '../engine/prng.ts'
import { buildRunModel } from './run-model.ts'
import type { ShiftState } from './state.ts'

const NO_WAY = 1e15

export interface Tolls {
  /** Points per minute worked, by person; below 0 where minutes are missing. */
  minute: Float64Array
  /** Points per weekend worked, by person. */
  weekend: Float64Array
  /** Points per shift, `[person * width + shift]`. */
  shift: Float64Array
  /** Size of the random points added to every entry, so that the same window need not come out the same. */
  noise: number
}

/**
 * Returns `replan(person, from, to, entries, offset)`, which writes the entries of the days `from` to `to - 1`; `false` when the
 * rules of runs and successions leave none that fits the days around.
 */
export function createReplanner(state: ShiftState, prng: Prng, tolls: Tolls, longest: number) {
  const { c, lines, counts } = state
  const { days, width, mustBeOff, assignCost, wanted, under, over, minutes, weekendOf } = c
  const models = Array.from({ length: c.people }, (_, person) => buildRunModel(c, person))
  const mostOptions = models.reduce((most, { entries }) => Math.max(most, entries.length), 0)
  const mostStates = models.reduce((most, { states }) => Math.max(most, states), 1)
  const optionCost = new Float64Array(mostOptions)
  const optionEntry = new Int8Array(longest * mostOptions)
  const values = new Float64Array((longest + 1) * mostStates)
  const cameFrom = new Int16Array((longest + 1) * mostStates)
  const chosen = new Int8Array((longest + 1) * mostStates)

  /** Points of an entry on a day that is empty in this line: request, cover, tolls and noise. */
  const costOf = (person: number, day: number, entry: number): number => {
    const noise = tolls.noise * ACCEPTANCE[prng.bits() & ACCEPTANCE_MASK]!
    const request = assignCost[(person * days + day) * width + entry]!
    if (entry === 0) return request + noise
    const at = day * width + entry
    const there = counts[at]! - (lines[person * days + day] === entry ? 1 : 0)
    const cover = there < wanted[at]! ? -under[at]! : over[at]!
    return request + cover + minutes[entry]! * tolls.minute[person]! + tolls.shift[person * width + entry]! + noise
  }

  const fillOptionCosts = (person: number, day: number, step: number): void => {
    const { entries } = models[person]!
    const isFree = mustBeOff[person * days + day] === 0
    for (let option = 0; option < entries.length; option++) {
      let least = NO_WAY
      if (isFree)
        for (const entry of entries[option]!) {
          const cost = costOf(person, day, entry)
          if (cost >= least) continue
          least = cost
          optionEntry[step * mostOptions + option] = entry
        }
      optionCost[option] = least
    }
  }

  return (person: number, from: number, to: number, entries: Int8Array, offset: number): boolean => {
    const { kind, after, kinds, states, offStates: offs } = models[person]!
    const base = person * days
    const maxWork = c.maxWork[person]!
    const minWork = c.minWork[person]!
    const workState = (run: number, kindOf: number): number => offs + (run - 1) * kinds + kindOf
    const length = to - from
    values.fill(NO_WAY, 0, (length + 1) * mostStates)
    const start = startState(person, from)
    if (start < 0) return false
    values[start] = 0

    for (let step = 0; step < length; step++) {
      const day = from + step
      const now = step * mostStates
      const next = now + mostStates
      fillOptionCosts(person, day, step)
      const reach = (at: number, value: number, before: number, option: number): void => {
        if (value >= values[next + at]!) return
        values[next + at] = value
        cameFrom[next + at] = before
        chosen[next + at] = option
      }
      const offCost = mustBeOff[base + day] === 0 ? costOf(person, day, 0) : assignCost[(base + day) * width]!
      for (let run = 0; run < offs; run++)
        if (values[now + run]! < NO_WAY) reach(Math.min(run + 1, offs - 1), values[now + run]! + offCost, run, -1)
      for (let run = 1; run <= maxWork; run++) {
        if (run < minWork && run !== day) continue
        for (let kindOf = 0; kindOf < kinds; kindOf++) {
          const before = workState(run, kindOf)
          if (values[now + before]! < NO_WAY) reach(0, values[now + before]! + offCost, before, -1)
        }
      }
      // The cheapest state off from which work may begin: off long enough, or since before the first day.
      let rested = offs - 1
      for (let run = 0; run < offs - 1; run++)
        if (run + 1 === day && values[now + run]! < values[now + rested]!) rested = run
      for (let option = 0; option < kind.length; option++) {
        const cost = optionCost[option]!
        if (cost >= NO_WAY) continue
        const left = kind[option]!
        const begun = values[now + rested]! + cost + (weekendOf[day]! >= 0 ? tolls.weekend[person]! : 0)
        if (maxWork > 0 && begun < NO_WAY) reach(workState(1, left), begun, rested, option)
        // Whoever worked on Saturday pays nothing more on Sunday.
        const entersWeekend = weekendOf[day]! >= 0 && weekendOf[day] !== weekendOf[day - 1]
        const going = cost + (entersWeekend ? tolls.weekend[person]! : 0)
        const kindsBefore = after[option]!
        for (let run = 1; run < maxWork; run++) {
          const at = workState(run + 1, left)
          for (let k = 0; k < kindsBefore.length; k++) {
            const before = workState(run, kindsBefore[k]!)
            if (values[now + before]! < NO_WAY) reach(at, values[now + before]! + going, before, option)
          }
        }
      }
    }
    let best = NO_WAY
    let at = -1
    for (let end = 0; end < states; end++) {
      const value = values[length * mostStates + end]!
      if (value < best && fitsAfter(person, to, end)) {
        best = value
        at = end
      }
    }
    for (let step = length; step > 0 && at >= 0; step--) {
      const option = chosen[step * mostStates + at]!
      entries[offset + step - 1] = option < 0 ? 0 : optionEntry[(step - 1) * mostOptions + option]!
      at = cameFrom[step * mostStates + at]!
    }
    return best < NO_WAY
  }

  /** The state on the eve of `from`; -1 when the run before is too long to say. */
  function startState(person: number, from: number): number {
    const base = person * days
    const { kinds, entries, kind, offStates: offs } = models[person]!
    if (from === 0) return offs - 1
    const working = lines[base + from - 1] !== 0
    let run = 1
    while (run < from && (lines[base + from - 1 - run] !== 0) === working) run++
    if (!working) return Math.min(run, offs) - 1
    if (run > c.maxWork[person]!) return -1
    const option = entries.findIndex((alike) => alike.includes(lines[base + from - 1]!))
    return offs + (run - 1) * kinds + kind[option]!
  }

  /** Whether a state on the day before `to` goes with the line from `to` on. */
  function fitsAfter(person: number, to: number, end: number): boolean {
    if (to === days) return true
    const base = person * days
    const { kinds, entries, after, offStates: offs } = models[person]!
    const worksNext = lines[base + to] !== 0
    let run = 1
    while (to + run < days && (lines[base + to + run] !== 0) === worksNext) run++
    const endsInside = to + run < days
    const worked = end < offs ? 0 : Math.floor((end - offs) / kinds) + 1
    if (worksNext && worked > 0) {
      if (worked + run > c.maxWork[person]!) return false
      if (endsInside && worked < to && worked + run < c.minWork[person]!) return false
      const option = entries.findIndex((alike) => alike.includes(lines[base + to]!))
      return after[option]!.includes((end - offs) % kinds)
    }
    if (!worksNext && worked === 0) return !endsInside || end + 1 + run >= offs || end + 1 === to
    if (endsInside && run < (worksNext ? c.minWork[person]! : offs)) return false
    return worksNext ? end + 1 >= offs || end + 1 === to : worked >= c.minWork[person]! || worked === to
  }
}
