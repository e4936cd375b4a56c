import { statfsSync } from 'node:fs'
import { isDiskFull } from './unavailable.ts'

/** The embedded database does not open; the message says what the operator can do. */
export class OpeningFailure extends Error {
  readonly code: 'ENOSPC' | undefined
  constructor(message: string, cause: unknown, code?: 'ENOSPC') {
    super(message, { cause })
    this.name = 'OpeningFailure'
    this.code = code
  }
}

/** The engine writes its log in files of 16 MB and needs a new one to open. */
const neededBytes = 32 * 1024 * 1024

/** Gives the reason that the engine does not: it only says that it failed. */
export function explained(error: unknown, directory: string): OpeningFailure {
  if (isDiskFull(error) || isNearlyFull(directory))
    return new OpeningFailure(
      `The disk of the data directory ${directory} is full. Free at least 32 MB, then start again; what was saved before is safe.`,
      error,
      'ENOSPC',
    )
  const reason = error instanceof Error ? error.message : String(error)
  return new OpeningFailure(`The database in ${directory} does not open: ${reason}`, error)
}

function isNearlyFull(directory: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(directory)
    return bavail * bsize < neededBytes
  } catch {
    return false
  }
}
