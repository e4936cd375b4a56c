import { createContext, type ReactNode, use } from 'react'
import type { Access, Permission, Target } from '../contract/permission.ts'
import { allows, holdsAnywhere, publicAccess, scopeOf, signedIn } from '../contract/permission.ts'
import type { Actor } from '../contract/roles.ts'

/** What the server said about who is looking. */
export interface Session {
  readonly actor: Actor | null
  readonly institution: { readonly name: string; readonly timeZone: string; readonly demo: boolean } | null
  readonly programs: readonly { readonly id: string; readonly name: string; readonly shortName: string }[]
  readonly unread: number
}

const SessionContext = createContext<Session | null>(null)

export function SessionProvider({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

export function useSession(): Session {
  const session = use(SessionContext)
  if (session === null) throw new Error('useSession outside of a SessionProvider')
  return session
}

/** True when the actor holds the permission for the target, or anywhere at all when no target is named. */
function actorMay(actor: Actor, wanted: Permission, target?: Target): boolean {
  return target === undefined ? holdsAnywhere(scopeOf(actor, wanted)) : allows(actor, wanted, target)
}

/** True when the page or action with this access should be shown. The server decides again. */
export function mayEnter(session: Session, access: Access): boolean {
  if (access === publicAccess) return true
  if (session.actor === null) return false
  return access === signedIn || actorMay(session.actor, access)
}

/**
 * The signed-in person; only pages that need a signed-in person may use it. `may` mirrors the server's decision, so that what may not
 * be done is not shown.
 */
export function useActor(): Actor & {
  readonly may: (wanted: Permission, target?: Target) => boolean
  readonly programs: Session['programs']
} {
  const { actor, programs } = useSession()
  if (actor === null) throw new Error('useActor on a page for everyone')
  return { ...actor, programs, may: (wanted, target) => actorMay(actor, wanted, target) }
}
