import type { DateRange, Day } from '../dates.ts'
import type { ReferenceLimit } from '../reference.ts'
import type { LeaveTaken } from './leave-taken.ts'

/** An academic year of the residency that the board counts, with the part of full time it is worked in. */
export type BoardYear = DateRange & { readonly sharePercent: number }

/** Everything the rules about leave look at for one trainee in one program. */
export type LeaveSituation = {
  readonly personId: string
  readonly label: string
  readonly programId: string
  /** The trainee's days in the program, without any extension. */
  readonly appointment: DateRange
  /** The institution's requirements on leave bind accredited programs only. */
  readonly isAccredited: boolean
  /** The years the board averages over, without a preliminary year; empty where no board policy applies. */
  readonly boardYears: readonly BoardYear[]
  /** Leave taken and planned, in this program. */
  readonly leaves: readonly LeaveTaken[]
  readonly holidays: ReadonlySet<Day>
  readonly asOf: Day
  /** Limits the institution has edited; `REFERENCE_LIMITS` where it has not. */
  readonly referenceLimits?: readonly ReferenceLimit[]
}
