export type * from './rotations/problem.ts'
export { check, type CheckResult } from './check/check.ts'
export { diagnose } from './rotations/prove.ts'
export { solve } from './rotations/solve.ts'
export {
  type SolutionValidation,
  type Validation,
  validateProblem,
  validateSolution,
} from './rotations/validate.ts'
export { type Conflict, explain, type Explanation, type ExplainOptions } from './rotations/explain/explain.ts'
export type { NamedRule } from './rotations/explain/named-rule.ts'
export { applyRelaxation, type Relaxation } from './rotations/explain/relaxation.ts'
export type * from './placements/problem.ts'
export { checkPlacements, type PlacementCheck } from './check/placements.ts'
export { type MssReading, readMss } from './formats/mss.ts'
export { fromMssSolution, type MssAssignment, type MssSolution, toMssSolution } from './formats/mss-solution.ts'
export {
  explainPlacements,
  type PlacementConflict,
  type PlacementExplainOptions,
  type PlacementExplanation,
  type PlacementRelaxation,
} from './placements/explain/explain-placements.ts'
export type { NamedPlacementRule } from './placements/explain/named-placement-rule.ts'
export { solvePlacements } from './placements/solve.ts'
export {
  type PlacementSolutionValidation,
  type PlacementValidation,
  validatePlacements,
  validatePlacementSolution,
} from './placements/validate.ts'
export type * from './shifts/problem.ts'
export type * from './shifts/rule-types.ts'
export type { ShiftChange } from './shifts/call/call-changes.ts'
export { repairShifts, type ShiftAbsence, type ShiftRepair } from './shifts/call/repair-shifts.ts'
export {
  type ShiftCell,
  type ShiftWhatIf,
  type ShiftWhatIfOptions,
  whatWouldShiftCost,
  type WhyShift,
  whyShift,
} from './shifts/call/what-if-shift.ts'
export {
  explainShifts,
  type ShiftConflict,
  type ShiftExplainOptions,
  type ShiftExplanation,
} from './shifts/explain/explain-shifts.ts'
export type { NamedShiftRule } from './shifts/explain/named-shift-rule.ts'
export type { ShiftRelaxation } from './shifts/explain/relax-shift-rule.ts'
export { checkShiftSchedule, type ShiftCheck, type ShiftCost } from './check/shifts.ts'
export { NRP_DAY_OFF, readNrp } from './formats/nrp.ts'
export { fromNrpSolution, toNrpSolution } from './formats/nrp-solution.ts'
export type { ShiftNews, ShiftPeers } from './shifts/incumbent.ts'
export { type ShiftProgress, type ShiftResult, type ShiftSolveOptions, solveShifts } from './shifts/solve.ts'
export {
  type ShiftSolutionValidation,
  type ShiftValidation,
  validateShiftProblem,
  validateShiftSolution,
} from './shifts/validate.ts'
export type { Disturbance } from './rotations/repair/disturbance.ts'
export { type Repair, repair, type RepairOptions, type SlotChange } from './rotations/repair/repair.ts'
export { repairs, type RepairsOptions } from './rotations/repair/repairs.ts'
export { type SlotStretch, whatWouldItCost, type WhatIf, type WhatIfOptions } from './rotations/explain/what-if.ts'
export { type WhyHere, whyHere } from './rotations/explain/why-here.ts'
