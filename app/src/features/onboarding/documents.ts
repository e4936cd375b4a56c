import type { Reads } from '../../platform/db/index.ts'
import { dayWords } from '../../platform/day-words.ts'
import { groupBy } from '../../platform/group-by.ts'
import { documentState, heldBy, kindsByIds } from '../documents/index.ts'
import type { DocumentStanding, Subject, Template } from './lists.ts'

interface Pair {
  readonly template: Template
  readonly subject: Subject
}

type StandingOf = (subject: Subject, kindId: string) => DocumentStanding | null

/** How people stand with the documents that their lists name; null for a kind that is asked for no longer. */
export async function documentsHeld(
  db: Reads,
  institutionId: string,
  pairs: readonly Pair[],
  today: string,
): Promise<StandingOf> {
  const asking = pairs.filter(({ template }) => template.items.some(({ documentKindId }) => documentKindId !== null))
  if (asking.length === 0) return () => null
  const wanted = asking.flatMap(({ template }) => template.items.flatMap(({ documentKindId }) => documentKindId ?? []))
  const kinds = new Map((await kindsByIds(db, institutionId, [...new Set(wanted)])).map((kind) => [kind.id, kind]))
  const people = [...new Set(asking.map(({ subject }) => subject.personId))]
  const held = groupBy(await heldBy(db, institutionId, people), ({ personId, kindId }) => `${personId} ${kindId}`)
  return ({ personId, kind: about, aboutOn }, kindId) => {
    const kind = kinds.get(kindId)
    if (kind === undefined) return null
    const newest = held.get(`${personId} ${kindId}`)?.[0]
    const { state, sentence } = documentState(kind, newest, today)
    if (newest === undefined || state === 'missing' || state === 'expired') return { state: 'lacking', sentence }
    const { expiresOn } = newest
    // Somebody who comes with a licence that ends before their first day comes without one.
    if (about !== 'departure' && expiresOn !== null && expiresOn < aboutOn)
      return { state: 'lacking', sentence: `${kind.name} ends on ${dayWords(expiresOn)}, before ${dayWords(aboutOn)}.` }
    return newest.verifiedAt === null
      ? { state: 'unseen', sentence: `${kind.name} is here and has not been seen by the desk.` }
      : { state: 'valid', sentence }
  }
}
