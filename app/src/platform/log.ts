import { pino, type Logger } from 'pino'

export type Log = Logger

/** Structured logs, one JSON line each. Secrets never reach a line: bodies are not logged and these fields are cut. */
export const createLog = (level: string): Log =>
  pino({
    level,
    base: null,
    redact: {
      paths: ['password', 'token', 'cookie', 'authorization', '*.password', '*.token', '*.secret'],
      censor: '[cut]',
    },
  })
