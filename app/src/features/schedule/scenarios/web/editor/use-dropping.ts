import { useState } from 'react'
import type { Cursor } from '../../../blocks/web/grid/cursor.ts'
import type { ReasonKind } from '../../reason-kinds.ts'
import { moveAll } from './block.ts'
import { judgeLanding, type Landing } from './drag.ts'
import type { Editing } from './editing.ts'
import { withReason } from './reasons.ts'
import type { Refused } from './refusal.tsx'
import type { Draft } from './use-draft.ts'
import { stretchWords, verdictWords } from './words.ts'

export interface Dropping {
  /** A drop that a rule is against: not made before somebody insists, and says why. */
  readonly refused: Refused | null
  readonly put: (moves: Landing['moves'], isCopy: boolean) => void
  readonly insist: () => void
  readonly giveReason: (kind: ReasonKind) => void
  readonly leave: () => void
}

/** Puts what was carried where it was let go. */
export function useDropping(
  draft: Draft,
  work: Editing,
  selectRange: (anchor: Cursor, head: Cursor) => void,
  toGrid: () => void,
): Dropping {
  const [refused, setRefused] = useState<(Refused & { moves: Landing['moves']; isCopy: boolean }) | null>(null)
  const make = (moves: Landing['moves'], isCopy: boolean, reason?: ReasonKind) => {
    const to = moves.map((each) => each.to)
    const changes = moveAll(draft.session, moves, isCopy)
    work.apply(
      `${isCopy ? 'Copied' : 'Moved'} to ${stretchWords(to)}`,
      reason === undefined ? changes : withReason(changes, reason, true),
    )
    const [first, last] = [to[0], to.at(-1)]
    if (first === undefined || last === undefined) return
    selectRange({ person: first.line.index, day: first.startDay }, { person: last.line.index, day: last.endDay })
  }
  return {
    refused,
    put: (moves, isCopy) => {
      const verdict = judgeLanding(draft.judge, draft.session, moves, isCopy)
      if (verdict === null || verdict.violations.length === 0) return make(moves, isCopy)
      const where = stretchWords(moves.map((each) => each.to))
      setRefused({ where, reason: verdictWords(verdict), isInsisted: false, moves, isCopy })
    },
    insist: () => setRefused((now) => now && { ...now, isInsisted: true }),
    giveReason: (kind) => {
      if (refused !== null) make(refused.moves, refused.isCopy, kind)
      setRefused(null)
      toGrid()
    },
    leave: () => {
      setRefused(null)
      toGrid()
    },
  }
}
