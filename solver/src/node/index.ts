export { runSolveThread, type SolveThread, type SolveThreadOptions } from './solve-thread.ts'
