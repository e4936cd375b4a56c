import { Temporal } from 'temporal-polyfill'

/**
 * The calendar date at the institution, `YYYY-MM-DD`. A demo institution stands still on its own day, so that what it shows does not
 * depend on when it is looked at.
 */
export const todayAt = (
  institution: { readonly timeZone: string; readonly fixedToday: string | null },
  now: Date,
): string =>
  institution.fixedToday ??
  Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(institution.timeZone)
    .toPlainDate()
    .toString()
