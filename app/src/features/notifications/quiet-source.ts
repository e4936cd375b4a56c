import type { Reads } from '../../platform/db/index.ts'

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
