export type * from './rotations/problem.ts'
