export {
  type ExplainThreadOptions,
  runExplainThread,
  runSolveThread,
  type SolverThread,
  type SolveThread,
  type SolveThreadOptions,
} from './solve-thread.ts'
