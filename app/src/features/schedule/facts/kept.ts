import type { Reads } from '../../../platform/db/index.ts'
import { changesSoFar } from '../blocks/store.ts'
import { loadYear, type Wanted } from './load.ts'
import type { YearFacts } from './year-facts.ts'

/** Years somebody looked at, with the number of changes the institution had seen by then; the one not asked for longest goes first. */
const kept = new Map<string, { readonly changes: number; readonly facts: Promise<YearFacts> }>()
const keptAtMost = 24

/**
 * A year for reading: loaded again only when anything at the institution has changed since, whichever server changed it. Not for use
 * inside a write, whose own changes are not counted before its end.
 */
export async function keptYear(db: Reads, wanted: Wanted): Promise<YearFacts> {
  const { institutionId, startYear, programIds, source, now } = wanted
  const changes = await changesSoFar(db, institutionId)
  // Which day is today may change with the hour.
  const key = JSON.stringify([institutionId, startYear, programIds, source, now.toISOString().slice(0, 13)])
  const known = kept.get(key)
  kept.delete(key)
  const entry = known?.changes === changes ? known : { changes, facts: loadYear(db, wanted) }
  kept.set(key, entry)
  if (kept.size > keptAtMost) kept.delete(kept.keys().next().value ?? '')
  try {
    return await entry.facts
  } catch (error) {
    if (kept.get(key) === entry) kept.delete(key)
    throw error
  }
}
