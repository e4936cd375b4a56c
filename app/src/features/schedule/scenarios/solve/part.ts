import { contains, type DateRange, dayOf, overlap, subtract } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import type { Placement, Seat } from '../../facts/year-facts.ts'
import { rotationKey } from '../../rotations.ts'
import type { Staying } from './plan-year.ts'

/** A part of a draft to be solved, the rest staying as it is for this run. What is left out is everything. */
export interface SolvePart {
  readonly personIds?: readonly string[] | undefined
  /** `program:rotation`: only time on these, or without any, may change. */
  readonly rotationKeys?: readonly string[] | undefined
  readonly startOn?: string | undefined
  readonly endOn?: string | undefined
}

/** What stays as it is while a part is solved: everything outside of it, and days outside of it that are empty. */
export function stayingAround(part: SolvePart, year: DateRange): Staying {
  const people = part.personIds && new Set(part.personIds)
  const rotations = part.rotationKeys && new Set(part.rotationKeys)
  const days = {
    startOn: part.startOn === undefined ? year.startOn : dayOf(part.startOn),
    endOn: part.endOn === undefined ? year.endOn : dayOf(part.endOn),
  }
  const isOpen = ({ personId }: Seat): boolean => people?.has(personId) ?? true
  return {
    cuts: false,
    keep(seat, placement) {
      const mayMove = rotations?.has(rotationKey(seat.programId, placement.rotationId)) ?? true
      if (!isOpen(seat) || !mayMove || !overlap(placement, days)) return [placement]
      return subtract(placement, [days]).map((rest): Placement => ({ ...placement, ...rest, id: randomUUID() }))
    },
    // Days of later years are counted on, so only the year's own are closed.
    closed(seat, placements) {
      const inYear = overlap(seat, year)
      return inYear === null ? [] : subtract(inYear, isOpen(seat) ? [...placements, days] : [...placements])
    },
  }
}

/** Whether a part leaves all of a person's year open. */
export const isWhollyOpen = (
  { personIds, rotationKeys, startOn, endOn }: SolvePart,
  personId: string,
  year: DateRange,
) =>
  rotationKeys === undefined &&
  (personIds?.includes(personId) ?? true) &&
  contains(
    {
      startOn: startOn === undefined ? year.startOn : dayOf(startOn),
      endOn: endOn === undefined ? year.endOn : dayOf(endOn),
    },
    year,
  )
