import { notFound } from '../../contract/app-error.ts'
import type { Platform } from '../../platform/platform.ts'
import { institutionById } from './store.ts'
import { Temporal } from 'temporal-polyfill'

/**
 * The calendar date at the institution, `YYYY-MM-DD`. A demo institution stands still on its own day, so that what it shows does not
 * depend on when it is looked at.
 */
export const todayAt = (
  institution: { readonly timeZone: string; readonly fixedToday: string | null },
  now: Date,
): string => institution.fixedToday ?? dateAt(institution.timeZone, now.getTime())

const known = new Map<string, string>()
const knownAtMost = 1_000

/** Time zones are slow to compute with, and thousands of rows share the few instants at which something was published. */
function dateAt(timeZone: string, milliseconds: number): string {
  const key = `${timeZone} ${milliseconds}`
  let date = known.get(key)
  if (date === undefined) {
    if (known.size >= knownAtMost) known.clear()
    date = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(timeZone).toPlainDate().toString()
    known.set(key, date)
  }
  return date
}

/** The same for the institution of a request. */
export async function todayOf(platform: Platform, institutionId: string): Promise<string> {
  const institution = await institutionById(platform.database.drizzle, institutionId)
  if (institution === undefined) throw notFound('institution')
  return todayAt(institution, platform.now())
}
