import type { Context } from 'hono'
import type { Actor } from '../../contract/roles.ts'
import type { AnyRoute, Received, RouteAnswer } from '../../contract/route.ts'
import type { Who } from '../audit/write.ts'
import type { Guard } from './guard.ts'

/** What reaches a handler: parsed input, the actor, and the guard that decides. `actor` is null on public routes only. */
export interface Call<R> extends Received<R> {
  readonly actor: R extends { access: 'public' } ? Actor | null : Actor
  readonly guard: Guard
  readonly requestId: string
  readonly http: Context
}

export interface BoundRoute {
  readonly route: AnyRoute
  readonly handler: (call: Call<AnyRoute>) => Promise<unknown>
}

/** Ties a handler to its route; the types of input and answer come from the route. */
export const handle = <const R extends AnyRoute>(
  route: R,
  handler: (call: Call<R>) => Promise<RouteAnswer<R>>,
): BoundRoute => ({ route, handler: handler as unknown as BoundRoute['handler'] })

/** The signed-in person as the author of a change. */
export const whoOf = (call: { readonly actor: Actor; readonly requestId: string }): Who => ({
  institutionId: call.actor.institutionId,
  personId: call.actor.personId,
  name: call.actor.name,
  requestId: call.requestId,
})
