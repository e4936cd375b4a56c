import { AppError } from '../../contract/app-error.ts'
import {
  type Access,
  covers,
  holdsAnywhere,
  type Permission,
  type Scope,
  scopeOf,
  type Target,
} from '../../contract/permission.ts'
import type { Actor } from '../../contract/roles.ts'

/**
 * What a handler decides with. Every handler of a permission-guarded route must ask it, either `require` for one thing or `scope` to
 * filter a list; an answer given without asking is a bug and is not sent.
 */
export interface Guard {
  require(target: Target): void
  /** Where the actor holds the route's permission; queries filter by it. */
  scope(): Scope
  /** Another permission, for what is shown or offered besides. */
  may(permission: Permission, target: Target): boolean
  readonly asked: boolean
}

const refuse = (permission: Permission): AppError =>
  new AppError('not-allowed', `Your roles do not include this here: ${permission.sentence.toLowerCase()}.`)

const lookAgain = 'Sign in to go on.'

/** The first gate, before anything is read: 401 when signed out, 403 when no role of the actor holds the permission anywhere. */
export function openGuard(access: Access, actor: Actor | null): Guard {
  const may = (permission: Permission, target: Target) => actor !== null && covers(scopeOf(actor, permission), target)
  if (access === 'public') return { require: () => {}, scope: () => nowhere, may, asked: true }
  if (actor === null) throw new AppError('not-signed-in', lookAgain)
  if (access === 'signed-in') return { require: () => {}, scope: () => nowhere, may, asked: true }
  const scope = scopeOf(actor, access)
  if (!holdsAnywhere(scope)) throw refuse(access)
  let asked = false
  return {
    require(target) {
      asked = true
      if (!covers(scope, target)) throw refuse(access)
    },
    scope() {
      asked = true
      return scope
    },
    may,
    get asked() {
      return asked
    },
  }
}

const nowhere: Scope = { institution: false, programIds: [], personId: null }
