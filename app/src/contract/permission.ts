import type { Actor, Role } from './roles.ts'

/** How far a role's permission reaches: everything, the programs of the grant, or the person alone. */
export type Reach = 'institution' | 'program' | 'self'

/**
 * One thing a person may do. Declared in a feature's `policy.ts`; read by the server (which decides), by the browser (which only
 * mirrors the decision) and by the generated role table of the docs. A role that is not listed may not.
 */
export interface Permission {
  readonly name: string
  readonly sentence: string
  readonly allow: Readonly<Partial<Record<Role, Reach>>>
}

export const permission = (name: string, sentence: string, allow: Permission['allow']): Permission => ({
  name,
  sentence,
  allow,
})

/** Anyone, signed in or not. */
export const publicAccess = 'public'
/** Any signed-in person, about themselves or about nothing in particular. */
export const signedIn = 'signed-in'
export type Access = Permission | typeof publicAccess | typeof signedIn

/** Where an actor holds a permission. Queries filter by it; an empty scope means "nowhere". */
export interface Scope {
  readonly institution: boolean
  readonly programIds: readonly string[]
  readonly personId: string | null
}

export function scopeOf(actor: Actor, wanted: Permission): Scope {
  const programIds = new Set<string>()
  let institution = false
  let personId: string | null = null
  for (const grant of actor.grants) {
    const reach = wanted.allow[grant.role]
    if (reach === undefined) continue
    if (reach === 'self') personId = actor.personId
    else if (reach === 'institution' || grant.programId === null) institution = true
    else programIds.add(grant.programId)
  }
  return { institution, programIds: [...programIds], personId }
}

export const holdsAnywhere = (scope: Scope): boolean =>
  scope.institution || scope.programIds.length > 0 || scope.personId !== null

/** What a decision is about: the programs and the person the data belongs to. */
export interface Target {
  readonly programIds?: readonly string[]
  readonly personId?: string
}

/** True when the scope covers the target: the institution, one of its programs, or the very person. */
export function covers(scope: Scope, target: Target): boolean {
  if (scope.institution) return true
  if (target.programIds?.some((id) => scope.programIds.includes(id))) return true
  return target.personId !== undefined && target.personId === scope.personId
}

export const allows = (actor: Actor, wanted: Permission, target: Target): boolean =>
  covers(scopeOf(actor, wanted), target)
