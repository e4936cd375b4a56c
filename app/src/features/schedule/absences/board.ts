import {
  addMonths,
  type BoardYear,
  type Day,
  entitledLeave,
  graduationAfter,
  isoOf,
  leaveBudget,
  type LeaveSituation,
  type LeaveTaken,
  levelOn,
  monthsBeforeEntry,
  overlap,
  referenceLimit,
  trainingCompletedOn,
} from '@gradus/rules'
import type { AbsenceEffect } from './contract.ts'
import type { Seat } from '../facts/year-facts.ts'
import type { AbsenceSettings } from './settings.ts'

/** Whose budget and end of training is asked about, with all time off so far. */
export interface Training {
  readonly seat: Seat
  readonly settings: AbsenceSettings
  readonly taken: readonly LeaveTaken[]
  /** Leave that does not count towards training. */
  readonly pauses: readonly { readonly startOn: Day; readonly endOn: Day }[]
  readonly holidays: ReadonlySet<Day>
  readonly today: Day
}

/** What time away would add. */
export interface Added {
  readonly leave: LeaveTaken
  readonly countsTowardTraining: boolean
}

type Told = Pick<AbsenceEffect, 'board' | 'entitlement' | 'graduation'>

/** The board's budget, what the institution owes, and the last day of training: as they are, and with this time away. */
export function boardEffect(training: Training, { leave, countsTowardTraining }: Added): Told {
  const { taken, pauses, today } = training
  const before = situationOf(training, taken)
  const after = situationOf(training, [...taken, leave])
  const [budgetBefore, budgetAfter] = [leaveBudget(before), leaveBudget(after)]
  const limit = referenceLimit('board-leave', today)
  const from = endWith(training, budgetBefore?.extension ?? 0, pauses)
  const to = endWith(training, budgetAfter?.extension ?? 0, countsTowardTraining ? pauses : [...pauses, leave])
  const owed = entitledLeave(before, leave)
  const owedLimit = referenceLimit('entitled-leave', leave.startOn)
  return {
    board:
      budgetBefore === null || budgetAfter === null || limit === null
        ? null
        : {
            allowedDays: budgetAfter.allowed,
            usedBefore: budgetBefore.used,
            usedAfter: budgetAfter.used,
            remaining: budgetAfter.remaining,
            extensionDays: budgetAfter.extension,
            isReading: budgetAfter.isReading,
            citation: budgetAfter.findings[0]?.citation ?? limit.citation,
            sentences: budgetAfter.findings.map(({ sentence }) => sentence),
          },
    entitlement: owed === null || owedLimit === null ? null : { ...owed, citation: owedLimit.citation },
    graduation: { fromOn: isoOf(from.endOn), toOn: isoOf(to.endOn), sentence: to.sentence },
  }
}

/**
 * The last day of training with all leave so far. `isReckoned` is false where the appointment's own end is all there is to go by: then
 * leave is added to it, also where somebody moved it for that leave already.
 */
export function endOfTraining(training: Training): { endOn: Day; sentence: string; isReckoned: boolean } {
  const extension = leaveBudget(situationOf(training, training.taken))?.extension ?? 0
  return { ...endWith(training, extension, training.pauses), isReckoned: monthsLeft(training.seat) !== null }
}

function endWith({ seat, holidays }: Training, extensionWorkdays: number, paused: Training['pauses']) {
  return graduationAfter({
    label: seat.personName,
    plannedEndOn: plannedEnd(seat),
    pauses: paused.flatMap((pause) => overlap(pause, { startOn: seat.startOn, endOn: Infinity }) ?? []),
    extensionWorkdays,
    holidays,
  })
}

function situationOf({ seat, settings, holidays, today }: Training, leaves: readonly LeaveTaken[]): LeaveSituation {
  const { definition } = seat.followed
  return {
    personId: seat.personId,
    label: seat.personName,
    programId: seat.programId,
    appointment: { startOn: seat.startOn, endOn: seat.endOn },
    isAccredited: definition.accreditation.status === 'accredited',
    boardYears: hasBoard(seat, settings) ? boardYears(seat) : [],
    leaves,
    holidays,
    asOf: today,
  }
}

/** The board whose policy on time off the rules know. */
const knownBoard = 'American Board of Radiology'

function hasBoard({ followed }: Seat, { boardBudget }: AbsenceSettings): boolean {
  const { kind, certificate } = followed.definition
  return boardBudget ?? (kind === 'residency' && certificate?.body?.includes(knownBoard) === true)
}

/** Years of training from the appointment's own first day, without a preliminary year. */
function boardYears(seat: Seat): BoardYear[] {
  const training = { levels: seat.followed.facts.levels, entryLevel: seat.entryLevel, startOn: seat.startOn }
  const years: BoardYear[] = []
  const endOn = plannedEnd(seat)
  for (let startOn = seat.startOn; startOn <= endOn; startOn = addMonths(startOn, 12)) {
    const lastOn = Math.min(addMonths(startOn, 12) - 1, endOn)
    if (levelOn(training, startOn) !== 'PGY-1')
      years.push({ startOn, endOn: lastOn, sharePercent: seat.combined ? 100 : seat.ftePercent })
  }
  return years
}

/**
 * The end without any leave. An appointment that is longer than the training was extended for a leave already, so then the length of the
 * training says it; part-time and combined ones end when they were entered to end.
 */
function plannedEnd(seat: Seat): Day {
  const left = monthsLeft(seat)
  return left === null ? seat.endOn : Math.min(seat.endOn, trainingCompletedOn(seat.startOn, left) - 1)
}

/** Months of training from the appointment's first day, where the definition's length says them. */
function monthsLeft(seat: Seat): number | null {
  const { length } = seat.followed.definition
  const { levels } = seat.followed.facts
  const months = length.unit === 'years' ? length.amount * 12 : length.unit === 'months' ? length.amount : null
  if (months === null || seat.ftePercent !== 100 || seat.combined) return null
  const left = months - monthsBeforeEntry({ levels, entryLevel: seat.entryLevel, startOn: seat.startOn })
  return left <= 0 ? null : left
}
