export {
  type Answers,
  type ExplainThreadOptions,
  type Question,
  type QuestionThreadOptions,
  runExplainThread,
  runQuestionThread,
  runSolveThread,
  type SolverThread,
  type SolveThread,
  type SolveThreadOptions,
} from './solve-thread.ts'
export {
  askShiftThread,
  runShiftThread,
  type ShiftAnswers,
  type ShiftQuestion,
  type ShiftThreadOptions,
} from './shift-thread.ts'
