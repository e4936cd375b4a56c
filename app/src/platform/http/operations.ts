import { getConnInfo } from '@hono/node-server/conninfo'
import { timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { AppError } from '../../contract/app-error.ts'
import type { AnyRoute } from '../../contract/route.ts'
import type { Platform } from '../platform.ts'
import type { HttpApp } from './app.ts'
import { metricsText } from './metrics.ts'
import { openApiDocument } from './openapi.ts'

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

const holdsToken = (context: Context, token: string): boolean => {
  const given = Buffer.from(context.req.header('authorization') ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** Numbers about the installation are for its operator: with the token, or, where none is set, from this machine. */
function requireOperator(platform: Platform, context: Context): void {
  const token = platform.config.METRICS_TOKEN
  const local =
    loopback.has(getConnInfo(context).remote.address ?? '') && context.req.header('x-forwarded-for') === undefined
  if (token === '' ? !local : !holdsToken(context, token))
    throw new AppError('not-allowed', 'The metrics are for the operator of this server.')
}

/** What operators and developers ask a server: is it alive, is it ready, how does it do, what can it do. */
export function operationPages(
  app: HttpApp,
  platform: Platform,
  routes: readonly AnyRoute[],
  appVersion: string,
): void {
  app.get('/healthz', (context) => context.json({ status: 'alive' }))
  app.get('/readyz', async (context) => {
    const ready = await platform.database.healthy()
    return context.json({ status: ready ? 'ready' : 'database unavailable' }, ready ? 200 : 503)
  })
  app.get('/metrics', async (context) => {
    requireOperator(platform, context)
    return context.body(await metricsText(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
  })
  let document: string | undefined
  app.get('/openapi.json', (context) => {
    document ??= JSON.stringify(openApiDocument(routes, appVersion))
    return context.body(document, 200, { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' })
  })
  app.get('/docs/api', (context) => context.html(apiDocsPage))
  app.get('/docs/api/start.js', (context) =>
    context.body(apiDocsStart, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  )
}

const apiDocsPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gradus API</title>
<link rel="icon" type="image/svg+xml" href="/icon.svg">
<link rel="stylesheet" href="/docs/api/swagger-ui.css">
</head>
<body>
<main id="api"></main>
<script src="/docs/api/swagger-ui-bundle.js"></script>
<script src="/docs/api/start.js"></script>
</body>
</html>`

const apiDocsStart = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null })`
