import type { Unit } from '../calendars.ts'
import type { Day } from '../dates.ts'

/** What every kind of requirement has. */
type RequirementCommon = {
  readonly id: string
  readonly title: string
  /** The levels at which it must be met; what is done at other levels does not count. Null: any time of the appointment. */
  readonly levels: readonly string[] | null
  readonly verified: boolean
  /** Where it comes from, or why it is not verified. */
  readonly note: string
}

/**
 * Time on rotations: at least `min` and at most `max` (null: no limit; both the same: exactly) on any of the rotations in
 * `counts`, in `unit`. Amounts are exact to the half unit, so 3.5 weeks are three and a half.
 */
export type RotationRequirement = RequirementCommon & {
  readonly kind: 'rotation'
  readonly counts: readonly string[]
  readonly unit: Unit
  readonly min: number | null
  readonly max: number | null
}

/** All kinds. A later kind (cases, research, didactics, evaluations, hours) joins here and in the registry of `evaluate.ts`. */
export type Requirement = RotationRequirement

export type RequirementStatus = 'met' | 'on-track' | 'at-risk' | 'missed'

/** What a result rests on: one entry for each assignment that gave credit; `amount` is in the result's unit. */
export type Evidence = {
  readonly kind: 'rotation'
  readonly assignmentId: string
  readonly rotationId: string
  readonly startOn: Day
  readonly endOn: Day
  readonly amount: number
  /** `past`: ended by the day asked about. `planned`: starts after it. `current`: under way. */
  readonly when: 'past' | 'current' | 'planned'
}

/** How a requirement stands. `done`, `planned` and `needed` are in `unit`; they are the nearest numbers of exact amounts. */
export type RequirementResult = {
  readonly requirementId: string
  readonly status: RequirementStatus
  /** Credited up to and including the day asked about. */
  readonly done: number
  /** Scheduled after it. */
  readonly planned: number
  /** What must be reached; 0 where there is only a maximum. */
  readonly needed: number
  readonly unit: Unit
  /** The last day that counts; null when the appointment never reaches the requirement's levels. */
  readonly dueOn: Day | null
  /** The day it was or, by the schedule, will be met; null when it is not. */
  readonly metOn: Day | null
  readonly evidence: readonly Evidence[]
  readonly sentence: string
  /** Why several requirements of an appointment are at risk together, the same words for each of them; else absent. */
  readonly sharedReason?: string
}
