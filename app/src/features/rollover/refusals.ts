import { AppError } from '../../contract/app-error.ts'
import type { DecisionRow, RolloverRow } from './store.ts'

/** Refuses to decide or to apply what is applied already. */
export function refuseApplied({ state, appliedBy }: RolloverRow, label: string): void {
  if (state === 'applied')
    throw new AppError(
      'conflict',
      `${appliedBy ?? 'Somebody'} has rolled over into ${label} already. Take that back first, or change people and the year by hand.`,
    )
}

/** Somebody else decided first; what they decided goes along. */
export const staleDecision = (about: string, row: DecisionRow | undefined): AppError =>
  new AppError(
    'stale',
    `${row?.decidedBy ?? 'Somebody'} decided about ${about} meanwhile. Look at it as it is now, then decide again.`,
    { current: { version: row?.version ?? 0, decision: row?.decision.value ?? null } },
  )
