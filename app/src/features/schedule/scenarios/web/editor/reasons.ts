import type { CellChange } from '../../../cells.ts'
import type { ReasonKind } from '../../reason-kinds.ts'
import { randomId } from './random-id.ts'

/**
 * The changes with the reason given for them: what is put somewhere carries it, and where nothing is put anywhere, what is taken away.
 */
export function withReason(
  changes: readonly CellChange[],
  kind: ReasonKind,
  againstRules: boolean,
): readonly CellChange[] {
  const isPlacing = changes.some(({ now }) => now.length > 0)
  return changes.map((change) =>
    isPlacing && change.now.length === 0
      ? change
      : { ...change, reason: { id: randomId(), kind, note: '', againstRules } },
  )
}

/** Whether changes depart from what was proposed: something stood there that nobody had put there by hand. */
export const departs = (changes: readonly CellChange[]): boolean =>
  changes.some(({ was }) => was.some(({ pinned }) => !pinned))
