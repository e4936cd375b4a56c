export { barredReason } from './eligible.ts'
export { callFacts, type CallFacts, type CallPerson, holidaysOf } from './facts.ts'
export { fairShares } from './fairness.ts'
export { type CallChangeAsked, type CallFinding, type CallVerdict, judgeCallChange } from './judge.ts'
export { callsOf } from './near-book.ts'
export { callProblem, type CallProblem } from './problem.ts'
export { type CallBook, callBook } from './problem-parts.ts'
export { changeCallRecord, type CallPart, type CallWrite, type CallWritten, type NewCall } from './record-write.ts'
export type { CallKind, CallReason, PoolSettings } from './settings.ts'
export {
  type Assignment as CallAssignment,
  assignmentById as callAssignmentById,
  currentBetween as currentAssignments,
  type Pool as CallPool,
  poolsOf as callPools,
  type Schedule as CallSchedule,
  scheduleById as callScheduleById,
  type Shift as CallShift,
  shiftsOf as callShifts,
} from './store.ts'
export { pointsOn } from './runs-on.ts'
export { mayOverlap } from './together.ts'
export { callOf, nextCallOf, type PersonCall } from './person-calls.ts'
export { zoneOf } from './zones.ts'
