import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Config } from '../config.ts'

export const sessionDays = 14

const secure = (config: Config): boolean => config.PUBLIC_URL.startsWith('https:')
/** The `__Host-` prefix binds the cookie to this very host, but browsers take it over https only. */
const cookieName = (config: Config): string => (secure(config) ? '__Host-gradus' : 'gradus')
const attributes = (config: Config) => ({ httpOnly: true, sameSite: 'Lax', path: '/', secure: secure(config) }) as const

export const readSessionCookie = (config: Config, context: Context): string | undefined =>
  getCookie(context, cookieName(config))

export const writeSessionCookie = (config: Config, context: Context, token: string): void =>
  setCookie(context, cookieName(config), token, { ...attributes(config), maxAge: sessionDays * 86_400 })

export const clearSessionCookie = (config: Config, context: Context): void => {
  deleteCookie(context, cookieName(config), attributes(config))
}
