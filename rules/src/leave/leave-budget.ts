import type { Day } from '../dates.ts'
import type { Citation, Finding } from '../finding.ts'
import { contains, overlap } from '../ranges.ts'
import { referenceLimit } from '../reference.ts'
import { plural } from '../wording.ts'
import type { BoardYear, LeaveSituation } from './leave-situation.ts'
import { LEAVE_KINDS, type LeaveTaken } from './leave-taken.ts'
import { workdaysIn } from './workdays.ts'

/** One year's part of the budget, in workdays. */
export type LeaveBudgetYear = BoardYear & { readonly allowed: number; readonly used: number }

/** Workdays of time off over the whole residency, planned leave included. */
export type LeaveBudget = {
  readonly years: readonly LeaveBudgetYear[]
  readonly allowed: number
  readonly used: number
  readonly remaining: number
  /** Workdays by which training is extended at least; the program director may ask for more. */
  readonly extension: number
  /** Part-time years are scaled by their share of full time, which is our reading. */
  readonly isReading: boolean
  readonly findings: readonly Finding[]
}

/**
 * The board's time off: no extension while it averages at most 40 workdays per academic year over the residency, otherwise
 * one of at least the excess. One long leave early on is no excess yet, but is warned about. Null where no policy of a board
 * applies. It is a ceiling and no entitlement; the institution may be stricter.
 * Source: ABR residency leave policy, from 2021-22 on (see `reference.ts`); scaling of part-time years is ours.
 */
export function leaveBudget(situation: LeaveSituation): LeaveBudget | null {
  const { boardYears, asOf, referenceLimits } = situation
  const limit = referenceLimit('board-leave', asOf, referenceLimits)
  if (!limit || boardYears.length === 0) return null
  const years = boardYears.map((year) => ({
    ...year,
    allowed: (limit.value * year.sharePercent) / 100,
    used: workdaysOff(situation, year),
  }))
  const allowed = sum(years.map((year) => year.allowed))
  const used = sum(years.map((year) => year.used))
  const isReading = boardYears.some(({ sharePercent }) => sharePercent !== 100)
  const extension = Math.max(0, used - allowed)
  const budget = { years, allowed, used, remaining: Math.max(0, allowed - used), extension, isReading }
  return { ...budget, findings: findingsOf(budget, situation, citationOf(limit.citation, isReading)) }
}

function workdaysOff({ leaves, holidays }: LeaveSituation, year: BoardYear): number {
  return sum(
    leaves.filter(({ kind }) => LEAVE_KINDS[kind].countsForBoard).map((leave) => workdaysWithin(leave, year, holidays)),
  )
}

/** A leave with a given number of workdays counts in the year it begins in, one without by its days. */
function workdaysWithin(leave: LeaveTaken, year: BoardYear, holidays: ReadonlySet<Day>): number {
  if (leave.workdays !== null) return contains(year, leave.startOn) ? leave.workdays : 0
  const days = overlap(leave, year)
  return days ? workdaysIn(days, holidays) : 0
}

function citationOf(citation: Citation, isReading: boolean): Citation {
  if (!isReading) return citation
  return { ...citation, source: `${citation.source}; scaled to part time as we read it`, verified: false }
}

function findingsOf(budget: Omit<LeaveBudget, 'findings'>, situation: LeaveSituation, citation: Citation): Finding[] {
  const { label, personId, programId, asOf } = situation
  const { years, allowed, used, extension } = budget
  const about = { citation, personId, programId, unit: 'workdays' as const }
  const days = { startOn: years[0]!.startOn, endOn: years.at(-1)!.endOn }
  if (extension > 0) {
    return [
      {
        ruleId: 'board-leave',
        severity: 'warning',
        sentence: `Time off of ${label} comes to ${plural(used, 'workday')} over the residency, ${extension} more than the ${allowed} the board allows on average; training is extended by at least ${plural(extension, 'workday')}.`,
        measured: used,
        limit: allowed,
        ...about,
        ...days,
      },
    ]
  }
  const begun = years.filter(({ startOn }) => startOn <= asOf)
  const allowedSoFar = sum(begun.map((year) => year.allowed))
  const usedSoFar = sum(begun.map((year) => year.used))
  if (begun.length === 0 || usedSoFar <= allowedSoFar) return []
  return [
    {
      ruleId: 'board-leave',
      severity: 'warning',
      sentence: `Time off of ${label} comes to ${plural(usedSoFar, 'workday')} so far, where ${allowedSoFar} would be the average. Nothing is extended yet; ${plural(budget.remaining, 'workday')} are left for the whole residency.`,
      measured: usedSoFar,
      limit: allowedSoFar,
      ...about,
      ...days,
      endOn: begun.at(-1)!.endOn,
    },
  ]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
