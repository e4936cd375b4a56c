import type { Reads } from '../../../platform/db/index.ts'
import type { Institution } from '../../programs/index.ts'
import { changesAfter, changesSoFar } from '../blocks/store.ts'
import { type Careers, type CareersWanted, loadCareers } from '../standing.ts'
import { loadYear, type Wanted } from './load.ts'
import type { YearFacts } from './year-facts.ts'

interface Kept {
  readonly institutionId: string
  /** The draft whose rows are in it; null where only the record is. */
  readonly draftId: string | null
  readonly asked: readonly unknown[]
}

/**
 * Keeps what somebody looked at, with the last event of the institution by then: it is loaded again only when something that schedules
 * show has changed since, whichever server changed it. The one not asked for longest goes first.
 */
export function keeping<T>(atMost: number, withCall = false) {
  const kept = new Map<string, { seq: number; readonly value: Promise<T> }>()
  return async (db: Reads, of: Kept, load: () => Promise<T>): Promise<T> => {
    const { institutionId, draftId } = of
    const key = JSON.stringify(of)
    const known = kept.get(key)
    const { seq, changed } = known
      ? await changesAfter(db, institutionId, known.seq, draftId, withCall)
      : { seq: await changesSoFar(db, institutionId), changed: true }
    const entry = known === undefined || changed ? { seq, value: load() } : known
    entry.seq = Math.max(entry.seq, seq)
    kept.delete(key)
    kept.set(key, entry)
    if (kept.size > atMost) kept.delete(kept.keys().next().value ?? '')
    try {
      return await entry.value
    } catch (error) {
      if (kept.get(key) === entry) kept.delete(key)
      throw error
    }
  }
}

const years = keeping<YearFacts>(24)
const careers = keeping<Careers>(200)

/** A year for reading. Not for use inside a write, whose own changes are not counted before its end. */
export function keptYear(db: Reads, wanted: Wanted): Promise<YearFacts> {
  const { institutionId, startYear, programIds, source, now } = wanted
  // Which day is today may change with the hour.
  const asked = [startYear, programIds, source, now.toISOString().slice(0, 13)]
  const draftId = source.kind === 'scenario' ? source.id : null
  return years(db, { institutionId, draftId, asked }, () => loadYear(db, wanted))
}

/** Careers for reading, as `loadCareers` loads them. */
export const keptCareers = (
  db: Reads,
  institution: Institution,
  wanted: CareersWanted,
  today: number,
): Promise<Careers> =>
  careers(db, { institutionId: institution.institutionId, draftId: null, asked: [wanted, today] }, () =>
    loadCareers(db, institution, wanted, today),
  )
