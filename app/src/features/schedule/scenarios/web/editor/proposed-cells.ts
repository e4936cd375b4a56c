import { dayNumber } from '../../../../../ui/day-number.ts'
import type { ProposedChange } from '../../../ask/contract.ts'
import { type CellChange, settingOf } from '../../../cells.ts'
import { rowOf, type Session } from './session.ts'

/** What an answer would change, as changes of cells. What was asked for comes first and is pinned, as everything set by hand. */
export const proposedCells = (session: Session, changes: readonly ProposedChange[]): CellChange[] =>
  changes.map(({ appointmentId, rotationId, startOn, endOn }, index) =>
    settingOf(rowOf(session, appointmentId), {
      appointmentId,
      rotationId,
      pinned: rotationId !== null && index === 0,
      startOn: dayNumber(startOn),
      endOn: dayNumber(endOn),
    }),
  )
