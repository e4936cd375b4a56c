import type { Amount } from '../amount.ts'
import type { DateRange, Day } from '../dates.ts'
import type { AppointmentSituation } from '../facts.ts'
import type { SharedTime } from './credit.ts'
import type { RequirementResult, RotationRequirement } from './requirement.ts'

/** What every requirement of an appointment is judged against, worked out once. `open` is the time after `asOf` that is not scheduled. */
export type Outlook = {
  readonly situation: AppointmentSituation
  readonly asOf: Day
  readonly open: readonly SharedTime[]
}

/** Time a requirement still needs and nothing is scheduled for. */
export type TimeClaim = {
  readonly requirement: RotationRequirement
  readonly window: readonly DateRange[]
  readonly shortfall: Amount
}

/** What an evaluator returns: how the requirement stands by itself, and what it still claims of the open time, if anything. */
export type Standing = { readonly result: RequirementResult; readonly claim: TimeClaim | null }
