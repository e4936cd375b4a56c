import type { RotationView } from '../../../blocks/contract.ts'
import type { PersonLine } from '../../../blocks/web/grid/rows.ts'
import type { Span } from '../../../blocks/web/grid/timeline.ts'
import { type CellChange, contentOf, type Piece } from '../../../cells.ts'
import { periodsFrom, periodsIn, type Selection } from './selection.ts'
import { rowOf, type Session } from './session.ts'

/** One cell of what is pasted, with where it goes. */
interface Pasted {
  readonly line: PersonLine
  readonly period: Span
  readonly text: string
}

/** A text that no rotation of the program is called by. */
export interface Unknown {
  readonly programId: string
  readonly text: string
  readonly count: number
  /** Where it is met first. */
  readonly line: PersonLine
  readonly period: Span
}

export interface Pasting {
  readonly cells: readonly Pasted[]
  readonly unknown: readonly Unknown[]
  /** Cells that would lie outside of the grid or of an appointment. */
  readonly outside: number
}

/** What an unknown text shall mean: a rotation, nothing (the cell is emptied), or `keep`: the cell stays as it is. */
export type Meaning = { readonly rotationId: string | null } | 'keep'

const normal = (text: string): string => text.trim().toLowerCase()
export const unknownKey = ({ programId, text }: Pick<Unknown, 'programId' | 'text'>): string =>
  `${programId} ${normal(text)}`

/** The rotation of a program with this code or name; null for none. */
export function rotationCalled(
  rotations: readonly RotationView[],
  programId: string,
  text: string,
): RotationView | null {
  const own = rotations.filter((rotation) => rotation.programId === programId)
  const wanted = normal(text)
  return (
    own.find(({ code }) => normal(code) === wanted) ??
    own.find(({ name, rotationId }) => normal(name) === wanted || rotationId === wanted) ??
    null
  )
}

/**
 * Lays pasted cells out from the upper left cell of the selection, one column for each period of a line. One single cell fills the whole
 * selection.
 */
export function layCells(
  people: readonly PersonLine[],
  selection: Selection,
  texts: readonly (readonly string[])[],
  rotations: readonly RotationView[],
): Pasting {
  const [single] = texts[0] ?? []
  const isSingle = texts.length === 1 && texts[0]?.length === 1 && single !== undefined
  const cells: Pasted[] = []
  let outside = 0
  if (isSingle)
    for (const line of people.slice(selection.first, selection.last + 1))
      for (const period of periodsIn(line, selection)) cells.push({ line, period, text: single })
  else
    texts.forEach((row, index) => {
      const line = people[selection.first + index]
      const periods = line === undefined ? [] : periodsFrom(line, selection.startDay)
      row.forEach((text, column) => {
        const period = periods[column]
        if (line !== undefined && period !== undefined) cells.push({ line, period, text })
        else if (text.trim() !== '') outside += 1
      })
    })
  return { cells, unknown: unknownOf(cells, rotations), outside }
}

function unknownOf(cells: readonly Pasted[], rotations: readonly RotationView[]): Unknown[] {
  const found = new Map<string, Unknown>()
  for (const { line, period, text } of cells) {
    const { programId } = line.row
    if (text.trim() === '' || rotationCalled(rotations, programId, text) !== null) continue
    const key = unknownKey({ programId, text })
    const before = found.get(key)
    found.set(
      key,
      before ? { ...before, count: before.count + 1 } : { programId, text: text.trim(), count: 1, line, period },
    )
  }
  return [...found.values()]
}

/** The changes that a paste comes to once every text has a meaning. */
export function pasteChanges(
  session: Session,
  { cells }: Pasting,
  rotations: readonly RotationView[],
  meanings: ReadonlyMap<string, Meaning>,
): CellChange[] {
  return cells.flatMap(({ line, period, text }): CellChange[] => {
    const { appointmentId, programId } = line.row
    const called = text.trim() === '' ? null : rotationCalled(rotations, programId, text)
    const meaning: Meaning =
      text.trim() === ''
        ? { rotationId: null }
        : called !== null
          ? { rotationId: called.rotationId }
          : (meanings.get(unknownKey({ programId, text })) ?? 'keep')
    if (meaning === 'keep') return []
    const days = { startOn: period.startDay, endOn: period.endDay }
    const { rotationId } = meaning
    const now: Piece[] = rotationId === null ? [] : [{ rotationId, pinned: true, ...days }]
    const was = contentOf(rowOf(session, appointmentId), days)
    return [{ appointmentId, ...days, was, now, joinsBefore: true, joinsAfter: true }]
  })
}
