import type { Reads } from '../../../platform/db/index.ts'
import { todayAt } from '../../programs/index.ts'
import { type NoticePreference, usualPreference } from '../preferences.ts'
import { quietUntil } from '../quiet.ts'
import type { QuietSource } from '../quiet-source.ts'
import { quietHoursUntil } from '../times.ts'
import { recipientsOf } from './recipients-store.ts'

/** Somebody a message goes to, with their choices and the end of their peace. */
export interface Recipient {
  readonly personId: string
  readonly name: string
  readonly address: string | null
  readonly institutionName: string
  /** The person's own zone; the institution's unless they chose another. */
  readonly zone: string
  readonly institutionZone: string
  readonly preference: NoticePreference
  /** Null where nothing keeps a message back now. */
  readonly quietUntil: Date | null
}

const later = (one: Date | null, other: Date | undefined): Date | null =>
  other === undefined || (one !== null && one > other) ? one : other

/** The people with these ids, by id, in a fixed number of queries. */
export async function recipients(
  db: Reads,
  sources: readonly QuietSource[],
  institutionId: string,
  personIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Recipient>> {
  if (personIds.length === 0) return new Map()
  const rows = await recipientsOf(db, institutionId, personIds)
  const zones = new Map(rows.map((row) => [row.personId, row.preference?.timeZone ?? row.institutionZone]))
  const first = rows[0]
  if (first === undefined) return new Map()
  const quiet = await quietUntil(db, sources, {
    institutionId,
    personIds,
    at: now,
    today: todayAt({ timeZone: first.institutionZone, fixedToday: first.fixedToday }, now),
    zoneOf: (personId) => zones.get(personId) ?? first.institutionZone,
  })
  return new Map(
    rows.map((row) => {
      const zone = zones.get(row.personId) ?? row.institutionZone
      const preference = row.preference ?? usualPreference
      const { personId, name, address, institutionName, institutionZone } = row
      const until = later(quietHoursUntil(zone, preference, now), quiet.get(row.personId))
      return [
        personId,
        { personId, name, address, institutionName, institutionZone, zone, preference, quietUntil: until },
      ]
    }),
  )
}
