/**
 * Prices of cover and of whatever is counted over the horizon, found by a Lagrangian relaxation of both: what is left of a person
 * is the shortest path of `tolled-line.ts`, so a pass over everybody takes milliseconds even for a year. People are planned in
 * turn; after each one what their line covers is worth a step less and what is wanted a little more, and their own tolls move by
 * how far the line is from its limits (incremental subgradient; Nedić and Bertsekas, SIAM Journal on Optimization 12, 2001).
 */
import { type Prng, shuffle } from '../../engine/prng.ts'
import { type CompiledShifts, OFF } from '../compile.ts'
import { horizonLimits } from './horizon-limits.ts'
import { createPaceMeter, type Pace } from './pace.ts'
import { createTolledLines, type PersonTolls } from './tolled-line.ts'

export interface LongPrices {
  /** Points that one more person is worth, `[day * width + entry]`. */
  rewards: Float64Array
  /** By person. */
  tolls: PersonTolls[]
}

export interface Ascent {
  /** One pass over everybody with steps of so many points; false when it was stopped, or somebody has no line at all. */
  pass: (step: number) => boolean
  /** The mean rewards of the last pass and the tolls at its end. */
  prices: LongPrices
  /** The points of the best relaxed schedule at `prices`: no schedule has fewer. Null when stopped. */
  bound: () => number | null
  /** Of the lines of the last passes. */
  pace: () => Pace
}

/**
 * How much faster than rewards tolls move, times days: a toll changes a line on many days at once, so its steps are that much
 * smaller for each minute, weekend or shift too many. Measured on the published instances 16 to 24.
 */
const MINUTE_RATE = 3
const WEEKEND_RATE = 80
const SHIFT_RATE = 10
/** Rewards rise so many times in a pass: after everybody it would take longer than planning. */
const RISES = 10
/** Sums of a million doubles are off by less than this part of the sizes added up. */
const ROUNDING = 1e-10

export function createAscent(c: CompiledShifts, prng: Prng, shouldStop: () => boolean): Ascent {
  const { days, width, people, under, over, wanted, maxOfShift, maxWeekends, assignCost } = c
  const planner = createTolledLines(c)
  const { minMinutes, maxMinutes, typicalMinutes } = horizonLimits(c)
  const at = new Float64Array(days * width)
  const line = new Int8Array(days)
  const meter = createPaceMeter(c)
  const cells = Int32Array.from(Array.from(wanted.keys()).filter((cell) => wanted[cell]! > 0))
  const order = Int32Array.from({ length: people }, (_, person) => person)
  const longest = c.minutes.reduce((most, length) => Math.max(most, length), 0)
  const perRise = Math.ceil(people / RISES)
  const prices: LongPrices = {
    rewards: new Float64Array(days * width),
    tolls: Array.from({ length: people }, () => ({ minute: 0, weekend: 0, shift: new Float64Array(width) })),
  }

  const moveTolls = (person: number, step: number): void => {
    const tolls = prices.tolls[person]!
    const { minutes, weekends, counts } = planner
    const minuteStep = (MINUTE_RATE * step) / (days * typicalMinutes * typicalMinutes)
    tolls.minute = movedMinute(tolls.minute, minuteStep, minutes, minMinutes[person]!, maxMinutes[person]!)
    const weekendStep = (WEEKEND_RATE * step) / days
    tolls.weekend = Math.max(0, tolls.weekend + weekendStep * (weekends - maxWeekends[person]!))
    const shiftStep = (SHIFT_RATE * step) / days
    for (let entry = 1; entry < width; entry++) {
      const most = maxOfShift[person * width + entry]!
      if (most < days && most > 0)
        tolls.shift[entry] = Math.max(0, tolls.shift[entry]! + shiftStep * (counts[entry]! - most))
    }
  }

  const dearest = assignCost.reduce((most, points) => Math.max(most, points), 0)
  /** Of one day, and what sums on the way through a line may come to, divided by the days. */
  const largestCost = ({ minute, weekend, shift }: PersonTolls): number =>
    dearest +
    prices.rewards.reduce((most, points) => Math.max(most, Math.abs(points)), 0) +
    Math.abs(minute) * longest +
    weekend +
    shift.reduce((most, points) => Math.max(most, points), 0)

  return {
    prices,
    pace: meter.pace,
    pass: (step) => {
      shuffle(prng, order)
      prices.rewards.fill(0)
      for (let k = 0; k < people; k++) {
        if (shouldStop()) return false
        const person = order[k]!
        if (planner.plan(person, at, prices.tolls[person]!, line) === Number.POSITIVE_INFINITY) return false
        meter.note(person, line)
        moveTolls(person, step)
        for (let day = 0; day < days; day++) {
          const cell = day * width + line[day]!
          if (line[day] !== OFF) at[cell] = Math.max(-over[cell]!, at[cell]! - step)
        }
        const since = (k % perRise) + 1
        if (since < perRise && k < people - 1) continue
        const rise = (step * since) / people
        for (const cell of cells) at[cell] = Math.min(under[cell]!, at[cell]! + rise * wanted[cell]!)
        for (let cell = 0; cell < at.length; cell++) prices.rewards[cell]! += (at[cell]! * since) / people
      }
      // Beyond these nothing would be proven, and a mean may be off in its last digit.
      for (let cell = 0; cell < at.length; cell++)
        prices.rewards[cell] = Math.min(under[cell]!, Math.max(-over[cell]!, prices.rewards[cell]!))
      return true
    },
    bound: () => {
      let sum = 0
      let size = 0
      const add = (points: number): void => {
        sum += points
        size += Math.abs(points)
      }
      for (let cell = 0; cell < wanted.length; cell++) add(wanted[cell]! * prices.rewards[cell]!)
      for (let person = 0; person < people; person++) {
        if (shouldStop()) return null
        const tolls = prices.tolls[person]!
        add(planner.plan(person, prices.rewards, tolls, line))
        size += days * largestCost(tolls)
        add(-tolls.minute * (tolls.minute > 0 ? maxMinutes[person]! : minMinutes[person]!))
        add(-tolls.weekend * maxWeekends[person]!)
        for (let entry = 1; entry < width; entry++) add(-tolls.shift[entry]! * maxOfShift[person * width + entry]!)
      }
      return sum - size * ROUNDING
    },
  }
}

/** Dearer above the most minutes and cheaper below the least; between the two back towards nothing. */
function movedMinute(toll: number, step: number, minutes: number, least: number, most: number): number {
  if (toll > 0) return Math.max(0, toll + step * (minutes - most))
  if (toll < 0) return Math.min(0, toll + step * (minutes - least))
  return step * (Math.max(0, minutes - most) - Math.max(0, least - minutes))
}
