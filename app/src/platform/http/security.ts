import type { MiddlewareHandler } from 'hono'
import { AppError } from '../../contract/app-error.ts'
import type { Config } from '../config.ts'

const directives = (nonce: string | null): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self'${nonce === null ? '' : ` 'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/** The content security policy of one answer. Pages that carry styles of their own pass a fresh nonce. */
export const contentSecurityPolicy = directives

/** Headers of every answer; a page may have set a policy of its own. */
export const securityHeaders =
  (config: Config): MiddlewareHandler =>
  async (context, next) => {
    await next()
    const headers = context.res.headers
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', directives(null))
    headers.set('x-content-type-options', 'nosniff')
    headers.set('referrer-policy', 'same-origin')
    headers.set('cross-origin-opener-policy', 'same-origin')
    headers.set('cross-origin-resource-policy', 'same-origin')
    headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    headers.set('x-frame-options', 'DENY')
    if (config.PUBLIC_URL.startsWith('https:')) headers.set('strict-transport-security', 'max-age=31536000')
  }

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Cross-site request forgery: a changing request must come from our own pages. Browsers tell by Sec-Fetch-Site or Origin; a client
 * that is no browser sends neither and has no cookie to abuse.
 */
export const sameOriginOnly =
  (config: Config): MiddlewareHandler =>
  async (context, next) => {
    if (!safe.has(context.req.method)) {
      const site = context.req.header('sec-fetch-site')
      const origin = context.req.header('origin')
      const own = config.PUBLIC_URL !== '' ? config.PUBLIC_URL : `http://${context.req.header('host') ?? ''}`
      const foreign =
        origin !== undefined ? origin !== own : site !== undefined && site !== 'same-origin' && site !== 'none'
      if (foreign) throw new AppError('not-allowed', 'This request came from another site and was refused.')
    }
    await next()
  }
