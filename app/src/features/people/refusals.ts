import { AppError, type Problem } from '../../contract/app-error.ts'

/** A refusal that names the fields; its sentence is the first of theirs. */
export const invalid = (problems: readonly Problem[]): AppError =>
  new AppError('invalid', problems[0]?.sentence ?? 'This is not right.', { problems })

/** Somebody else saved first; the present record goes along. */
export const stale = (what: string, current: unknown): AppError =>
  new AppError('stale', `Somebody changed ${what} meanwhile. What you typed is kept; look again before you save.`, {
    current,
  })
