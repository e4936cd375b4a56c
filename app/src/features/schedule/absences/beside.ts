import type { Actor } from '../../../contract/roles.ts'
import type { ApproverRole } from './settings.ts'

/** In which role somebody speaks for a program that does not decide about a request; null for none. */
export const roleBeside = (
  actor: Actor,
  row: { readonly personId: string; readonly state: string },
  beside: readonly string[],
): ApproverRole | null => {
  if (row.state !== 'pending' || row.personId === actor.personId) return null
  const holds = (role: ApproverRole) =>
    actor.grants.some((grant) => grant.role === role && grant.programId !== null && beside.includes(grant.programId))
  return (['director', 'coordinator', 'chief'] as const).find(holds) ?? null
}
