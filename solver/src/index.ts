export type * from './rotations/problem.ts'
export { check, type CheckResult } from './check/check.ts'
