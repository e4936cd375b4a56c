import { Hono } from 'hono'
import { randomUUID } from 'node:crypto'
import { AppError } from '../../contract/app-error.ts'
import type { Actor } from '../../contract/roles.ts'
import { asUnavailable, isDiskFull } from '../db/index.ts'
import type { Platform } from '../platform.ts'
import { answerText } from './answer-text.ts'
import { readBody } from './body.ts'
import { compressAnswers } from './compress.ts'
import { openGuard } from './guard.ts'
import type { BoundRoute, Call } from './handler.ts'
import { httpMetrics } from './metrics.ts'
import { bugResponse, invalid, problemResponse } from './problem.ts'
import { sameOriginOnly, securityHeaders } from './security.ts'
import type { AnyRoute } from '../../contract/route.ts'

type Variables = { requestId: string; startedAt: number; routeId: string }
export type HttpApp = Hono<{ Variables: Variables }>

export interface HttpParts {
  readonly platform: Platform
  readonly routes: readonly BoundRoute[]
  /** Who the request's session belongs to. */
  readonly authenticate: (call: Call<AnyRoute>['http']) => Promise<Actor | null>
  /** Pages and files besides the API. */
  readonly pages: (app: HttpApp) => void
}

/** The whole HTTP surface. Deny by default: what is no declared route and no page does not exist. */
export function createHttpApp({ platform, routes, authenticate, pages }: HttpParts): HttpApp {
  const app: HttpApp = new Hono<{ Variables: Variables }>()
  const metrics = httpMetrics()
  app.use(async (context, next) => {
    context.set('requestId', randomUUID())
    context.set('startedAt', performance.now())
    await next()
    context.res.headers.set('x-request-id', context.get('requestId'))
    const seconds = (performance.now() - context.get('startedAt')) / 1000
    const routeId = context.get('routeId') ?? 'page'
    metrics.observe(routeId, context.res.status, seconds)
    platform.log.debug({ requestId: context.get('requestId'), routeId, status: context.res.status, seconds }, 'request')
  })
  app.use(compressAnswers)
  app.use(securityHeaders(platform.config))
  app.use(sameOriginOnly(platform.config))

  app.onError((error, context) => {
    const requestId = context.get('requestId')
    if (error instanceof AppError) return problemResponse(error, requestId)
    if (isDiskFull(error)) {
      platform.log.error({ requestId, err: error }, 'disk full')
      const sentence =
        'This was not saved: the disk of the server is full. What was saved before is safe; tell your administrator.'
      return problemResponse(new AppError('unavailable', sentence), requestId)
    }
    if (asUnavailable(error) !== undefined) {
      platform.log.error({ requestId, err: error }, 'database unavailable')
      const sentence =
        'The database does not answer just now. Try again in a moment; if you were saving, look first whether it was saved.'
      return problemResponse(new AppError('unavailable', sentence, { retryAfterSeconds: 5 }), requestId)
    }
    platform.log.error({ requestId, err: error }, 'request failed')
    return bugResponse(requestId)
  })

  for (const bound of routes) {
    const { route } = bound
    app.on(route.method.toUpperCase(), route.path, async (context) => {
      context.set('routeId', route.id)
      const actor = await authenticate(context)
      const guard = openGuard(route.access, actor)
      const params = parsePart(route, 'params', context.req.param())
      const query = parsePart(route, 'query', context.req.query())
      const body = route.body ? parsePart(route, 'body', await readBody(route, context.req.raw)) : undefined
      const call = { params, query, body, actor, guard, requestId: context.get('requestId'), http: context }
      const answer = await bound.handler(call as Call<AnyRoute>)
      if (!guard.asked) throw new Error(`${route.id} answered without asking its guard.`)
      if (answer instanceof Response) return answer
      if (typeof route.answer === 'string') throw new Error(`${route.id} must answer with a Response.`)
      return context.body(answerText(route.answer, answer), route.status === 204 ? 200 : (route.status ?? 200), {
        'content-type': 'application/json',
        'cache-control': 'no-store',
      })
    })
  }
  app.all('/api/*', (context) =>
    problemResponse(new AppError('not-found', 'There is no such address in the API.'), context.get('requestId')),
  )
  pages(app)
  app.notFound((context) =>
    problemResponse(new AppError('not-found', 'There is no such page.'), context.get('requestId')),
  )
  return app
}

function parsePart(route: AnyRoute, part: 'params' | 'query' | 'body', value: unknown): unknown {
  const shape = route[part]
  if (shape === undefined) return undefined
  const parsed = shape.safeParse(value)
  if (!parsed.success) throw invalid(part, parsed.error)
  return parsed.data
}
