/** Every constraint of rotations. A new one is a file here, its type in `problem.ts`, and its own reading in `check/`. */
import type { ConstraintText } from '../../constraint-text.ts'
import type { Compiled } from '../compile.ts'
import type { LineCost } from '../line.ts'
import { ALLOWED } from './allowed.ts'
import { CAPACITY } from './capacity.ts'
import { FAIRNESS } from './fairness.ts'
import { GAP, gapCost } from './gap.ts'
import { PREREQUISITE, prerequisiteCost } from './prerequisite.ts'
import { PREVIOUS, previousCost } from './previous.ts'
import { REQUIREMENT, requirementCost } from './requirement.ts'
import { RUN_LENGTH, runLengthCost } from './run-length.ts'
import { SITE_CHANGE, siteChangeCost } from './site-change.ts'
import { VISITS, visitsCost } from './visits.ts'
import { WISH, wishCost } from './wish.ts'

interface LineConstraint {
  text: ConstraintText
  /** The cost of a person's line; null where the person has no such constraint. */
  cost: (c: Compiled, person: number) => LineCost | null
}

/** Those that read one person's line. Capacity and fairness reach across people and are kept up to date beside them. */
export const LINE_CONSTRAINTS: LineConstraint[] = [
  { text: REQUIREMENT, cost: requirementCost },
  { text: RUN_LENGTH, cost: runLengthCost },
  { text: VISITS, cost: visitsCost },
  { text: GAP, cost: gapCost },
  { text: PREREQUISITE, cost: prerequisiteCost },
  { text: WISH, cost: wishCost },
  { text: SITE_CHANGE, cost: siteChangeCost },
  { text: PREVIOUS, cost: previousCost },
]

export const ROTATION_CONSTRAINTS: ConstraintText[] = [
  ALLOWED,
  ...LINE_CONSTRAINTS.map(({ text }) => text),
  CAPACITY,
  FAIRNESS,
]
