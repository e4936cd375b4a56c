import { Temporal } from 'temporal-polyfill'
import type { NoticePreference } from './preferences.ts'

const dayMinutes = 24 * 60

const zoned = (zone: string, at: Date): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)

/** The person's own date, `YYYY-MM-DD`. */
export const dateIn = (zone: string, at: Date): string => zoned(zone, at).toPlainDate().toString()

/** The instant of a clock time on a date; on the day clocks go forward a time that does not exist is the next one that does. */
export const instantOf = (zone: string, date: string, minute: number): Date => {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 })
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds)
}

const dayAfter = (date: string): string => Temporal.PlainDate.from(date).add({ days: 1 }).toString()
const dayBefore = (date: string): string => Temporal.PlainDate.from(date).subtract({ days: 1 }).toString()

/** Midnight after a date: when a leave whose last day it is ends. */
export const endOfDay = (zone: string, date: string): Date => instantOf(zone, dayAfter(date), 0)
export const startOfDay = (zone: string, at: Date): Date => instantOf(zone, dateIn(zone, at), 0)

type QuietHours = Pick<NoticePreference, 'quietFromMinute' | 'quietToMinute'>

/** When the quiet hours that hold now end; null outside of them. They may reach over midnight. */
export function quietHoursUntil(
  zone: string,
  { quietFromMinute: from, quietToMinute: to }: QuietHours,
  at: Date,
): Date | null {
  if (from === null || to === null || from === to) return null
  const local = zoned(zone, at)
  const minute = local.hour * 60 + local.minute
  const date = local.toPlainDate().toString()
  const isOverMidnight = from > to
  const isQuiet = isOverMidnight ? minute >= from || minute < to : minute >= from && minute < to
  if (!isQuiet) return null
  return instantOf(zone, isOverMidnight && minute >= from ? dayAfter(date) : date, to % dayMinutes)
}

/** The last time a digest was due: today at its minute, or yesterday while that is to come. */
export function lastDigestTime(zone: string, digestMinute: number, at: Date): Date {
  const date = dateIn(zone, at)
  const today = instantOf(zone, date, digestMinute)
  return today <= at ? today : instantOf(zone, dayBefore(date), digestMinute)
}
