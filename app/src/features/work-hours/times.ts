import { atClock, clockAt, dayAt, dayOf, isoOf, type Minute, type Zone, type ZoneOffset } from '@gradus/rules'
import { Temporal } from 'temporal-polyfill'

const knownSince = Temporal.Instant.from('2000-01-01T00:00:00Z')
const knownUntil = Temporal.Instant.from('2060-01-01T00:00:00Z')

const zones = new Map<string, Zone>()

/** A site's clocks as the rules take them: every change of offset, found once. */
export function zoneOf(timeZone: string): Zone {
  let zone = zones.get(timeZone)
  if (zone === undefined) zones.set(timeZone, (zone = readZone(timeZone)))
  return zone
}

function readZone(timeZone: string): Zone {
  const offset = (at: Temporal.ZonedDateTime): ZoneOffset => ({
    fromAt: at.epochMilliseconds / 60_000,
    offsetMinutes: at.offsetNanoseconds / 60e9,
  })
  const first = knownSince.toZonedDateTimeISO(timeZone)
  const zone: [ZoneOffset, ...ZoneOffset[]] = [offset(first)]
  let next = first.getTimeZoneTransition('next')
  while (next !== null && next.epochMilliseconds < knownUntil.epochMilliseconds) {
    zone.push(offset(next))
    next = next.getTimeZoneTransition('next')
  }
  return zone
}

export const minuteOf = (at: Date): Minute => Math.floor(at.getTime() / 60_000)
export const instantOf = (minute: Minute): Date => new Date(minute * 60_000)

/** The instant at which the clocks of a zone show minutes after midnight of a day. */
export const atLocal = (timeZone: string, on: string, minuteOfDay: number): Minute =>
  atClock(zoneOf(timeZone), dayOf(on), minuteOfDay)

export const localDay = (timeZone: string, at: Minute): string => isoOf(dayAt(zoneOf(timeZone), at))
export const localClock = (timeZone: string, at: Minute): string => clockAt(zoneOf(timeZone), at)

/** Now, for an institution; one that stands still in time has the hour of the clock on its own day. */
export function nowAt(
  institution: { readonly timeZone: string; readonly fixedToday: string | null },
  now: Date,
): Minute {
  if (institution.fixedToday === null) return minuteOf(now)
  const [hours = 0, minutes = 0] = localClock(institution.timeZone, minuteOf(now)).split(':').map(Number)
  return atLocal(institution.timeZone, institution.fixedToday, hours * 60 + minutes)
}
