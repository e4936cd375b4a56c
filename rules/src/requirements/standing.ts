import type { Amount } from '../amount.ts'
import type { DateRange } from '../dates.ts'
import type { RequirementResult, RotationRequirement } from './requirement.ts'

/** Time a requirement still needs and nothing is scheduled for. */
export type TimeClaim = {
  readonly requirement: RotationRequirement
  readonly window: readonly DateRange[]
  readonly shortfall: Amount
}

/** What an evaluator returns: how the requirement stands by itself, and what it still claims of the open time, if anything. */
export type Standing = { readonly result: RequirementResult; readonly claim: TimeClaim | null }
