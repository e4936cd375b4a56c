import {
  applyCell,
  type CellChange,
  contentOf,
  inverseOf,
  type Piece,
  sameContent,
  samePieces,
  settle,
} from '../../../cells.ts'

export type Row = readonly Piece[]
export type Rows = ReadonlyMap<string, Row>

/** One thing a person did, with what undoes it; both in the order in which they are to be made. */
export interface Entry {
  readonly words: string
  readonly changes: readonly CellChange[]
  readonly back: readonly CellChange[]
}

/** A change that met something other than its author saw: `theirs` stands, `change` waits for a decision. */
export interface Conflict {
  readonly id: number
  readonly change: CellChange
  readonly theirs: Row
}

/** One person's work on a draft since the page was opened. Plain data: every function here gives the next session. */
export interface Session {
  readonly version: number
  /** The rows as the server last told them, each with the version it told. */
  readonly server: ReadonlyMap<string, { readonly version: number; readonly row: Row }>
  /** The rows as they are drawn: the server's, with what waits made to them. */
  readonly rows: Rows
  /** Changes that the server has not confirmed, in order. */
  readonly waiting: readonly CellChange[]
  readonly done: readonly Entry[]
  readonly undone: readonly Entry[]
  readonly conflicts: readonly Conflict[]
  readonly conflictCount: number
}

export const openSession = (version: number, rows: Rows): Session => ({
  version,
  server: new Map([...rows].map(([id, row]) => [id, { version, row }])),
  rows,
  waiting: [],
  done: [],
  undone: [],
  conflicts: [],
  conflictCount: 0,
})

export const rowOf = (session: Pick<Session, 'rows'>, appointmentId: string): Row =>
  session.rows.get(appointmentId) ?? []

interface Made {
  readonly rows: Map<string, Row>
  readonly changes: CellChange[]
  readonly back: CellChange[]
  readonly skipped: number
}

/** Makes changes whose author's picture holds; the others are counted. What changes nothing is left out. */
function make(session: Session, changes: readonly CellChange[]): Made {
  const rows = new Map(session.rows)
  const made: CellChange[] = []
  const back: CellChange[] = []
  let skipped = 0
  for (const change of changes) {
    const row = rows.get(change.appointmentId) ?? []
    const here = contentOf(row, change)
    const after = applyCell(row, change)
    if (samePieces(row, after)) continue
    if (!sameContent(here, change.was)) {
      skipped += 1
      continue
    }
    rows.set(change.appointmentId, after)
    made.push(change)
    back.unshift(inverseOf(row, change))
  }
  return { rows, changes: made, back, skipped }
}

/** Does something; the same session when it would change nothing. What was undone before can no longer be redone. */
export function perform(session: Session, words: string, changes: readonly CellChange[]): Session {
  const made = make(session, changes)
  if (made.changes.length === 0) return session
  return {
    ...session,
    rows: made.rows,
    waiting: [...session.waiting, ...made.changes],
    done: [...session.done, { words, changes: made.changes, back: made.back }],
    undone: [],
  }
}

/** Tells why changes were made that were made last; undoing them takes the reason back. */
export function explained(session: Session, changes: readonly CellChange[]): Session {
  const last = session.done.at(-1)
  const reasonFor = (change: CellChange) =>
    changes.find(
      ({ appointmentId, startOn, endOn }) =>
        appointmentId === change.appointmentId && startOn === change.startOn && endOn === change.endOn,
    )?.reason
  const withReasons = last?.changes.map((change) => {
    const reason = reasonFor(change)
    return reason === undefined ? change : { ...change, reason }
  })
  return {
    ...session,
    waiting: [...session.waiting, ...changes],
    done:
      last === undefined || withReasons === undefined
        ? session.done
        : [...session.done.slice(0, -1), { ...last, changes: withReasons }],
  }
}

/** What undoes an entry also takes back why it was done. */
function withdrawing({ changes }: Entry, back: readonly CellChange[]): readonly CellChange[] {
  const ids = changes.flatMap(({ reason }) => reason?.id ?? [])
  const [first, ...rest] = back
  return ids.length === 0 || first === undefined ? back : [{ ...first, withdraws: ids }, ...rest]
}

/** What a step back or forth did: in words, and how many cells it left alone because somebody else has changed them since. */
export interface Step {
  readonly session: Session
  readonly words: string
  readonly skipped: number
}

export function undo(session: Session): Step | null {
  const entry = session.done.at(-1)
  if (entry === undefined) return null
  const { rows, changes, skipped } = make(session, entry.back)
  return {
    session: {
      ...session,
      rows,
      waiting: [...session.waiting, ...withdrawing(entry, changes)],
      done: session.done.slice(0, -1),
      undone: [...session.undone, entry],
    },
    words: entry.words,
    skipped,
  }
}

export function redo(session: Session): Step | null {
  const entry = session.undone.at(-1)
  if (entry === undefined) return null
  const { rows, changes, back, skipped } = make(session, entry.changes)
  return {
    session: {
      ...session,
      rows,
      waiting: [...session.waiting, ...changes],
      done: [...session.done, { ...entry, back }],
      undone: session.undone.slice(0, -1),
    },
    words: entry.words,
    skipped,
  }
}

/** Rows as the server tells them, drawn under what waits. A waiting change that no longer fits becomes a conflict. */
export function arrive(session: Session, version: number, told: Rows): Session {
  const server = new Map(session.server)
  const rows = new Map(session.rows)
  let waiting = [...session.waiting]
  const conflicts = [...session.conflicts]
  let { conflictCount } = session
  for (const [id, row] of told) {
    const known = server.get(id)
    if (known !== undefined && known.version > version) continue
    server.set(id, { version, row })
    const drawn = rows.get(id) ?? []
    if (samePieces(row, drawn)) {
      // A reason that is still to be told, or taken back, outlives what it is for.
      waiting = waiting.filter(
        ({ appointmentId, reason, withdraws }) => appointmentId !== id || (reason ?? withdraws) !== undefined,
      )
      continue
    }
    const own = waiting.filter(({ appointmentId }) => appointmentId === id)
    const settled = settle(row, own)
    rows.set(id, samePieces(settled.row, drawn) ? drawn : settled.row)
    for (const index of settled.conflicts) {
      const change = own[index]
      if (change === undefined) continue
      waiting.splice(waiting.indexOf(change), 1)
      conflictCount += 1
      conflicts.push({ id: conflictCount, change, theirs: contentOf(row, change) })
    }
  }
  return { ...session, version: Math.max(session.version, version), server, rows, waiting, conflicts, conflictCount }
}

/** The first `count` waiting changes are stored. */
export const confirmed = (session: Session, count: number, version: number, told: Rows): Session =>
  arrive({ ...session, waiting: session.waiting.slice(count) }, version, told)

/** The server will not take what waits, whatever it meets: everything is drawn as the server has it. */
export function dropWaiting(session: Session): Session {
  const rows = new Map(session.rows)
  for (const { appointmentId } of session.waiting) rows.set(appointmentId, session.server.get(appointmentId)?.row ?? [])
  return { ...session, rows, waiting: [], done: [], undone: [] }
}

/** Decides a conflict: theirs stands already; mine is done again over it, and can be undone. */
export function decide(session: Session, id: number, whose: 'mine' | 'theirs', words: string): Session {
  const conflict = session.conflicts.find((each) => each.id === id)
  const rest = { ...session, conflicts: session.conflicts.filter((each) => each.id !== id) }
  if (conflict === undefined || whose === 'theirs') return rest
  const { change } = conflict
  return perform(rest, words, [{ ...change, was: contentOf(rowOf(rest, change.appointmentId), change) }])
}
