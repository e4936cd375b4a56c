import type { Decided } from './plan.ts'
import type { Situation } from './situation.ts'
import type { DecisionRow } from './store.ts'
import { usualYear } from './year.ts'

/** What somebody decided, and for the year what is usual where nobody did. */
export function decidedOf(situation: Situation, rows: readonly DecisionRow[]): Decided {
  const people = rows.flatMap(({ key, decision }) =>
    decision.of === 'person' ? [[key.slice(key.indexOf(':') + 1), decision.value] as const] : [],
  )
  const incoming = rows.flatMap(({ key, decision }) =>
    decision.of === 'incoming' && decision.value !== null
      ? [{ ...decision.value, id: key.slice(key.indexOf(':') + 1) }]
      : [],
  )
  incoming.sort(
    (a, b) => a.familyName.localeCompare(b.familyName, 'en') || a.givenName.localeCompare(b.givenName, 'en'),
  )
  const year = rows.flatMap(({ decision }) => (decision.of === 'year' ? [decision.value] : []))[0]
  return { people: new Map(people), incoming, year: year ?? usualYear(situation) }
}
