import type { Guard } from '../../platform/http/guard.ts'

/** The programs a question is about: those named (comma-separated), each of which must be allowed, or all the asker may see; null is every program. */
export function programsAsked(guard: Guard, named: string | undefined): readonly string[] | null {
  if (named !== undefined && named !== '') {
    const programIds = named.split(',')
    requireEach(guard, programIds)
    return programIds
  }
  const scope = guard.scope()
  return scope.institution ? null : scope.programIds
}

/** Refuses unless the permission holds for every one of the programs. */
export function requireEach(guard: Guard, programIds: Iterable<string>): void {
  for (const programId of programIds) guard.require({ programIds: [programId] })
}
