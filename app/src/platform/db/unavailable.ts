/** The database cannot answer now, and may in a moment. HTTP answers 503 with this message. */
export class DatabaseUnavailable extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause })
    this.name = 'DatabaseUnavailable'
  }
}

const unreachable = 'The database cannot be reached at the moment. Try again shortly.'
const busy = 'The database is busy with longer work. Try again in a moment.'

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

// SQLSTATE classes and codes, PostgreSQL documentation, appendix "PostgreSQL Error Codes":
// 08 connection exception, 53300 too many connections, 57P01 to 57P03 shutting down or starting up.
const outageStates = /^(08...|53300|57P0[123])$/

// pg gives these errors no code.
const outageMessages =
  /^(Connection terminated|timeout expired$|Client has encountered a connection error|Client was closed and is not queryable)/
const waitedTooLong = 'timeout exceeded when trying to connect'

/** The error as DatabaseUnavailable if it, or what caused it, says that the database is away or busy. */
export function asUnavailable(error: unknown): DatabaseUnavailable | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
    if (at instanceof DatabaseUnavailable) return at
    if (at.message === waitedTooLong) return new DatabaseUnavailable(busy, error)
    if (isOutage(at)) return new DatabaseUnavailable(unreachable, error)
  }
  return undefined
}

// 53100 is PostgreSQL's disk_full; the embedded engine's own files fail with the code of the system.
const fullCodes = new Set(['53100', 'ENOSPC', 'EDQUOT'])

/** True if the error, or what caused it, says that the disk of the database is full. */
export function isDiskFull(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1)
    if (fullCodes.has((at as NodeJS.ErrnoException).code ?? '')) return true
  return false
}

function isOutage(error: Error): boolean {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code && (networkCodes.has(code) || outageStates.test(code))) return true
  // A Unix socket that is not there while the server is down.
  if (code === 'ENOENT' && syscall === 'connect') return true
  return error.name === 'EngineStopped' || error.name === 'OpeningFailure' || outageMessages.test(error.message)
}
