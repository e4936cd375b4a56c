import type { AssignmentFacts, DateRange } from '@gradus/rules'
import type { Piece } from '../../../cells.ts'
import type { JudgeFacts } from './judge-facts.ts'
import type { Row, Rows } from './session.ts'

const binDays = 28

interface Stay extends DateRange {
  readonly rotationId: string
}

/** Stays by rotation and four weeks: who is somewhere is found without going over everybody. */
type Index<S extends Stay> = ReadonlyMap<string, readonly (readonly [id: string, stay: S])[]>

const binsOf = ({ startOn, endOn }: DateRange): number[] => {
  const first = Math.floor(startOn / binDays)
  return Array.from({ length: Math.floor(endOn / binDays) - first + 1 }, (_, index) => first + index)
}

function indexOf<S extends Stay>(rows: Iterable<readonly [string, readonly S[]]>): Index<S> {
  const index = new Map<string, (readonly [string, S])[]>()
  for (const [id, stays] of rows)
    for (const stay of stays) {
      const entry = [id, stay] as const
      for (const bin of binsOf(stay)) {
        const key = `${stay.rotationId} ${bin}`
        const known = index.get(key)
        if (known === undefined) index.set(key, [entry])
        else known.push(entry)
      }
    }
  return index
}

/** Those of an index on these rotations and days, each once. */
function found<S extends Stay>(
  index: Index<S>,
  rotationIds: Iterable<string>,
  days: DateRange,
): Set<readonly [string, S]> {
  const all = new Set<readonly [string, S]>()
  const bins = binsOf(days)
  for (const rotationId of rotationIds)
    for (const bin of bins)
      for (const entry of index.get(`${rotationId} ${bin}`) ?? [])
        if (entry[1].startOn <= days.endOn && entry[1].endOn >= days.startOn) all.add(entry)
  return all
}

const changes = new WeakMap<Rows, { readonly rows: Rows; readonly own: Rows }>()

/** Rows with some of them changed. What is asked of them is answered from the index of the rows before, and the few that differ. */
export function over(rows: Rows, own: Rows): Rows {
  const after = new Map(rows)
  for (const [id, row] of own) after.set(id, row)
  changes.set(after, { rows, own })
  return after
}

interface Indexed {
  readonly index: Index<Piece>
  /** Rows that are no longer as they stand in the index. */
  readonly own: Rows
}

const noRows: Rows = new Map()
/** So many rows may differ from an index before it is made anew. */
const mostOwn = 60
const known = new WeakMap<Rows, Indexed>()
/** The rows that were indexed last: after an edit, all but a few are still the same. */
let last: { readonly rows: Rows; readonly index: Index<Piece> } | undefined

function indexed(rows: Rows): Indexed {
  const change = changes.get(rows)
  if (change !== undefined) {
    const { index, own } = indexed(change.rows)
    return { index, own: own.size === 0 ? change.own : new Map([...own, ...change.own]) }
  }
  let found = known.get(rows)
  if (found === undefined) known.set(rows, (found = sinceLast(rows) ?? made(rows)))
  return found
}

function sinceLast(rows: Rows): Indexed | null {
  if (last?.rows.size !== rows.size) return null
  const own = new Map<string, Row>()
  for (const [id, row] of rows) if (row !== last.rows.get(id) && own.set(id, row).size > mostOwn) return null
  return { index: last.index, own }
}

function made(rows: Rows): Indexed {
  last = { rows, index: indexOf(rows) }
  return { index: last.index, own: noRows }
}

/** The pieces of rows on some rotations and days, by appointment. */
export function staysIn(rows: Rows, rotationIds: ReadonlySet<string>, days: DateRange): Map<string, Row> {
  const { index, own } = indexed(rows)
  const stays = new Map<string, Piece[]>()
  const add = (id: string, piece: Piece) => {
    const all = stays.get(id)
    if (all === undefined) stays.set(id, [piece])
    else all.push(piece)
  }
  for (const [id, piece] of found(index, rotationIds, days)) if (!own.has(id)) add(id, piece)
  for (const [id, row] of own)
    for (const piece of row)
      if (rotationIds.has(piece.rotationId) && piece.startOn <= days.endOn && piece.endOn >= days.startOn)
        add(id, piece)
  return stays
}

const fixedIndices = new WeakMap<JudgeFacts, Index<AssignmentFacts>>()

/** What is not the draft's to change, on some rotations and days: other years, other programs. */
export function fixedIn(facts: JudgeFacts, rotationIds: ReadonlySet<string>, days: DateRange): AssignmentFacts[] {
  let index = fixedIndices.get(facts)
  if (index === undefined)
    fixedIndices.set(facts, (index = indexOf([...facts.people.values()].map(({ id, fixed }) => [id, fixed] as const))))
  return [...found(index, rotationIds, days)].map(([, stay]) => stay)
}
