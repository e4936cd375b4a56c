import type { MonthDay } from './academic-year.ts'
import type { CalendarSpec, Unit } from './calendars.ts'
import type { DateRange, Day } from './dates.ts'
import type { ReferenceLimit } from './reference.ts'
import type { Requirement } from './requirements/requirement.ts'

/** An assignment of a trainee to a rotation of the appointment's curriculum, inclusive days. */
export type AssignmentFacts = DateRange & {
  readonly id: string
  readonly appointmentId: string
  readonly rotationId: string
  /** Part of the person's whole time, 1 to 100: two halves of a combined fellowship run side by side at 50. */
  readonly sharePercent: number
  /** The day it was first agreed (published); null while it is only a draft. */
  readonly arrangedOn: Day | null
}

export type LeaveFacts = DateRange & {
  readonly id: string
  /** For sentences: "Vacation", "Parental leave"; null where their reader may not know which. */
  readonly label: string | null
  /** Leave that does not count gives no credit and moves levels and training months on; vacation counts. */
  readonly countsTowardTraining: boolean
  /** Leave of absence takes the person off the schedule; vacation is taken from within a rotation. */
  readonly removesFromSchedule: boolean
}

/** A trainee's place in a program. Levels follow from the dates. */
export type AppointmentFacts = DateRange & {
  readonly id: string
  readonly curriculumId: string
  readonly entryLevel: string
  /** Part of full time the appointment takes, 1 to 100. */
  readonly sharePercent: number
}

/** One person with everything known, also from before the horizon: prerequisites and requirements look back. */
export type PersonFacts = {
  readonly id: string
  readonly label: string
  readonly appointments: readonly AppointmentFacts[]
  readonly leaves: readonly LeaveFacts[]
  readonly assignments: readonly AssignmentFacts[]
}

/** Bounds, both allowed; null is no limit. */
export type Limits = { readonly min: number | null; readonly max: number | null }

/** What must come before a rotation. Months of training count from the start of the program; rotation time is what is credited. */
export type Prerequisite =
  | { readonly kind: 'training'; readonly months: number }
  | {
      readonly kind: 'rotation'
      readonly rotationIds: readonly string[]
      readonly amount: number
      readonly unit: Unit
    }

/** An agreement with an off-site place; without an end it lapses after the reference renewal period. */
export type SiteAgreement = { readonly startOn: Day; readonly endOn: Day | null }

export type OffSite = {
  readonly siteLabel: string
  readonly leadTimeDays: number | null
  readonly agreementRequired: boolean
  readonly agreements: readonly SiteAgreement[]
}

export type RotationFacts = {
  readonly id: string
  readonly label: string
  readonly roomId: string | null
  /** Levels it is open to; null is all. */
  readonly levels: readonly string[] | null
  /** How many at once, in all and counting only those at some levels. */
  readonly trainees: Limits
  readonly traineesByLevel: readonly (Limits & { readonly levels: readonly string[] })[]
  /** Shortest and longest uninterrupted stay. */
  readonly run: Limits & { readonly unit: Unit }
  readonly prerequisites: readonly Prerequisite[]
  /** The trainee takes call without a senior in the house, so the independent-call gate holds. */
  readonly independentCall: boolean
  readonly offSite: OffSite | null
  /** No vacation may be taken within it. */
  readonly noLeave: boolean
  /** Whether the limits above were read in the program's own source. */
  readonly verified: boolean
}

/** One version of a program's curriculum. */
export type CurriculumFacts = {
  readonly id: string
  readonly programId: string
  readonly programLabel: string
  readonly levels: readonly string[]
  readonly calendar: CalendarSpec
  /** First day of the academic year, `MM-DD`. */
  readonly startsOn: MonthDay
  readonly rotations: readonly RotationFacts[]
  readonly requirements: readonly Requirement[]
}

/** One appointment with the person who holds it and the curriculum it follows. */
export type AppointmentSituation = {
  readonly person: PersonFacts
  readonly appointment: AppointmentFacts
  readonly curriculum: CurriculumFacts
}

/** A reading room or suite that rotations of several programs share. */
export type RoomFacts = Limits & { readonly id: string; readonly label: string }

/** Everything the schedule rules look at. */
export type ScheduleFacts = {
  /** The days that are judged; findings elsewhere are not made. */
  readonly horizon: DateRange
  /** The day the facts are as of: what lies after it can still be changed. */
  readonly asOf: Day
  readonly curricula: readonly CurriculumFacts[]
  readonly people: readonly PersonFacts[]
  readonly rooms: readonly RoomFacts[]
  /** Limits the institution has edited; `REFERENCE_LIMITS` where it has not. */
  readonly referenceLimits?: readonly ReferenceLimit[]
}
