import { type DateRange, dayOf, overlap, WORKDAY_MINUTES, workdaysIn } from '@gradus/rules'
import type { AbsencePart } from './schema.ts'

/** Time away, as far as counting it goes. */
export interface Away {
  readonly startOn: string
  readonly endOn: string
  readonly part: AbsencePart
  readonly startMinute: number | null
  readonly endMinute: number | null
}

export const rangeOf = ({ startOn, endOn }: Pick<Away, 'startOn' | 'endOn'>): DateRange => ({
  startOn: dayOf(startOn),
  endOn: dayOf(endOn),
})

/** What it takes of an allowance in some days, in working days: weekdays that are no holidays, a half for half a day, hours by their share. */
export function takesDays(away: Away, within: DateRange, holidays: ReadonlySet<number>): number {
  const days = overlap(rangeOf(away), within)
  if (days === null) return 0
  const workdays = workdaysIn(days, holidays)
  if (away.part === 'days') return workdays
  if (away.part !== 'hours') return workdays / 2
  const minutes = (away.endMinute ?? 0) - (away.startMinute ?? 0)
  return (workdays * Math.min(minutes, WORKDAY_MINUTES)) / WORKDAY_MINUTES
}
