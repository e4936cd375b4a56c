import {
  academicYearOf,
  addDays,
  graduationAfter,
  isoOf,
  type LeaveSituation,
  type LeaveTaken,
  leaveBudget,
  levelRanges,
  monthsBeforeEntry,
  overlap,
  referenceLimit,
  trainingCompletedOn,
} from '@gradus/rules'
import type { LeaveKind } from '../../people/index.ts'
import type { Leave, Seat } from '../facts/year-facts.ts'
import type { LeaveWhatIf } from './leave.ts'

/** What each kind of leave is to the board. What is kept as “other” uses its time off: better too little left than too much. */
const boardKinds: Readonly<Record<LeaveKind | 'away', LeaveTaken['kind']>> = {
  vacation: 'vacation',
  medical: 'medical',
  parental: 'parental',
  caregiver: 'caregiver',
  bereavement: 'bereavement',
  educational: 'meeting',
  other: 'interview',
  away: 'interview',
}

/** The level before a residency in imaging begins; the board does not average over it. */
const preliminaryLevel = 'PGY-1'

const noHolidays: ReadonlySet<number> = new Set()

/** The last day of training and the board's time off of one appointment, as things are and with the leave. */
export function trainingWith(
  seat: Seat,
  leaves: readonly Leave[],
  leave: Leave,
  today: number,
  programName: string,
): LeaveWhatIf['appointments'][number] {
  const own = leaves.filter((each) => overlap(each, seat))
  const before = leaveBudget(situationOf(seat, own, today))
  const after = leaveBudget(situationOf(seat, [...own, leave], today))
  const was = graduation(seat, own, before?.extension ?? 0)
  const is = graduation(seat, [...own, leave], after?.extension ?? 0)
  const limit = referenceLimit('board-leave', today)
  return {
    appointmentId: seat.id,
    programId: seat.programId,
    programName,
    graduatesOn: isoOf(was.endOn),
    wouldGraduateOn: isoOf(is.endOn),
    sentence:
      is.endOn === was.endOn
        ? `${seat.personName} would still complete ${programName} on ${dayText(is.endOn)}.`
        : `${seat.personName} would complete ${programName} on ${dayText(is.endOn)} instead of ${dayText(was.endOn)}.`,
    budget:
      after === null || before === null
        ? null
        : {
            allowed: after.allowed,
            usedBefore: before.used,
            usedAfter: after.used,
            remaining: after.remaining,
            extension: after.extension,
            source: limit?.citation.source ?? '',
            verified: (limit?.citation.verified ?? false) && !after.isReading,
          },
  }
}

const dayText = (day: number): string =>
  new Date(day * 86_400_000).toLocaleDateString('en-US', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })

function graduation(seat: Seat, leaves: readonly Leave[], extensionWorkdays: number) {
  return graduationAfter({
    label: seat.personName,
    plannedEndOn: plannedEnd(seat),
    pauses: leaves.filter(({ countsTowardTraining }) => !countsTowardTraining),
    extensionWorkdays,
    holidays: noHolidays,
  })
}

/**
 * The end without any leave. An appointment that is longer than the training was extended for a leave already, so then the length of the
 * training says it.
 */
function plannedEnd(seat: Seat): number {
  const { length } = seat.followed.definition
  const { levels } = seat.followed.facts
  const months = length.unit === 'years' ? length.amount * 12 : length.unit === 'months' ? length.amount : null
  if (months === null || seat.ftePercent !== 100) return seat.endOn
  const left = months - monthsBeforeEntry({ levels, entryLevel: seat.entryLevel, startOn: seat.startOn })
  return left <= 0 ? seat.endOn : Math.min(seat.endOn, trainingCompletedOn(seat.startOn, left) - 1)
}

function situationOf(seat: Seat, leaves: readonly Leave[], asOf: number): LeaveSituation {
  const { definition, facts } = seat.followed
  return {
    personId: seat.personId,
    label: seat.personName,
    programId: seat.programId,
    appointment: { startOn: seat.startOn, endOn: plannedEnd(seat) },
    isAccredited: definition.accreditation.status === 'accredited',
    boardYears: hasBoard(seat) ? boardYears(seat, facts.startsOn) : [],
    leaves: leaves.map(
      ({ id, kind, startOn, endOn }): LeaveTaken => ({ id, kind: boardKinds[kind], workdays: null, startOn, endOn }),
    ),
    holidays: noHolidays,
    asOf,
  }
}

/** The policy binds residencies that lead to the certificate of a board. */
const hasBoard = ({ followed: { definition } }: Seat): boolean =>
  definition.kind === 'residency' && definition.certificate != null

function boardYears(seat: Seat, startsOn: string): LeaveSituation['boardYears'] {
  const years = []
  const endOn = plannedEnd(seat)
  for (let year = academicYearOf(seat.startOn, startsOn); year.startOn <= endOn; ) {
    const days = overlap(year, { startOn: seat.startOn, endOn })
    if (days !== null && levelAt(seat, days.startOn) !== preliminaryLevel)
      years.push({ ...days, sharePercent: seat.ftePercent })
    year = academicYearOf(addDays(year.endOn, 1), startsOn)
  }
  return years
}

const levelAt = ({ followed, entryLevel, startOn }: Seat, day: number): string | undefined =>
  levelRanges({ levels: followed.facts.levels, entryLevel, startOn }, day).at(-1)?.level
