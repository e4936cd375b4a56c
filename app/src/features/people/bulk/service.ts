import { AppError, notFound, type Problem } from '../../../contract/app-error.ts'
import { write } from '../../../platform/audit/write.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { todayOf } from '../../programs/index.ts'
import { invalid } from '../refusals.ts'
import { type Author, carryOut } from './carry-out.ts'
import type { BulkChange, PreviewRow } from './contract.ts'
import { type BulkFacts, loadBulkFacts, nameOf, programsOfPerson } from './facts.ts'
import { type Judged, judge } from './judge.ts'
import { lockPeople } from './store.ts'
import { type Asking, type Wanted, wantedOf } from './wanted.ts'
import { changeWords, fieldChanges } from './words.ts'

export const askingOf = (personId: string, guard: Guard): Asking => ({
  personId,
  may: (permission, target) => guard.may(permission, target),
})

/** Everybody named exists and belongs to a program of the caller. */
export function requirePeople(facts: BulkFacts, guard: Guard, personIds: readonly string[]): void {
  for (const personId of personIds) {
    guard.require({ programIds: programsOfPerson(facts, personId) })
    if (!facts.people.has(personId)) throw notFound('person')
  }
}

const sentenceOf = (facts: BulkFacts, change: BulkChange): string =>
  changeWords(change, change.kind === 'role' ? facts.programName(change.programId) : null)

const rowOf = (facts: BulkFacts, one: Judged): PreviewRow => ({
  personId: one.personId,
  personName: nameOf(facts, one.personId),
  appointmentId: one.appointmentId,
  programName: one.programId === null ? null : facts.programName(one.programId),
  expectedVersion: one.version,
  state: one.state,
  changes: fieldChanges(one.before, one.after),
  sentence: one.sentence,
  notes: [...one.notes],
})

/** What a change would do to each person, old and new, and why not where it cannot be. Stores nothing. */
export async function previewBulk(
  platform: Platform,
  { personId, institutionId }: { readonly personId: string; readonly institutionId: string },
  guard: Guard,
  asked: { readonly personIds: readonly string[]; readonly change: BulkChange },
): Promise<{ sentence: string; rows: PreviewRow[] }> {
  const db = platform.database.drizzle
  const personIds = [...new Set(asked.personIds)]
  const facts = await loadBulkFacts(db, institutionId, personIds, await todayOf(platform, institutionId))
  requirePeople(facts, guard, personIds)
  const asking = askingOf(personId, guard)
  const judged = await judge(db, institutionId, facts, wantedOf(facts, personIds, asked.change, asking), asking)
  return { sentence: sentenceOf(facts, asked.change), rows: judged.map((one) => rowOf(facts, one)) }
}

interface Seen {
  readonly personId: string
  readonly appointmentId: string | null
  readonly expectedVersion: number | null
}

/** Changes everybody as they were seen, or nobody. */
export async function applyBulk(
  platform: Platform,
  who: Author,
  guard: Guard,
  asked: { readonly change: BulkChange; readonly reason: string | null; readonly rows: readonly Seen[] },
): Promise<{ batchId: string; changed: number }> {
  const { institutionId } = who
  const { change, reason, rows } = asked
  const personIds = [...new Set(rows.map(({ personId }) => personId))]
  const today = await todayOf(platform, institutionId)
  return write(platform, who, async (tx) => {
    await lockPeople(tx, institutionId, personIds)
    const facts = await loadBulkFacts(tx, institutionId, personIds, today)
    requirePeople(facts, guard, personIds)
    const asking = askingOf(who.personId, guard)
    const wanted = seenOf(facts, rows, wantedOf(facts, personIds, change, asking))
    const judged = await judge(tx, institutionId, facts, wanted, asking)
    const problems = judged.filter(({ state }) => state === 'barred').map((one) => told(facts, one))
    if (problems.length > 0) throw invalid(problems)
    const left = judged.filter(({ state }) => state === 'same')
    if (left.length > 0) throw staleBatch(left.map(({ personId }) => nameOf(facts, personId)))
    const batch = { sentence: sentenceOf(facts, change), reason, reverses: null }
    const batchId = await carryOut(tx, { who, now: platform.now(), facts }, judged, batch)
    return { batchId, changed: personIds.length }
  })
}

const told = (facts: BulkFacts, { personId, sentence }: Judged): Problem => ({
  sentence: `${nameOf(facts, personId)}: ${sentence ?? ''}`,
})

/** What is wanted of the rows that were seen; refuses everything when one of them is no longer as it was seen. */
function seenOf(facts: BulkFacts, rows: readonly Seen[], wanted: readonly Wanted[]): Wanted[] {
  const found = rows.map((seen) => ({
    seen,
    one: wanted.find(
      ({ personId, appointmentId, barred }) =>
        personId === seen.personId && (appointmentId === seen.appointmentId || barred !== undefined),
    ),
  }))
  const changed = found.filter(
    ({ seen, one }) => one === undefined || (one.barred === undefined && one.version !== seen.expectedVersion),
  )
  if (changed.length > 0) throw staleBatch(changed.map(({ seen }) => nameOf(facts, seen.personId)))
  return found.flatMap(({ one }) => one ?? [])
}

function staleBatch(names: readonly string[]): AppError {
  const distinct = [...new Set(names)]
  const whom = distinct.length === 1 ? (distinct[0] ?? '') : `${distinct.length} of these people`
  return new AppError('stale', `Somebody changed ${whom} meanwhile. Nobody was changed; look at the list again.`, {
    problems: distinct.map((name) => ({ sentence: `${name} was changed since you looked.` })),
  })
}
