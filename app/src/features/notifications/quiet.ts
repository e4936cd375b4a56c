import type { Reads } from '../../platform/db/index.ts'
import type { QuietQuestion, QuietSource } from './quiet-source.ts'
import { leavesOn } from './outbox/recipients-store.ts'
import { endOfDay } from './times.ts'

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
