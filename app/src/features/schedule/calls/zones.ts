import { atClock, type Day, dayAt, type Zone, type ZoneOffset } from '@gradus/rules'
import { Temporal } from 'temporal-polyfill'

const minute = 60_000
const knownZones = new Map<string, Zone>()

/** A zone's changes of offset over the years that schedules are made for, as the rules count time. */
export function zoneOf(timeZone: string): Zone {
  const known = knownZones.get(timeZone)
  if (known !== undefined) return known
  let at = Temporal.Instant.from('2015-01-01T00:00Z').toZonedDateTimeISO(timeZone)
  const offset = (moment: Temporal.ZonedDateTime): ZoneOffset => ({
    fromAt: Math.floor(moment.epochMilliseconds / minute),
    offsetMinutes: Math.round(moment.offsetNanoseconds / 60_000_000_000),
  })
  const zone: [ZoneOffset, ...ZoneOffset[]] = [offset(at)]
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (next === null || next.year > 2060) break
    zone.push(offset(next))
    at = next
  }
  knownZones.set(timeZone, zone)
  return zone
}

export const isTimeZone = (timeZone: string): boolean => {
  try {
    zoneOf(timeZone)
    return true
  } catch {
    return false
  }
}

export interface ShiftTime {
  readonly startMinute: number
  readonly durationMinutes: number
}

/** When a shift of a day begins and ends, by the clocks of its zone: a night of 14 hours by the wall lasts 13 or 15 when they change. */
export function shiftInstants(timeZone: string, on: Day, shift: ShiftTime): { startAt: Date; endAt: Date } {
  const zone = zoneOf(timeZone)
  return {
    startAt: new Date(atMinute(zone, on, shift.startMinute) * minute),
    endAt: new Date(atMinute(zone, on, shift.startMinute + shift.durationMinutes) * minute),
  }
}

const atMinute = (zone: Zone, on: Day, minutes: number): number =>
  atClock(zone, on + Math.floor(minutes / 1440), minutes % 1440)

/** Minutes after midnight of a day by other clocks, of a time by the clocks of a place: below 0 it is the day before there. */
export function minuteAt(timeZone: string, otherZone: string, on: Day, minutes: number): number {
  if (timeZone === otherZone) return minutes
  return atMinute(zoneOf(timeZone), on, minutes) - atMinute(zoneOf(otherZone), on, 0)
}

/** The calendar day at a place, of an instant. */
export const dayThere = (timeZone: string, at: Date): Day => dayAt(zoneOf(timeZone), Math.floor(at.getTime() / minute))

/** The first instant of a calendar day at a place. */
export const startOfDayAt = (timeZone: string, on: Day): Date => new Date(atMinute(zoneOf(timeZone), on, 0) * minute)

/** Whole minutes since 1970, as the rules count instants. */
export const minuteOf = (at: Date): number => Math.floor(at.getTime() / minute)

/** Now in milliseconds, at an institution: one that stands still in time has the hour of the clock on its own day. */
export function nowAtInstitution(
  { timeZone, fixedToday }: { readonly timeZone: string; readonly fixedToday: string | null },
  now: Date,
): number {
  if (fixedToday === null) return now.getTime()
  const time = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainTime()
  return Temporal.PlainDate.from(fixedToday).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds
}
