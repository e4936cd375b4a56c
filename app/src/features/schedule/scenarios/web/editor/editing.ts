import { useCallback, useMemo, useState } from 'react'
import { useActor } from '../../../../../ui/actor.tsx'
import { dayNumber } from '../../../../../ui/day-number.ts'
import type { RotationView } from '../../../blocks/contract.ts'
import { type CellChange, pinningOf, wholePieces } from '../../../cells.ts'
import { editScenarios } from '../../policy.ts'
import { type ReasonKind, reasonNames } from '../../reason-kinds.ts'
import { codesOf, fillDown, fillRight, setAll } from './block.ts'
import { departs, withReason } from './reasons.ts'
import type { Stretch } from './selection.ts'
import { explained, perform, redo, rowOf, type Step, undo } from './session.ts'
import type { Draft } from './use-draft.ts'
import { stretchWords, verdictWords } from './words.ts'

/** What may be done to a draft, each told in words for those who hear the grid. */
export interface Editing {
  /** What happened last, in one line. */
  readonly said: string
  readonly say: (words: string) => void
  /** Makes changes as one step. Cells that the reader may not edit, or whose curriculum has no such rotation, are left out and told. */
  readonly apply: (words: string, changes: readonly CellChange[]) => void
  /** What was done last, if it departs from what was proposed and nobody has said why. */
  readonly unexplained: readonly CellChange[] | null
  readonly explain: (changes: readonly CellChange[], kind: ReasonKind) => void
  readonly set: (stretches: readonly Stretch[], rotation: RotationView | null) => void
  readonly pin: (stretches: readonly Stretch[]) => void
  readonly fill: (stretches: readonly Stretch[], direction: 'down' | 'right') => void
  readonly undo: () => void
  readonly redo: () => void
  readonly codes: (stretches: readonly Stretch[]) => string[][]
}

export function useEditing({ store, judge, view }: Draft): Editing {
  const actor = useActor()
  const [said, say] = useState('')
  const [unexplained, setUnexplained] = useState<readonly CellChange[] | null>(null)
  const { startOn, endOn, label } = view
  const programOf = useMemo(() => new Map(view.rows.map((row) => [row.appointmentId, row.programId])), [view.rows])

  /** Why a change cannot be made at all, or null. */
  const obstacle = useCallback(
    ({ appointmentId, now, ...days }: CellChange): string | null => {
      if (days.startOn < dayNumber(startOn) || days.endOn > dayNumber(endOn))
        return `Only ${label} is part of this draft.`
      if (!actor.may(editScenarios, { programIds: [programOf.get(appointmentId) ?? ''] }))
        return 'Drafts of this program are for others to edit.'
      const rotations = judge?.facts.curriculumOf.get(appointmentId)?.rotations
      const missing = now.find(({ rotationId }) => rotations && !rotations.some(({ id }) => id === rotationId))
      return missing === undefined ? null : 'The curriculum of this trainee has no such rotation.'
    },
    [actor, judge, programOf, startOn, endOn, label],
  )
  const apply = useCallback(
    (words: string, changes: readonly CellChange[]) => {
      const obstacles = changes.map(obstacle)
      const possible = changes.filter((_, index) => obstacles[index] === null)
      const before = store.get().session
      store.change((session) => perform(session, words, possible))
      const blocked = obstacles.find((each) => each !== null)
      const isNothing = store.get().session === before
      const isOpen = !isNothing && departs(possible) && possible.every(({ reason }) => reason === undefined)
      setUnexplained(isOpen ? possible : null)
      const what = blocked !== undefined && possible.length === 0 ? '' : isNothing ? 'Nothing changed.' : `${words}.`
      const tell = (reason: string) => say([what, blocked ?? '', reason].filter((text) => text !== '').join(' '))
      tell('')
      if (judge === null || isNothing || possible.length > judgedAtMost) return
      // Asked of the rows as they were, so that what the rules say is news; once the cells are painted.
      setTimeout(() => tell(verdictWords(judge.trial(before.rows, possible))))
    },
    [store, judge, obstacle],
  )
  const step = (take: (session: Draft['session']) => Step | null, verb: string, nothing: string) => {
    const taken = take(store.get().session)
    if (taken === null) return say(nothing)
    store.change(() => taken.session)
    const left = taken.skipped === 0 ? '' : ` ${taken.skipped} cells were left alone: somebody has changed them since.`
    setUnexplained(null)
    say(`${verb}: ${taken.words}.${left}`)
  }
  return {
    said,
    say,
    apply,
    unexplained,
    explain: (changes, kind) => {
      store.change((session) => explained(session, withReason(changes, kind, false)))
      setUnexplained(null)
      say(`Kept why: ${reasonNames[kind].toLowerCase()}.`)
    },
    set: (stretches, rotation) =>
      apply(
        `${rotation?.name ?? 'Cleared'}: ${stretchWords(stretches)}`,
        setAll(store.get().session, stretches, rotation?.rotationId ?? null),
      ),
    pin: (stretches) => {
      const { session } = store.get()
      const changes = (pinned: boolean) =>
        stretches.map(({ line, startDay, endDay }) => {
          const { appointmentId } = line.row
          const row = rowOf(session, appointmentId)
          return pinningOf(row, appointmentId, wholePieces(row, { startOn: startDay, endOn: endDay }), pinned)
        })
      const isPinned = changes(true).every(({ was }) => was.every(({ pinned }) => pinned))
      apply(`${isPinned ? 'Unpinned' : 'Pinned'}: ${stretchWords(stretches)}`, changes(!isPinned))
    },
    fill: (stretches, direction) => {
      const { session } = store.get()
      const changes = direction === 'down' ? fillDown(session, stretches) : fillRight(session, stretches)
      apply(`Filled ${direction}: ${stretchWords(stretches)}`, changes)
    },
    undo: () => step(undo, 'Undone', 'Nothing to undo.'),
    redo: () => step(redo, 'Done again', 'Nothing to do again.'),
    codes: (stretches) => {
      const { session } = store.get()
      return stretches.map((stretch) =>
        codesOf(rowOf(session, stretch.line.row.appointmentId), stretch, view.rotations),
      )
    },
  }
}

/** The reason against one step is for a line of text; a paste of hundreds of cells shows in the findings. */
const judgedAtMost = 60
