/** Whole schedules as lines with the cover they give, and their improvement by one exactly re-priced line at a time. */
import { type Prng, shuffled } from '../../engine/prng.ts'
import type { CompiledShifts } from '../compile.ts'
import { linePoints } from './master.ts'
import { NO_LINE, type Pricer } from './pricing.ts'

export interface Schedule {
  /** `[person * days + day]` */
  lines: Int8Array
  /** People on each cell, `[day * width + entry]`. */
  cover: Int32Array
}

export function scheduleOf(c: CompiledShifts, lines: Int8Array): Schedule {
  const schedule = { lines: lines.slice(), cover: new Int32Array(c.days * c.width) }
  for (let person = 0; person < c.people; person++) count(c, schedule, person, 1)
  return schedule
}

/** Points of the requests and of the cover. */
export function scheduleCost(c: CompiledShifts, { lines, cover }: Schedule): number {
  let cost = 0
  for (let person = 0; person < c.people; person++)
    cost += linePoints(c, person, lines.subarray(person * c.days, (person + 1) * c.days))
  for (let cell = 0; cell < cover.length; cell++) {
    const missing = c.wanted[cell]! - cover[cell]!
    cost += missing > 0 ? missing * c.under[cell]! : -missing * c.over[cell]!
  }
  return cost
}

export interface Reoptimiser {
  /**
   * Takes the line of a person out and puts the best one in for the cover that the others give; ties fall by chance.
   * Returns how many points that saved, or NO_LINE when no line was found and the old one stays.
   */
  improve: (schedule: Schedule, person: number) => number
  /** Gives everybody a line, one after the other; false when somebody has none. */
  construct: () => Schedule | null
  /** Improves people in turn until none of them improves any more. */
  sweep: (schedule: Schedule, people: readonly number[]) => void
  /** Takes out some lines, puts them back in another order, and returns the result if it is not worse. */
  shake: (schedule: Schedule, cost: number, size: number) => Schedule | null
}

/** Far below a point, so that chance decides between equals only. */
const NOISE = 1e-3

export function createReoptimiser(
  c: CompiledShifts,
  pricer: Pricer,
  prng: Prng,
  shouldStop: () => boolean,
): Reoptimiser {
  const { days, width } = c
  const rewards = new Float64Array(days * width)
  const line = new Int8Array(days)
  const noise = NOISE / (days * 1024)
  const setRewards = ({ cover }: Schedule): void => {
    for (let cell = 0; cell < rewards.length; cell++)
      rewards[cell] = (cover[cell]! < c.wanted[cell]! ? c.under[cell]! : -c.over[cell]!) + noise * prng.below(1024)
  }
  const insert = (schedule: Schedule, person: number): boolean => {
    setRewards(schedule)
    const isFound =
      pricer.price(person, rewards, line) < NO_LINE || pricer.price(person, rewards, line, { exact: true }) < NO_LINE
    if (!isFound) return false
    schedule.lines.set(line, person * days)
    return true
  }
  const reoptimiser: Reoptimiser = {
    improve: (schedule, person) => {
      count(c, schedule, person, -1)
      const old = schedule.lines.slice(person * days, (person + 1) * days)
      const isFound = insert(schedule, person)
      const saved = isFound ? rewardedCost(c, person, old, rewards) - rewardedCost(c, person, line, rewards) : NO_LINE
      if (isFound && saved < 0) schedule.lines.set(old, person * days)
      count(c, schedule, person, 1)
      return saved
    },
    construct: () => {
      const schedule = { lines: new Int8Array(c.people * days), cover: new Int32Array(days * width) }
      for (const person of shuffled(prng, c.people)) {
        if (!insert(schedule, person)) return null
        count(c, schedule, person, 1)
      }
      return schedule
    },
    sweep: (schedule, people) => {
      for (let idle = 0, at = 0; idle < people.length && !shouldStop(); at = (at + 1) % people.length) {
        const saved = reoptimiser.improve(schedule, people[at]!)
        idle = saved < NO_LINE && saved > 0.5 ? 0 : idle + 1
      }
    },
    shake: (schedule, cost, size) => {
      const people = shuffled(prng, c.people).slice(0, size)
      const shaken = { lines: schedule.lines.slice(), cover: schedule.cover.slice() }
      for (const person of people) count(c, shaken, person, -1)
      for (const person of people) {
        insert(shaken, person)
        count(c, shaken, person, 1)
      }
      reoptimiser.sweep(shaken, people)
      return scheduleCost(c, shaken) <= cost ? shaken : null
    },
  }
  return reoptimiser
}

function rewardedCost(c: CompiledShifts, person: number, line: Int8Array, rewards: Float64Array): number {
  let cost = linePoints(c, person, line)
  for (let day = 0; day < c.days; day++) cost -= rewards[day * c.width + line[day]!]!
  return cost
}

function count({ days, width }: CompiledShifts, { lines, cover }: Schedule, person: number, by: number): void {
  for (let day = 0; day < days; day++) {
    const cell = day * width + lines[person * days + day]!
    cover[cell] = cover[cell]! + by
  }
}
