import { isoOf } from '@gradus/rules'
import { dayWords } from '../../../platform/day-words.ts'
import type { LeaveKind } from '../../people/index.ts'
import { boardEffect } from '../absences/board.ts'
import { boardKindOf, type TimeOff } from '../absences/context.ts'
import { trainingOf } from '../absences/training-of.ts'
import type { Leave, Seat } from '../facts/year-facts.ts'
import type { LeaveWhatIf } from './leave.ts'

/** The last day of training and the board's time off of one appointment, as things are and with the leave: as a request would tell it. */
export function trainingWith(
  context: TimeOff,
  seat: Seat,
  { id, startOn, endOn, countsTowardTraining }: Leave,
  kind: LeaveKind,
  programName: string,
): LeaveWhatIf['appointments'][number] {
  const leave = { id, kind: boardKindOf(context, seat.programId, kind), startOn, endOn, workdays: null }
  const { board, graduation } = boardEffect(trainingOf(context, seat), { leave, countsTowardTraining })
  const [was, is] = [graduation?.fromOn ?? isoOf(seat.endOn), graduation?.toOn ?? isoOf(seat.endOn)]
  return {
    appointmentId: seat.id,
    programId: seat.programId,
    programName,
    graduatesOn: was,
    wouldGraduateOn: is,
    sentence:
      is === was
        ? `${seat.personName} would still complete ${programName} on ${dayWords(is)}.`
        : `${seat.personName} would complete ${programName} on ${dayWords(is)} instead of ${dayWords(was)}.`,
    budget:
      board === null
        ? null
        : {
            allowed: board.allowedDays,
            usedBefore: board.usedBefore,
            usedAfter: board.usedAfter,
            remaining: board.remaining,
            extension: board.extensionDays,
            source: board.citation.source,
            verified: board.citation.verified && !board.isReading,
          },
  }
}
