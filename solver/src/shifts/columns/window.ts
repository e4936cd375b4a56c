/**
 * Some days of some people as a problem of its own: all else stays as it stands in a schedule. The problem reaches over the
 * days around as far as a run may, with the entries there as they stand; so it is small however long the horizon, and a
 * line that keeps its rules keeps those of the whole.
 */
import type { CompiledShifts } from '../compile.ts'
import { type Schedule, scheduleCost, scheduleOf } from './reoptimise.ts'

export interface Window {
  /** The small problem; `problem` is still the whole one. */
  c: CompiledShifts
  /** People of the whole, by person of the small problem. */
  people: readonly number[]
  /** The day of the whole that is day 0. */
  from: number
  /** `[(person * days + day) * width + entry]`: 1 where the entry is free, or as it stands. */
  allowed: Uint8Array
  /** `[person * days + day]` as it stands. */
  lines: Int8Array
  /** Points of a whole schedule less those of its part. */
  elsewhere: number
}

export interface WindowShape {
  /** Without repetition. */
  people: readonly number[]
  /** By day: 1 where entries are free. At least one. */
  isFree: Uint8Array
}

export function openWindow(whole: CompiledShifts, schedule: Schedule, { people, isFree }: WindowShape): Window {
  const { width } = whole
  const { from, to } = reachOf(whole, people, isFree)
  const days = to - from
  const c: CompiledShifts = {
    ...whole,
    days,
    people: people.length,
    ...weekendsBetween(whole, from, to),
    mustBeOff: new Uint8Array(people.length * days),
    maxOfShift: new Int32Array(people.length * width),
    minMinutes: Int32Array.from(people, (person) => whole.minMinutes[person]!),
    maxMinutes: Int32Array.from(people, (person) => whole.maxMinutes[person]!),
    minWork: Int32Array.from(people, (person) => whole.minWork[person]!),
    maxWork: Int32Array.from(people, (person) => Math.min(days, whole.maxWork[person]!)),
    minOff: Int32Array.from(people, (person) => whole.minOff[person]!),
    maxWeekends: Int32Array.from(people, (person) => whole.maxWeekends[person]!),
    assignCost: new Int32Array(people.length * days * width),
    ...coverBetween(whole, schedule, people, isFree, from, days),
  }
  const lines = new Int8Array(people.length * days)
  const allowed = new Uint8Array(people.length * days * width)
  for (const [p, person] of people.entries()) {
    const line = schedule.lines.subarray(person * whole.days, (person + 1) * whole.days)
    const paid = (person * whole.days + from) * width
    lines.set(line.subarray(from, to), p * days)
    c.assignCost.set(whole.assignCost.subarray(paid, paid + days * width), p * days * width)
    for (let day = 0; day < days; day++) {
      const at = p * days + day
      const entry = line[from + day]!
      if (isFree[from + day] === 1) allowed.fill(1, at * width, (at + 1) * width)
      else allowed[at * width + entry] = 1
      const isOff = isFree[from + day] === 1 ? whole.mustBeOff[person * whole.days + from + day] === 1 : entry === 0
      c.mustBeOff[at] = isOff ? 1 : 0
    }
    takeOff(c, p, whole, person, line, from, to)
  }
  chargeUnwanted(c)
  const elsewhere = scheduleCost(whole, schedule) - scheduleCost(c, scheduleOf(c, lines))
  return { c, people, from, allowed, lines, elsewhere }
}

/** A whole schedule with new lines of a window in it. */
export function putBack({ c, people, from }: Window, schedule: Int8Array, days: number, lines: Int8Array): Int8Array {
  const result = schedule.slice()
  for (const [p, person] of people.entries())
    result.set(lines.subarray(p * c.days, (p + 1) * c.days), person * days + from)
  return result
}

/**
 * Whether lines of a window may be put into a schedule that has changed since: it stands as before around them, and with
 * them nobody gets beyond the amounts of the whole.
 */
export function fitsInto(window: Window, whole: CompiledShifts, schedule: Int8Array, lines: Int8Array): boolean {
  const { c, people, from } = window
  const result = putBack(window, schedule, whole.days, lines)
  return people.every((person, p) => {
    const at = person * whole.days + from
    for (let day = 0; day < c.days; day++) if (schedule[at + day] !== window.lines[p * c.days + day]) return false
    return keepsAmounts(whole, person, result.subarray(person * whole.days, (person + 1) * whole.days))
  })
}

/** A whole schedule with new lines of a window in it: the newer one of two if they fit into it, else the one it was opened in. */
export function mergedInto(
  window: Window,
  c: CompiledShifts,
  before: Int8Array,
  now: Int8Array,
  lines: Int8Array,
): Int8Array {
  const isMerged = now !== before && fitsInto(window, c, now, lines)
  return putBack(window, isMerged ? now : before, c.days, lines)
}

/** Known rewards of the days of a window, within what cover is worth there; the last entry is for people short in all. */
export function rewardsWithin(c: CompiledShifts, rewards: Float64Array, from: number): Float64Array {
  const within = new Float64Array(c.days * c.width + 1)
  for (let cell = 0; cell < c.days * c.width; cell++)
    within[cell] = Math.min(c.under[cell]!, Math.max(-c.over[cell]!, rewards[from * c.width + cell]!))
  return within
}

function keepsAmounts(c: CompiledShifts, person: number, line: Int8Array): boolean {
  const counts = new Int32Array(c.width)
  const weekends = new Set<number>()
  let minutes = 0
  for (let day = 0; day < c.days; day++) {
    const entry = line[day]!
    counts[entry]!++
    minutes += c.minutes[entry]!
    if (entry > 0 && c.weekendOf[day]! >= 0) weekends.add(c.weekendOf[day]!)
  }
  const isWithin = counts.every((count, entry) => entry === 0 || count <= c.maxOfShift[person * c.width + entry]!)
  const hasMinutes = minutes >= c.minMinutes[person]! && minutes <= c.maxMinutes[person]!
  return isWithin && hasMinutes && weekends.size <= c.maxWeekends[person]!
}

/** The free days and, on each side, days enough for a run of work to end in them; no weekend is cut in two. */
function reachOf(
  { days, maxWork, minOff, weekendOf }: CompiledShifts,
  people: readonly number[],
  isFree: Uint8Array,
): { from: number; to: number } {
  const reach = people.reduce((most, person) => Math.max(most, maxWork[person]! + 1, minOff[person]!), 0)
  const isCut = (day: number): boolean =>
    day > 0 && day < days && weekendOf[day]! >= 0 && weekendOf[day] === weekendOf[day - 1]
  let from = Math.max(0, isFree.indexOf(1) - reach)
  let to = Math.min(days, isFree.lastIndexOf(1) + 1 + reach)
  while (isCut(from)) from--
  while (isCut(to)) to++
  return { from, to }
}

function weekendsBetween({ weekendOf }: CompiledShifts, from: number, to: number) {
  const between = weekendOf.slice(from, to)
  const first = between.find((weekend) => weekend >= 0) ?? 0
  const weekends = between.reduce((most, weekend) => Math.max(most, weekend - first + 1), 0)
  return { weekendOf: between.map((weekend) => (weekend < 0 ? -1 : weekend - first)), weekends }
}

/** What the people of a window are wanted for. Where others are more than wanted already, everybody is one too many. */
function coverBetween(
  whole: CompiledShifts,
  schedule: Schedule,
  people: readonly number[],
  isFree: Uint8Array,
  from: number,
  days: number,
) {
  const { width } = whole
  const given = schedule.cover.slice(from * width, (from + days) * width)
  for (const person of people)
    for (let day = 0; day < days; day++) given[day * width + schedule.lines[person * whole.days + from + day]!]!--
  const wanted = new Int32Array(days * width)
  const under = new Int32Array(days * width)
  const over = new Int32Array(days * width)
  for (let cell = 0; cell < wanted.length; cell++) {
    const at = from * width + cell
    if (isFree[Math.floor(at / width)] !== 1) continue
    wanted[cell] = Math.max(0, whole.wanted[at]! - given[cell]!)
    under[cell] = wanted[cell]! > 0 ? whole.under[at]! : 0
    over[cell] = whole.over[at]!
  }
  return { wanted, under, over }
}

/** Where nobody of the window is wanted, whoever comes pays for it: that needs no row in a linear program. */
function chargeUnwanted({ people, days, width, wanted, over, assignCost }: CompiledShifts): void {
  for (let cell = 0; cell < wanted.length; cell++) {
    const points = over[cell]!
    if (wanted[cell]! > 0 || points === 0) continue
    for (let person = 0; person < people; person++) assignCost[person * days * width + cell]! += points
    over[cell] = 0
  }
}

/** Takes what a person does outside of `from` to `to` off the amounts of the whole. */
function takeOff(
  c: CompiledShifts,
  p: number,
  whole: CompiledShifts,
  person: number,
  line: Int8Array,
  from: number,
  to: number,
): void {
  const { width } = c
  const most = c.maxOfShift.subarray(p * width, (p + 1) * width)
  most.set(whole.maxOfShift.subarray(person * width, (person + 1) * width))
  const weekends = new Set<number>()
  for (let day = 0; day < line.length; day++) {
    const entry = line[day]!
    if (entry === 0 || (day >= from && day < to)) continue
    most[entry]!--
    c.minMinutes[p]! -= c.minutes[entry]!
    c.maxMinutes[p]! -= c.minutes[entry]!
    if (whole.weekendOf[day]! >= 0) weekends.add(whole.weekendOf[day]!)
  }
  // Rations may be smaller than what was had already.
  c.maxWeekends[p] = Math.max(0, c.maxWeekends[p]! - weekends.size)
  for (let entry = 0; entry < width; entry++) most[entry] = Math.min(most[entry]!, c.days)
}
