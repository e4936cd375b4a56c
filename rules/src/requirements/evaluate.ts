import type { Day } from '../dates.ts'
import type { AppointmentSituation } from '../facts.ts'
import { withCompetition } from './competition.ts'
import { openTime } from './credit.ts'
import type { Requirement, RequirementResult } from './requirement.ts'
import { evaluateRotationRequirement } from './rotation-requirement.ts'
import type { Outlook, Standing } from './standing.ts'

/** Judges one kind of requirement. */
export type Evaluator<Kind extends Requirement['kind']> = (
  requirement: Extract<Requirement, { kind: Kind }>,
  outlook: Outlook,
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
  const outlook: Outlook = { situation, asOf, open: openTime(situation, asOf) }
  const standings = requirements.map((requirement) => EVALUATORS[requirement.kind](requirement, outlook))
  return withCompetition(standings, outlook)
}
