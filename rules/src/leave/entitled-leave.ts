import type { DateRange } from '../dates.ts'
import type { Finding } from '../finding.ts'
import { contains, daysIn } from '../ranges.ts'
import { referenceLimit } from '../reference.ts'
import { formatRange, plural } from '../wording.ts'
import type { LeaveSituation } from './leave-situation.ts'
import { LEAVE_KINDS, type LeaveTaken } from './leave-taken.ts'

/**
 * What the institution owes for a request. `daysDue` (calendar days) must be granted when asked for, `daysFullyPaid` with
 * the whole salary; more may be granted.
 */
export type LeaveEntitlement = {
  readonly isFirst: boolean
  readonly daysDue: number
  readonly daysFullyPaid: number
  readonly sentence: string
}

/**
 * Six weeks of medical, parental or caregiver leave once in each accredited program, at any time from its first day, with
 * full pay the first time. A later leave may be granted, but is not owed. Two programs in a row owe it once each (our
 * reading). Null for a kind of leave this is not about, or a program that is not accredited.
 * Source: ACGME Institutional Requirements IV.H, from July 2022 on (see `reference.ts`).
 */
export function entitledLeave(situation: LeaveSituation, request: LeaveTaken): LeaveEntitlement | null {
  const limit = referenceLimit('entitled-leave', request.startOn, situation.referenceLimits)
  const isInProgram = contains(situation.appointment, request.startOn)
  if (!limit || !situation.isAccredited || !isInProgram || !LEAVE_KINDS[request.kind].isEntitled) return null
  const isFirst = !situation.leaves.some(
    ({ id, kind, startOn }) => LEAVE_KINDS[kind].isEntitled && id !== request.id && startOn < request.startOn,
  )
  const daysDue = isFirst ? Math.min(daysIn(request), limit.value * 7) : 0
  const { label } = LEAVE_KINDS[request.kind]
  const days = formatRange(request)
  const sentence = isFirst
    ? `The ${label} of ${situation.label}, ${days}, is the first of its kind in the program: ${plural(daysDue, 'day')} are owed, with full pay.`
    : `${situation.label} has had such a leave in this program before, so the ${label}, ${days}, and pay for it are not owed; the program may grant them.`
  return { isFirst, daysDue, daysFullyPaid: daysDue, sentence }
}

/** Paid time off of the year of an entitled leave, in workdays; `usedForLeave` of them pay for that leave. */
export type PaidTimeOff = DateRange & { readonly workdays: number; readonly usedForLeave: number }

const WORKDAYS_PER_WEEK = 5

/**
 * One week of paid time off stays free for use outside the six weeks, in the year of the leave (the year as remembered).
 * Vacation may pay for the leave only beyond it.
 * Source: ACGME Institutional Requirements IV.H, from July 2022 on (see `reference.ts`).
 */
export function reservedWeek(situation: LeaveSituation, year: PaidTimeOff): Finding[] {
  const limit = referenceLimit('reserved-leave', year.startOn, situation.referenceLimits)
  if (!limit || !situation.isAccredited || year.usedForLeave === 0) return []
  const reserved = limit.value * WORKDAYS_PER_WEEK
  const left = year.workdays - year.usedForLeave
  if (left >= reserved) return []
  return [
    {
      ruleId: 'reserved-leave',
      severity: limit.citation.verified ? 'violation' : 'warning',
      sentence: `${plural(year.usedForLeave, 'workday')} of paid time off of ${situation.label} would pay for the leave and leave ${left} in ${formatRange(year)}; ${reserved} stay for other use.`,
      citation: limit.citation,
      measured: left,
      limit: reserved,
      unit: 'workdays',
      personId: situation.personId,
      programId: situation.programId,
      startOn: year.startOn,
      endOn: year.endOn,
    },
  ]
}
