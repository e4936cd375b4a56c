import type { Context } from 'hono'
import { randomBytes } from 'node:crypto'
import { AppError, errorCodes } from '../../contract/app-error.ts'
import type { HttpApp } from '../../platform/http/app.ts'
import type { Platform } from '../../platform/platform.ts'
import type { AnyOneTap } from './one-tap/define.ts'
import { refusedPage, tapPage } from './one-tap/page.ts'
import { lookAtTap, type Tap, useTap } from './one-tap/use.ts'

const policy = (nonce: string): string =>
  `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

function send(render: (nonce: string) => string, status: number): Response {
  const nonce = randomBytes(16).toString('base64url')
  return new Response(render(nonce), {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': policy(nonce),
      'x-robots-tag': 'noindex',
    },
  })
}

const sendTap = (tap: Tap): Response => send((nonce) => tapPage(tap, nonce), tap.state === 'unknown' ? 404 : 200)

/**
 * The pages behind the links in messages: opening one only shows what it would do; its button, or the one-click request of a mail
 * program (RFC 8058), does it.
 */
export const oneTapPages =
  (taps: readonly AnyOneTap[]) =>
  (app: HttpApp, platform: Platform): void => {
    const answer = async (context: Context, act: typeof lookAtTap): Promise<Response> => {
      try {
        const requestId = String(context.get('requestId'))
        return sendTap(await act(platform, taps, context.req.param('token') ?? '', requestId))
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        return send((nonce) => refusedPage(error.message, nonce), errorCodes[error.code])
      }
    }
    app.get('/tap/:token', (context) => answer(context, lookAtTap))
    app.post('/tap/:token', (context) => answer(context, useTap))
  }
