import { AppError, type Problem } from '../../contract/app-error.ts'

export const invalid = (problems: readonly Problem[]): AppError =>
  new AppError('invalid', problems.map(({ sentence }) => sentence).join(' '), { problems })

export const notAMonday = (weekOn: string): AppError =>
  new AppError('invalid', `A week is named by its Monday; ${weekOn} is another day.`)

export const stale = (what: string, current: unknown): AppError =>
  new AppError('stale', `Somebody changed ${what} since you opened it. Look at it again before you go on.`, { current })
