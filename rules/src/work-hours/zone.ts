import type { Day } from '../dates.ts'
import { formatDay } from '../wording.ts'

/** Minutes since 1970-01-01 00:00 UTC. Differences are elapsed time, so the night of a clock change has its true length. */
export type Minute = number

/** From `fromAt` on, local clocks are `offsetMinutes` ahead of UTC (New York in winter: -300). */
export type ZoneOffset = { readonly fromAt: Minute; readonly offsetMinutes: number }

/** A site's local time as its changes of offset, in order; the first also holds before its `fromAt`. Never empty. */
export type Zone = readonly [ZoneOffset, ...ZoneOffset[]]

const MINUTES_PER_DAY = 1440

/**
 * The zone between two instants, from a function that knows the offset at any of them (a time-zone database is not part of
 * this package). Finds every change that is at least a day away from the next one.
 */
export function zoneBetween(fromAt: Minute, untilAt: Minute, offsetAt: (at: Minute) => number): Zone {
  const zone: [ZoneOffset, ...ZoneOffset[]] = [{ fromAt, offsetMinutes: offsetAt(fromAt) }]
  for (let at = fromAt, offset = offsetAt(fromAt); at < untilAt; at += MINUTES_PER_DAY) {
    const next = offsetAt(at + MINUTES_PER_DAY)
    if (next === offset) continue
    let before = at
    let after = at + MINUTES_PER_DAY
    while (after - before > 1) {
      const middle = (before + after) >> 1
      if (offsetAt(middle) === offset) before = middle
      else after = middle
    }
    zone.push({ fromAt: after, offsetMinutes: next })
    offset = next
  }
  return zone
}

/** Local minutes since 1970-01-01 00:00 on the site's own clocks. */
function localAt(zone: Zone, at: Minute): number {
  let index = zone.length - 1
  while (index > 0 && at < zone[index]!.fromAt) index -= 1
  return at + zone[index]!.offsetMinutes
}

/** The calendar day at the site. */
export function dayAt(zone: Zone, at: Minute): Day {
  return Math.floor(localAt(zone, at) / MINUTES_PER_DAY)
}

/**
 * The instant at which the site's clocks show a time of a day (`minuteOfDay` 0-1439). A time that a change skips is the
 * moment of the change; of a time that comes twice, the first.
 */
export function atClock(zone: Zone, day: Day, minuteOfDay: number): Minute {
  const local = day * MINUTES_PER_DAY + minuteOfDay
  const last = zone.length - 1
  for (let index = 0; index < last; index += 1) {
    const at = clamped(zone, index, local)
    if (at < zone[index + 1]!.fromAt) return at
  }
  return clamped(zone, last, local)
}

function clamped(zone: Zone, index: number, local: number): Minute {
  const { fromAt, offsetMinutes } = zone[index]!
  return index === 0 ? local - offsetMinutes : Math.max(fromAt, local - offsetMinutes)
}

/** The first instant of a day at the site. */
export function startOfDay(zone: Zone, day: Day): Minute {
  return atClock(zone, day, 0)
}

/** "21:05" on the site's clocks. */
export function clockAt(zone: Zone, at: Minute): string {
  const minuteOfDay = localAt(zone, at) - dayAt(zone, at) * MINUTES_PER_DAY
  return `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`
}

/** "21:05 on July 1, 2026" on the site's clocks. */
export function formatMoment(zone: Zone, at: Minute): string {
  return `${clockAt(zone, at)} on ${formatDay(dayAt(zone, at))}`
}

/** "28 h 15 min", "24 h", "40 min" */
export function formatDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes - hours * 60
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}
