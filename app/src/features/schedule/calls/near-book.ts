import { groupBy } from '../../../platform/group-by.ts'
import { rememberingOf } from '../remember.ts'
import type { CallChangeAsked } from './judge.ts'
import type { CallBook } from './problem-parts.ts'
import type { Assignment } from './store.ts'

const byPerson = rememberingOf<ReadonlyMap<string, readonly Assignment[]>>()
export const callsOf = (rows: readonly Assignment[]) => byPerson(rows, () => groupBy(rows, ({ personId }) => personId))

const byDay = rememberingOf<ReadonlyMap<string, readonly Assignment[]>>()
const callsOn = (rows: readonly Assignment[]) => byDay(rows, () => groupBy(rows, ({ onDay }) => onDay))

/**
 * The calls that rules about a change look at: those of its people, and on its days those of the same pools and of pools that are paired
 * with them. Pools that none of these calls is in have no say.
 */
export function nearBook(book: CallBook, { remove, add }: CallChangeAsked): CallBook {
  const { facts } = book
  const leaving = new Set(remove)
  const going = book.rows.filter(({ id }) => leaving.has(id))
  const people = new Set([...going, ...add].map(({ personId }) => personId))
  const days = new Set([...going, ...add].map(({ onDay }) => onDay))
  const changed = new Set([...going, ...add].map(({ poolId }) => poolId))
  const beside = new Set(changed)
  for (const { id, settings } of facts.poolById.values()) {
    const senior = settings.pairing?.seniorPoolId ?? null
    if (senior !== null && changed.has(id)) beside.add(senior)
    if (senior !== null && changed.has(senior)) beside.add(id)
  }
  const theirs = callsOf(book.rows)
  const own = [...people].flatMap((personId) => theirs.get(personId) ?? [])
  const others = [...days].flatMap((onDay) =>
    (callsOn(book.rows).get(onDay) ?? []).filter((row) => beside.has(row.poolId) && !people.has(row.personId)),
  )
  const rows = [...own, ...others]
  return { ...book, rows, poolIds: [...new Set([...beside, ...rows.map(({ poolId }) => poolId)])] }
}
