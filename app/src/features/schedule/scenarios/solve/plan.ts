import type { DateRange, Day, RoomFacts } from '@gradus/rules'
import type { Leave, Placement, Seat } from '../../facts/year-facts.ts'
import type { Wish } from '../schema.ts'

/** A person to be scheduled, with all appointments that the schedule is for. */
export interface PlanPerson {
  readonly id: string
  readonly name: string
  /** Appointments in the programs to be scheduled: one, or both of a combined fellowship. */
  readonly seats: readonly Seat[]
  readonly leaves: readonly Leave[]
  /** Assignments that stay as they are. */
  readonly fixed: readonly Placement[]
  /** Published for years before. */
  readonly history: readonly Placement[]
  /** Days that another program has taken; this schedule leaves them alone. */
  readonly taken: readonly DateRange[]
  /** True for a combined fellow whose other program is not scheduled here: days may be left to it. */
  readonly sharesTime: boolean
  readonly wishes: readonly Wish[]
  /** Where time is cut besides, so that slots fit what stands in the schedule. */
  readonly cuts?: readonly DateRange[]
}

/** Somebody of another program in a room that is shared. */
export interface RoomLoad extends DateRange {
  readonly roomId: string
}

/**
 * What is to be scheduled: `year`, which may also be the whole length of a program. Of trainees who stay longer, the time that comes
 * after it is counted, so that the year leaves nothing that could not be done there.
 */
export interface Plan {
  readonly year: DateRange
  readonly startsOn: string
  readonly today: Day
  readonly people: readonly PlanPerson[]
  readonly rooms: readonly RoomFacts[]
  readonly loads: readonly RoomLoad[]
}
