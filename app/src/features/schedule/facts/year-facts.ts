import type { AcademicYear, CurriculumFacts, DateRange, Day, LeaveFacts, RoomFacts } from '@gradus/rules'
import type { Definition } from '../../curriculum/index.ts'
import type { LeaveKind } from '../../people/index.ts'

/** The version of a program's definition that an appointment follows, as definition and as the rules read it. */
export interface Followed {
  readonly id: string
  readonly programId: string
  readonly effectiveOn: string
  readonly definition: Definition
  readonly facts: CurriculumFacts
}

/** An appointment that counts, with everything that follows from it. */
export interface Seat extends DateRange {
  readonly id: string
  readonly personId: string
  readonly personName: string
  readonly programId: string
  readonly entryLevel: string
  readonly ftePercent: number
  /** Part of a combined fellowship: each day is spent wholly in one of the programs. */
  readonly combined: boolean
  readonly followed: Followed
}

/** A rotation assignment. `arrangedOn` is the day it was published or agreed, null in a draft. */
export interface Placement extends DateRange {
  readonly id: string
  readonly appointmentId: string
  readonly programId: string
  readonly rotationId: string
  readonly pinned: boolean
  readonly amended: boolean
  readonly arrangedOn: Day | null
}

export interface Leave extends LeaveFacts {
  readonly personId: string
  /** `away` where the reader may not know why; see `knownTo`. */
  readonly kind: LeaveKind | 'away'
}

export interface ShownProgram {
  readonly id: string
  readonly name: string
  readonly shortName: string
}

/** Where the year's assignments come from. */
export type Source =
  | { readonly kind: 'record' }
  | { readonly kind: 'scenario'; readonly id: string; readonly programIds: readonly string[] }

/**
 * Everything about one academic year for some programs: loaded in a fixed number of queries, judged without another.
 * `seats` are the appointments shown; `neighbours` share a room or a person with them and are here only to be counted.
 */
export interface YearFacts {
  readonly institutionId: string
  readonly year: AcademicYear
  readonly startsOn: string
  readonly timeZone: string
  readonly today: Day
  /** Publications and amendments of the record so far. */
  readonly recordVersion: number
  readonly programs: readonly ShownProgram[]
  readonly seats: readonly Seat[]
  readonly neighbours: readonly Seat[]
  /** The version of each shown program in force at the year's start: it names rotations nobody's own version has. */
  readonly inForce: readonly Followed[]
  readonly rooms: readonly RoomFacts[]
  readonly leaves: readonly Leave[]
  /** Of this year, of seats and neighbours. */
  readonly placements: readonly Placement[]
  /** Published for other years, of seats. */
  readonly otherYears: readonly Placement[]
}

/** What a day on an assignment is worth: a combined fellow gives a program whole days, a part-time trainee their share of each. */
export const shareOf = (seat: Pick<Seat, 'combined' | 'ftePercent'>): number => (seat.combined ? 100 : seat.ftePercent)
