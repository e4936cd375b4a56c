/**
 * A schedule built along prices, without a linear program: people are priced in turn and every line moves the prices, as in
 * `first-prices.ts`; those whose lines hardly change get theirs for good, what they cover is no longer wanted, and the prices
 * of the others settle anew. The more passes lie between, the better the schedule. A dive, with the multipliers of an
 * incremental subgradient (Nedić and Bertsekas, SIAM Journal on Optimization 12, 2001) in place of a linear program.
 */
import { type Prng, shuffled } from '../../engine/prng.ts'
import type { CompiledShifts } from '../compile.ts'
import { movePrices } from './first-prices.ts'
import { NO_LINE, type Pricer } from './pricing.ts'

export interface BuildOptions {
  /** Prices to begin with, `[day * width + entry]`. */
  rewards: Float64Array
  /** Passes over those who are left, between two times that lines are given for good. */
  passes: number
  /** One in so many of those who are left is given a line each time, at least one. */
  peoplePerLine: number
  shouldStop: () => boolean
}

/** In parts of what the dearest person too few costs: how far one line moves the price of what it covers. */
const STEP = 0.005
/** The same: what an entry is worth on top for having stood there always. */
const HABIT = 0.01
/** How much of what stood there before is remembered in each pass. */
const MEMORY = 0.8

/** `[person * days + day]`; null when stopped, or when somebody has no line. */
export function buildAlongPrices(
  c: CompiledShifts,
  pricer: Pricer,
  prng: Prng,
  { rewards, passes, peoplePerLine, shouldStop }: BuildOptions,
): Int8Array | null {
  const { days, width, people, under } = c
  const size = days * width
  const dearest = under.reduce((most, points) => Math.max(most, points), 1)
  const step = STEP * dearest
  const wanted = c.wanted.slice()
  const at = rewards.slice(0, size)
  const settled = at.slice()
  const habits = createHabits(c)
  const line = new Int8Array(days)
  const lines = new Int8Array(people * days)
  const left = new Set(Array.from({ length: people }, (_, person) => person))

  const pass = (): boolean => {
    const mean = new Float64Array(size)
    for (const person of shuffled(prng, people)) {
      if (!left.has(person)) continue
      if (shouldStop() || pricer.estimate(person, at, line) >= NO_LINE) return false
      habits.remember(person, line)
      movePrices(c, at, line, { wanted, people: left.size, step })
      for (let cell = 0; cell < size; cell++) mean[cell] = mean[cell]! + at[cell]! / left.size
    }
    for (let cell = 0; cell < size; cell++) settled[cell] = (settled[cell]! + mean[cell]!) / 2
    return true
  }
  while (left.size > 0) {
    for (let k = 0; k < passes; k++) if (!pass()) return null
    const most = Math.max(1, Math.floor(left.size / peoplePerLine))
    for (const person of habits.mostSettled(left).slice(0, most)) {
      const prices = habits.favoured(person, HABIT * dearest, settled)
      if (shouldStop() || pricer.price(person, prices, line) >= NO_LINE) return null
      lines.set(line, person * days)
      left.delete(person)
      for (let day = 0; day < days; day++) {
        const cell = day * width + line[day]!
        if (wanted[cell]! > 0) wanted[cell]!--
      }
    }
  }
  return lines
}

/** What each person's lines had on each day, the last ones most. */
function createHabits({ days, width, people }: CompiledShifts) {
  const size = days * width
  const habits = new Float32Array(people * size)
  const settledOf = (person: number): number => {
    let sum = 0
    for (let at = person * size; at < (person + 1) * size; at += width) {
      let most = 0
      for (let entry = 0; entry < width; entry++) most = Math.max(most, habits[at + entry]!)
      sum += most
    }
    return sum
  }
  return {
    remember: (person: number, line: Int8Array): void => {
      const from = person * size
      for (let cell = from; cell < from + size; cell++) habits[cell] = habits[cell]! * MEMORY
      for (let day = 0; day < days; day++) habits[from + day * width + line[day]!]! += 1 - MEMORY
    },
    /** Rewards that are higher, by up to so many points, for what the person usually has. */
    favoured: (person: number, points: number, rewards: Float64Array): Float64Array =>
      rewards.map((reward, cell) => reward + points * habits[person * size + cell]!),
    /** Those first whose days were most often the same. */
    mostSettled: (left: ReadonlySet<number>): number[] =>
      [...left]
        .map((person) => ({ person, settled: settledOf(person) }))
        .sort((a, b) => b.settled - a.settled || a.person - b.person)
        .map(({ person }) => person),
  }
}
