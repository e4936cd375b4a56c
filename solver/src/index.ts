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
