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
