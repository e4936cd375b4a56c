/**
 * Large-neighbourhood search (Shaw 1998): some days of everybody, or some people, are solved anew, by column generation, as a
 * small problem of their own. The linear program of a few weeks is nearly whole, so one dive mostly reaches its value.
 * Prices of days stay for the next windows. Windows of several stretches of days let people move what they have little
 * of in a year, such as weekends, from one part of it to another.
 */
import { type Prng, shuffled } from '../../engine/prng.ts'
import type { CompiledShifts } from '../compile.ts'
import { dive } from './dive.ts'
import { generate, TOLERANCE } from './generate.ts'
import { addLine, createMaster } from './master.ts'
import { createPricer } from './pricing.ts'
import { createReoptimiser, type Schedule, scheduleCost, scheduleOf } from './reoptimise.ts'
import { warmSmoothing } from './stabilise.ts'
import { mergedInto, openWindow, rewardsWithin, type Window } from './window.ts'

export interface WindowsOptions {
  prng: Prng
  /** Asked often; each time stands for about as much work. */
  shouldStop: () => boolean
  /** Whether everything is to end at once, in the middle of a table as well. */
  isCancelled?: () => boolean
  /** The best schedule, which others may have found meanwhile. */
  best: () => Incumbent
  /** Told of schedules that keep all rules. */
  onLines: (lines: Int8Array) => void
}

interface Incumbent {
  lines: Int8Array
  objective: number
}

/** Windows of everybody on so many stretches of days or, with none, of some people on all days. */
interface Kind {
  stretches: number
  /** Days in all, or people. */
  size: number
  fewest: number
  most: number
  /** Gained and spent lately. */
  gained: number
  spent: number
  /** Where the next one begins. */
  from: number
}

/** Of the linear program, to begin with; and at most: its time grows faster than their square. */
const FIRST_CELLS = 140
const MOST_CELLS = 700
const FEWEST_DAYS = 3
const MOST_STRETCHES = 3
/** Up to so many days people have windows of all of them. */
const MOST_DAYS_OF_GROUPS = 55
const FEWEST_PEOPLE = 4
const MOST_PEOPLE = 40
/** After so many rounds a window is taken as it is. */
const MOST_ROUNDS = 60
/** One in so many of a window's people is fixed in a step of a dive: its linear program is nearly whole, and it comes round again. */
const LEFT_PER_LINE = 3
/** The same of whole lines, whose linear program is less whole. */
const LEFT_PER_WHOLE_LINE = 10
/** A step of a dive need not be exact for the same reason. */
const MOST_ROUNDS_OF_STEP = 12
/** How the size changes where there was nothing to be gained, and after a dive in vain. */
const GROWTH = 1.2
const SHRINKING = 0.92
/** What was gained and spent fades with each window of the kind. */
const FADING = 0.9
/** Days of tables that take as long as the work between two looks. */
const DAYS_PER_LOOK = 25
/** One window in so many is of another kind than the best one. */
const EXPLORING = 4

/** Windows in a row that led to nothing better: there are hardly any left. */
const MOST_MISSES = 60

/** Goes on until it shall stop, or nothing better is found any more. */
export function searchWindows(c: CompiledShifts, options: WindowsOptions): void {
  const { prng, best, onLines } = options
  const rewards = Float64Array.from(c.under, (points) => points / 2)
  let looks = 0
  const shouldStop = (): boolean => {
    looks++
    return options.shouldStop()
  }
  const kinds = kindsOf(c, prng)
  const everybody = Array.from({ length: c.people }, (_, person) => person)
  for (let misses = 0; misses < MOST_MISSES && !shouldStop(); ) {
    const kind = prng.below(EXPLORING) === 0 ? kinds[prng.below(kinds.length)]! : bestOf(kinds)
    const before = best()
    const schedule = scheduleOf(c, before.lines)
    const isGroup = kind.stretches === 0
    const people = isGroup ? shuffled(prng, c.people).slice(0, Math.round(kind.size)) : everybody
    const isFree = isGroup ? new Uint8Array(c.days).fill(1) : freeDays(c, schedule, kind, prng)
    const window = openWindow(c, schedule, { people, isFree })
    const from = looks
    const leftPerLine = isGroup ? LEFT_PER_WHOLE_LINE : LEFT_PER_LINE
    const found = solveWindow(window, before.objective, rewards, leftPerLine, { ...options, shouldStop })
    const now = best()
    if (found.lines) onLines(mergedInto(window, c, before.lines, now.lines, found.lines))
    else kind.size = Math.max(kind.fewest, Math.min(kind.most, kind.size * (found.isExhausted ? GROWTH : SHRINKING)))
    const gain = now.objective - best().objective
    misses = best().objective < before.objective ? 0 : misses + 1
    kind.gained = (Number.isFinite(kind.gained) ? FADING * kind.gained : 0) + gain
    kind.spent = FADING * kind.spent + looks - from + found.days / DAYS_PER_LOOK
  }
}

function kindsOf(c: CompiledShifts, prng: Prng): Kind[] {
  const mostDays = Math.min(c.days, Math.max(FEWEST_DAYS, Math.floor(MOST_CELLS / c.shifts)))
  const days = Math.min(mostDays, Math.max(FEWEST_DAYS, Math.ceil(FIRST_CELLS / c.shifts)))
  const isShort = c.days <= MOST_DAYS_OF_GROUPS
  return Array.from({ length: isShort ? 2 : MOST_STRETCHES }, (_, k): Kind => {
    const stretches = isShort ? k : k + 1
    const fewest = Math.min(c.people, FEWEST_PEOPLE)
    const range =
      stretches === 0
        ? { size: fewest, fewest, most: Math.min(c.people, MOST_PEOPLE) }
        : { size: days, fewest: FEWEST_DAYS, most: mostDays }
    return { stretches, ...range, gained: Number.POSITIVE_INFINITY, spent: 1, from: prng.below(c.days) }
  })
}

function bestOf(kinds: readonly Kind[]): Kind {
  return kinds.reduce((best, kind) => (kind.gained / kind.spent > best.gained / best.spent ? kind : best))
}

/** The first stretch goes round the horizon in steps of half its length, the others fall where cover costs most. */
function freeDays(c: CompiledShifts, schedule: Schedule, kind: Kind, prng: Prng): Uint8Array {
  const isFree = new Uint8Array(c.days)
  const length = Math.max(1, Math.min(c.days, Math.round(kind.size / kind.stretches)))
  const points = kind.stretches > 1 ? pointsByDay(c, schedule) : []
  for (let k = 0; k < kind.stretches; k++) {
    const middle = k === 0 ? kind.from : drawDay(points, prng)
    const from = Math.max(0, Math.min(c.days - length, middle - (length >> 1)))
    isFree.fill(1, from, from + length)
  }
  kind.from = (kind.from + Math.max(1, length >> 1)) % c.days
  return isFree
}

function pointsByDay({ days, width, wanted, under, over }: CompiledShifts, { cover }: Schedule): number[] {
  return Array.from({ length: days }, (_, day) => {
    let points = 1
    for (let cell = day * width; cell < (day + 1) * width; cell++) {
      const missing = wanted[cell]! - cover[cell]!
      points += missing > 0 ? missing * under[cell]! : -missing * over[cell]!
    }
    return points
  })
}

/** A day by chance, in proportion to its points. */
function drawDay(points: readonly number[], prng: Prng): number {
  let left = prng.below(points.reduce((sum, more) => sum + more, 0))
  return points.findIndex((more) => (left -= more) < 0)
}

interface Found {
  /** Days of all tables of pricing. */
  days: number
  /** Better lines of the window. */
  lines: Int8Array | null
  /** There is nothing to be gained here. */
  isExhausted: boolean
}

function solveWindow(
  { c, allowed, lines, from, elsewhere }: Window,
  objective: number,
  rewards: Float64Array,
  leftPerLine: number,
  { prng, shouldStop, isCancelled = () => false }: WindowsOptions,
): Found {
  const pricer = createPricer(c, { shouldStop, isCancelled, allowed })
  const master = createMaster(c)
  for (let person = 0; person < c.people; person++)
    addLine(master, person, lines.subarray(person * c.days, (person + 1) * c.days))
  const cutoff = objective - elsewhere
  const smoothing = warmSmoothing(rewardsWithin(c, rewards, from))
  const options = { allowed, shouldStop, cutoff, smoothing, isRough: true, maxRounds: MOST_ROUNDS }
  const { status, value, bound } = generate(master, pricer, options)
  for (const cell of master.cells) rewards[from * c.width + cell] = smoothing.best[cell]!
  // Points are whole: less than one to be won is nothing.
  const isExhausted = status === 'cutoff' || value > cutoff - 1 + TOLERANCE
  if (isExhausted || shouldStop()) return { lines: null, isExhausted, days: pricer.tables * c.days }
  const dived = dive(master, pricer, allowed, {
    shouldStop,
    best: () => cutoff,
    value,
    bound,
    rewards: smoothing.best,
    leftPerLine,
    mostRounds: MOST_ROUNDS_OF_STEP,
  })
  if (!dived) return { lines: null, isExhausted, days: pricer.tables * c.days }
  const schedule = scheduleOf(c, dived)
  const everybody = Array.from({ length: c.people }, (_, person) => person)
  createReoptimiser(c, pricer, prng, shouldStop).sweep(schedule, everybody)
  return {
    lines: scheduleCost(c, schedule) < cutoff ? schedule.lines : null,
    isExhausted,
    days: pricer.tables * c.days,
  }
}
