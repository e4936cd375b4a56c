import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Actor } from '../../contract/roles.ts'
import { write } from '../../platform/audit/write.ts'
import { clearSessionCookie, readSessionCookie, writeSessionCookie } from '../../platform/auth/cookie.ts'
import { tokenHash } from '../../platform/auth/secrets.ts'
import { type BoundRoute, handle, whoOf } from '../../platform/http/handler.ts'
import type { Platform } from '../../platform/platform.ts'
import { unreadCount } from '../notifications/index.ts'
import { allInstitutions, institutionById } from '../programs/index.ts'
import * as contract from './contract.ts'
import * as service from './service.ts'
import { actorByToken, openSession, signInLimits, signInWithPassword } from './sign-in.ts'
import { deleteSession, grantsOf, programIdsOfPerson, programsFor } from './store.ts'

const callerOf = (platform: Platform, context: Context): string => {
  const forwarded = platform.config.TRUST_PROXY
    ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined
  return forwarded ?? getConnInfo(context).remote.address ?? 'unknown'
}

const seesAllPrograms = (actor: Actor): boolean => actor.grants.some((grant) => grant.programId === null)

export const accountRoutes = (platform: Platform): BoundRoute[] => {
  const limiters = signInLimits(platform)
  const db = platform.database.drizzle
  return [
    handle(contract.getSession, async ({ actor }) => {
      const institutions = actor === null ? await allInstitutions(db) : [await institutionById(db, actor.institutionId)]
      // Signed out, the institution is named only where it is the only one.
      const found = institutions.length === 1 ? institutions[0] : undefined
      const institution = found === undefined ? null : { name: found.name, timeZone: found.timeZone, demo: found.demo }
      if (actor === null) return { actor, institution, programs: [], unread: 0 }
      const own = [...new Set(actor.grants.flatMap((grant) => grant.programId ?? []))]
      return {
        actor: { ...actor, grants: [...actor.grants] },
        institution,
        programs: await programsFor(db, actor.institutionId, seesAllPrograms(actor) ? null : own),
        unread: await unreadCount(db, actor.institutionId, actor.personId),
      }
    }),
    handle(contract.signIn, async ({ body, http, requestId }) => {
      const caller = callerOf(platform, http)
      const { actor, token } = await signInWithPassword(platform, limiters, { ...body, caller, requestId })
      writeSessionCookie(platform.config, http, token)
      return { actor: { ...actor, grants: [...actor.grants] } }
    }),
    handle(contract.signOut, async ({ actor, http, requestId }) => {
      const token = readSessionCookie(platform.config, http)
      if (actor !== null && token !== undefined)
        await write(platform, whoOf({ actor, requestId }), async (tx) => {
          await deleteSession(tx, actor.institutionId, tokenHash(token))
          tx.record({ action: 'session.closed', entity: 'account', entityId: actor.accountId })
        })
      clearSessionCookie(platform.config, http)
      return {}
    }),
    handle(contract.changePassword, async (call) => {
      const keptToken = readSessionCookie(platform.config, call.http) ?? ''
      await service.changePassword(platform, whoOf(call), call.actor.accountId, { ...call.body, keptToken })
      return {}
    }),
    handle(contract.invite, async (call) => {
      const { personId } = call.params
      const programIds = await programIdsOfPerson(db, call.actor.institutionId, personId)
      call.guard.require({ programIds })
      return service.invitePerson(platform, whoOf(call), personId, call.body.email)
    }),
    handle(contract.getInvitation, ({ params }) => service.describeInvitation(platform, params.token)),
    handle(contract.acceptInvitation, async ({ params, body, http, requestId }) => {
      const row = await service.acceptInvitation(platform, {
        token: params.token,
        password: body.password,
        setup: body.setup,
        requestId,
      })
      const token = await openSession(platform, row, requestId, 'one-time link')
      writeSessionCookie(platform.config, http, token)
      const actor = (await actorByToken(platform, token)) ?? row
      return { actor: { ...actor, grants: [...actor.grants] } }
    }),
    handle(contract.listGrants, async (call) => {
      call.guard.require({})
      return { grants: await grantsOf(db, call.actor.institutionId) }
    }),
    handle(contract.grantRole, async (call) => {
      call.guard.require({})
      return { id: await service.grantRole(platform, whoOf(call), call.body) }
    }),
    handle(contract.revokeRole, async (call) => {
      call.guard.require({})
      await service.revokeRole(platform, whoOf(call), call.params.grantId)
      return {}
    }),
  ]
}
