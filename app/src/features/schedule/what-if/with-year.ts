import { overlap } from '@gradus/rules'
import type { YearFacts } from '../facts/year-facts.ts'
import type { Careers } from '../standing.ts'

/** Careers in which a year is as some facts have it, be they a draft's; every other year is as published. */
export function withYear(careers: Careers, { year, placements }: YearFacts): Careers {
  const mine = new Set(careers.seats.map(({ id }) => id))
  return {
    ...careers,
    placements: [
      ...careers.placements.filter((placement) => !overlap(placement, year)),
      ...placements.filter(({ appointmentId }) => mine.has(appointmentId)),
    ],
  }
}
