import { type DateRange, daysIn, overlap } from '@gradus/rules'
import type { Balance } from './contract.ts'
import type { AbsenceKind } from './settings.ts'
import { type Away, takesDays } from './takes.ts'

/** Time away with the kind it is counted as. */
export interface Counted extends Away {
  readonly kindCode: string
  readonly state: 'pending' | 'approved'
}

/** An appointment, as far as it earns allowance. */
export interface Earns extends DateRange {
  readonly sharePercent: number
}

/** The part of an allowance that an appointment gives in a year, by its days and its share of full time; up to whole half days. */
export function earned(allowanceDays: number, appointment: Earns, year: DateRange): number {
  const days = overlap(appointment, year)
  if (days === null) return 0
  const part = (allowanceDays * daysIn(days) * appointment.sharePercent) / (daysIn(year) * 100)
  return Math.ceil(part * 2 - 1e-9) / 2
}

const taken = (
  kind: AbsenceKind,
  away: readonly Counted[],
  state: Counted['state'],
  year: DateRange,
  holidays: ReadonlySet<number>,
): number =>
  away
    .filter((each) => each.kindCode === kind.code && each.state === state)
    .reduce((sum, each) => sum + takesDays(each, year, holidays), 0)

/** How a kind stands in an academic year: what is allowed, carried over, taken, asked for and left. */
export function balanceOf(
  kind: AbsenceKind,
  away: readonly Counted[],
  appointment: Earns,
  years: { readonly year: DateRange; readonly before: DateRange },
  holidays: ReadonlySet<number>,
): Balance {
  const { year, before } = years
  const approvedDays = taken(kind, away, 'approved', year, holidays)
  const pendingDays = taken(kind, away, 'pending', year, holidays)
  const about = { kindCode: kind.code, kindName: kind.name, approvedDays, pendingDays, verified: kind.verified }
  if (kind.allowanceDays === null) return { ...about, allowanceDays: null, carriedDays: 0, leftDays: null }
  const allowanceDays = earned(kind.allowanceDays, appointment, year)
  const unused = earned(kind.allowanceDays, appointment, before) - taken(kind, away, 'approved', before, holidays)
  const carriedDays = Math.max(0, Math.min(kind.carryDays, unused))
  return { ...about, allowanceDays, carriedDays, leftDays: allowanceDays + carriedDays - approvedDays - pendingDays }
}
