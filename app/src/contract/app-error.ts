/** Every refusal the server can give; anything else is a bug (500). Mapped once to problem+json (RFC 9457). */
export const errorCodes = {
  invalid: 422,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  stale: 409,
  conflict: 409,
  'too-large': 413,
  'wrong-type': 415,
  'too-many-requests': 429,
  unavailable: 503,
} as const
export type ErrorCode = keyof typeof errorCodes

/** One problem with one field or one row of what was sent. `path` is dotted; `line` counts from 1. */
export interface Problem {
  readonly path?: string | undefined
  readonly line?: number | undefined
  readonly column?: number | undefined
  readonly sentence: string
}

/** `current` carries the present record on a stale edit, so that nothing typed is lost. */
export interface ErrorDetails {
  readonly problems?: readonly Problem[]
  readonly current?: unknown
  readonly retryAfterSeconds?: number
}

/** A refusal: a sentence for the person who can act, and a code from the closed set. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, sentence: string, details: ErrorDetails = {}) {
    super(sentence)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}

export const notFound = (what: string): AppError =>
  new AppError('not-found', `There is no such ${what}, or you may not see it.`)

/** The wire form of a refusal (RFC 9457). */
export interface ProblemDocument {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly requestId: string
  readonly problems?: readonly Problem[]
  readonly current?: unknown
}
