import { pino, stdSerializers, type Logger } from 'pino'

export type Log = Logger

interface Shown {
  readonly message: string
  readonly stack: string
  readonly cause?: Shown
  readonly params?: unknown
  readonly detail?: unknown
}

/** The error without the values of a query that failed: they are people's data, and may be secrets. */
function withoutValues(shown: Shown): Shown {
  return {
    ...shown,
    params: undefined,
    detail: undefined,
    message: shown.message.replace(/\nparams: [\s\S]*$/, ''),
    stack: shown.stack.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, ''),
    ...(shown.cause && { cause: withoutValues(shown.cause) }),
  }
}

const serializeError = (error: unknown): unknown =>
  error instanceof Error ? withoutValues(stdSerializers.errWithCause(error)) : error

/** Structured logs, one JSON line each. Secrets never reach a line: bodies are not logged and these fields are cut. */
export const createLog = (level: string): Log =>
  pino({
    level,
    base: null,
    serializers: { err: serializeError },
    redact: {
      paths: ['password', 'token', 'cookie', 'authorization', '*.password', '*.token', '*.secret'],
      censor: '[cut]',
    },
  })
