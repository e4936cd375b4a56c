import { useMemo } from 'react'
import type { Cursor } from '../../../blocks/web/grid/cursor.ts'
import { cellAt } from '../../../blocks/web/grid/cursor.ts'
import type { GridRows, PersonLine } from '../../../blocks/web/grid/rows.ts'
import type { Mark } from '../../../blocks/web/grid/grid-editing.ts'
import { clip, spanOf } from '../../../blocks/web/grid/timeline.ts'
import { judgeLanding, lightsFor } from './drag.ts'
import { presenceMarks } from './presence.ts'
import { type Selection, stretchesOf } from './selection.ts'
import type { Draft } from './use-draft.ts'
import { useLights } from './use-lights.ts'
import type { Drag } from './use-pointer.ts'
import { daysWords, verdictWords } from './words.ts'

interface Options {
  readonly draft: Draft
  readonly rows: GridRows
  readonly drag: Drag | null
  /** The rotation that is marked in the list of the active cell. */
  readonly choice: string | null
  readonly cursor: Cursor
  readonly copied: Selection | null
  readonly finding: { readonly places: readonly Cursor[] } | null
}

/** So many lines around the pointer are lit: more than a screen holds. */
const linesAround = 24

const near = (people: readonly PersonLine[], person: number): PersonLine[] =>
  people
    .slice(Math.max(0, person - linesAround), person + linesAround)
    .sort((a, b) => Math.abs(a.index - person) - Math.abs(b.index - person))

/** Everything that is drawn over the assignments, and why what is carried may not lie where it is. */
export function useMarks({ draft, rows, drag, choice, cursor, copied, finding }: Options): {
  marks: ReadonlyMap<number, readonly Mark[]>
  reason: string | null
} {
  const { people } = rows
  const { judge, session } = draft
  const year = spanOf(draft.view)
  /** The line with no more days than the draft has: nothing lights up in other years. */
  const within = (line: PersonLine): PersonLine[] => {
    const span = clip(line.span, year)
    return span === null ? [] : [{ ...line, span }]
  }
  const { others } = draft.presence
  const carry = drag?.kind === 'carry' ? drag : null
  const [carried] = carry?.carried.from ?? []
  const isSingle = carry !== null && carry.carried.from.length === 1 && carried !== undefined
  const lights = useLights(
    isSingle
      ? `carry ${carry.isCopy} ${carried.line.index} ${carried.startDay}`
      : choice === null
        ? null
        : `set ${choice} ${cursor.person}`,
    () => {
      if (judge === null) return null
      if (isSingle)
        return lightsFor(judge, session, near(people, carry.carried.grip.person).flatMap(within), {
          from: carried,
          isCopy: carry.isCopy,
        })
      const line = people[cursor.person]
      return choice === null || line === undefined
        ? null
        : lightsFor(judge, session, within(line), { rotationId: choice })
    },
  )
  const moves = carry?.moves ?? null
  const isCopy = carry?.isCopy ?? false
  const verdict = useMemo(
    () => (moves === null ? null : judgeLanding(judge, session, moves, isCopy)),
    [judge, session, moves, isCopy],
  )
  const isIllegal = (verdict?.violations.length ?? 0) > 0
  const marks = useMemo(() => {
    const all = new Map<number, Mark[]>([...lights].map(([person, each]) => [person, [...each]]))
    const add = (person: number, mark: Mark) => all.set(person, [...(all.get(person) ?? []), mark])
    for (const [person, mark] of presenceMarks(people, others)) add(person, mark)
    for (const { to } of moves ?? [])
      add(to.line.index, { startDay: to.startDay, endDay: to.endDay, kind: isIllegal ? 'ghost-illegal' : 'ghost' })
    if (copied !== null)
      for (const { line, startDay, endDay } of stretchesOf(people, copied))
        add(line.index, { startDay, endDay, kind: 'copied' })
    for (const place of finding?.places ?? []) {
      const line = people[place.person]
      if (line === undefined) continue
      const { startDay, endDay } = cellAt(line, place.day)
      const isHere = place.person === cursor.person && place.day === cursor.day
      add(place.person, { startDay, endDay, kind: isHere ? 'found-here' : 'found' })
    }
    for (const { change } of session.conflicts) {
      const line = people.find(({ row }) => row.appointmentId === change.appointmentId)
      if (line) add(line.index, { startDay: change.startOn, endDay: change.endOn, kind: 'conflict' })
    }
    return all
  }, [lights, moves, isIllegal, copied, finding, cursor, session.conflicts, people, others])
  return { marks, reason: carry === null ? null : carryWords(carry, verdict && verdictWords(verdict), isIllegal) }
}

function carryWords(
  { moves, at, isCopy }: Extract<Drag, { kind: 'carry' }>,
  reason: string | null,
  isIllegal: boolean,
): string {
  if (at === null) return `${isCopy ? 'Copying' : 'Moving'}. Let go on a cell; Escape gives up.`
  const [first] = moves ?? []
  if (first === undefined) return 'There is no place for all of it here.'
  const where = `${first.to.line.row.personName}, ${daysWords(first.to)}`
  if (reason === null) return where
  return reason === '' ? `${where}: allowed.` : `${where}: ${isIllegal ? 'against a rule.' : 'allowed, but:'} ${reason}`
}
