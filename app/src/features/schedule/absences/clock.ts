import { Temporal } from 'temporal-polyfill'
import type { Institution } from '../../programs/index.ts'

/** The instant at which clocks in the zone show a minute of a day; `minute` 1440 is the midnight after it. */
export function instantAt(timeZone: string, day: string, minute: number): Date {
  const date = Temporal.PlainDate.from(day).add({ days: Math.floor(minute / 1440) })
  const rest = minute % 1440
  const time = Temporal.PlainTime.from({ hour: Math.floor(rest / 60), minute: rest % 60 })
  return new Date(date.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds)
}

/** Now at the institution; a demo institution that stands still in time has the time of day on its own day. */
export function nowAt(institution: Pick<Institution, 'timeZone' | 'fixedToday'>, now: Date): Date {
  const { timeZone, fixedToday } = institution
  if (fixedToday === null) return now
  const time = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainTime()
  return new Date(Temporal.PlainDate.from(fixedToday).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds)
}
