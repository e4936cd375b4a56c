import type { Reads } from '../../platform/db/index.ts'
import { leavesOn } from './outbox/recipients-store.ts'
import { endOfDay } from './times.ts'

/** Of whom, and when. `today` is the institution's own date; `zoneOf` gives the zone of each person. */
export interface QuietQuestion {
  readonly institutionId: string
  readonly personIds: readonly string[]
  readonly at: Date
  readonly today: string
  readonly zoneOf: (personId: string) => string
}

/**
 * Another reason to leave somebody in peace, such as the rest after overnight call: until when, for those of whom it holds now. One query
 * for all. A feature declares it and lists it in `featureQuiet` of features/server.ts.
 */
export type QuietSource = (db: Reads, question: QuietQuestion) => Promise<ReadonlyMap<string, Date>>

/** Who is on leave hears nothing until it is over. */
export const leaveQuiet: QuietSource = async (db, { institutionId, personIds, today, zoneOf }) => {
  const ends = new Map<string, Date>()
  for (const { personId, endOn } of await leavesOn(db, institutionId, personIds, today)) {
    const until = endOfDay(zoneOf(personId), endOn)
    if (until > (ends.get(personId) ?? new Date(0))) ends.set(personId, until)
  }
  return ends
}

/** Until when each person is left in peace, over all reasons. */
export async function quietUntil(
  db: Reads,
  sources: readonly QuietSource[],
  question: QuietQuestion,
): Promise<ReadonlyMap<string, Date>> {
  const latest = new Map<string, Date>()
  for (const source of sources)
    for (const [personId, until] of await source(db, question))
      if (until > question.at && until > (latest.get(personId) ?? question.at)) latest.set(personId, until)
  return latest
}
