import { academicYearOf, type DateRange } from '@gradus/rules'

/** The academic years that share a day with a range, by the calendar year they start in. */
export function academicYearsOver({ startOn, endOn }: DateRange, yearStartsOn: string): number[] {
  const first = academicYearOf(startOn, yearStartsOn).startYear
  const last = academicYearOf(endOn, yearStartsOn).startYear
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
