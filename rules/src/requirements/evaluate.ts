import type { Day } from '../dates.ts'
import type { AppointmentSituation } from '../facts.ts'
import { withCompetition } from './competition.ts'
import type { Requirement, RequirementResult } from './requirement.ts'
import { evaluateRotationRequirement } from './rotation-requirement.ts'
import type { Standing } from './standing.ts'

/** Judges one kind of requirement as of a day. */
export type Evaluator<Kind extends Requirement['kind']> = (
  requirement: Extract<Requirement, { kind: Kind }>,
  situation: AppointmentSituation,
  asOf: Day,
) => Standing

/** One evaluator for each kind; a kind without one does not compile. */
const EVALUATORS: { readonly [Kind in Requirement['kind']]: Evaluator<Kind> } = {
  rotation: evaluateRotationRequirement,
}

/**
 * How an appointment's requirements stand as of a day, in the order given. `asOf` itself counts as done. First each is
 * judged by itself, then all together against the time that is left.
 */
export function evaluateRequirements(
  requirements: readonly Requirement[],
  situation: AppointmentSituation,
  asOf: Day,
): RequirementResult[] {
  const standings = requirements.map((requirement) => EVALUATORS[requirement.kind](requirement, situation, asOf))
  return withCompetition(standings, situation, asOf)
}
