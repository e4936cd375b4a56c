import { createApp } from '../server.ts'
import { addressOf } from '../contract/client.ts'
import type { AnyRoute, RouteAnswer, RouteInput } from '../contract/route.ts'
import { openSession } from '../features/accounts/sign-in.ts'
import { featureJobs, featureSweeps } from '../features/server.ts'
import { type Config, readConfig } from '../platform/config.ts'
import { openJobs } from '../platform/jobs/jobs.ts'
import { createLog } from '../platform/log.ts'
import type { Platform } from '../platform/platform.ts'
import { openAgain, openTestDatabase } from './database.ts'
import { makeWorld, type World, type WorldKey } from './world.ts'

export interface TestApp {
  readonly platform: Platform
  readonly world: World
  /** Sends a raw request; `as` signs it with that person's session. */
  request(method: string, path: string, options?: RequestOptions): Promise<Response>
  /** Calls a route as the browser would and gives status and parsed answer (or problem document). */
  call<const R extends AnyRoute>(
    route: R,
    as: WorldKey | null,
    input: RouteInput<R>,
  ): Promise<{ status: number; answer: RouteAnswer<R>; problem: { detail: string; title: string; current?: unknown } }>
  setNow(now: Date): void
  close(): Promise<void>
}

export interface RequestOptions {
  readonly as?: WorldKey | null
  readonly body?: unknown
  readonly bytes?: Uint8Array<ArrayBuffer>
  readonly headers?: Record<string, string>
}

const assets = {
  serve: () => null,
  page: () => new Response('the application page', { headers: { 'content-type': 'text/html' } }),
}

export interface TestAppOptions {
  /** Another server beside this one: the same database and people, with a memory and connections of its own. */
  readonly beside?: TestApp
  /** Also run background jobs in this process. */
  readonly work?: boolean
  readonly settings?: Record<string, string>
}

/** The real application on a real, fresh database with a small world in it; no port, no browser. */
export async function openTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { beside } = options
  const database = beside === undefined ? await openTestDatabase() : await openAgain(beside.platform.database)
  let now = new Date('2026-11-18T15:00:00Z')
  const config: Config = readConfig({ LOG_LEVEL: 'silent', ...options.settings })
  const log = createLog('silent')
  const base = { config, log, database, now: () => now }
  const jobs = await openJobs({
    platform: base,
    kinds: featureJobs,
    sweeps: featureSweeps,
    work: options.work ?? false,
  })
  const platform: Platform = { ...base, jobs }
  const world = beside?.world ?? (await makeWorld(database, now))
  const app = createApp(platform, assets)
  const tokens = new Map<WorldKey, string>()

  const cookieOf = async (key: WorldKey): Promise<string> => {
    let token = tokens.get(key)
    if (token === undefined) {
      const { personId, accountId } = world.people[key]
      const institutionId = key === 'foreignAdministrator' ? world.foreignInstitutionId : world.institutionId
      token = await openSession(platform, { institutionId, accountId, personId, name: key, grants: [] }, 'test', 'test')
      tokens.set(key, token)
    }
    return `gradus=${token}`
  }

  const request = async (method: string, path: string, sent: RequestOptions = {}): Promise<Response> => {
    const headers: Record<string, string> = { host: 'localhost', ...sent.headers }
    if (sent.as) headers['cookie'] = await cookieOf(sent.as)
    if (sent.body !== undefined) headers['content-type'] ??= 'application/json'
    if (sent.bytes !== undefined) headers['content-type'] ??= 'application/octet-stream'
    const body = sent.bytes ?? (sent.body === undefined ? null : JSON.stringify(sent.body))
    return app.request(path, { method, headers, body }, { incoming: { socket: { remoteAddress: '127.0.0.1' } } })
  }

  return {
    platform,
    world,
    request,
    async call(route, as, input) {
      const parts = input as { params?: Record<string, unknown>; query?: Record<string, string>; body?: unknown }
      const bytes = route.bodyKind === 'bytes' ? { bytes: parts.body as Uint8Array<ArrayBuffer> } : { body: parts.body }
      const response = await request(route.method.toUpperCase(), addressOf(route, parts), { as, ...bytes })
      const isJson = response.headers.get('content-type')?.includes('json') ?? false
      const json: unknown = isJson ? await response.json() : undefined
      return {
        status: response.status,
        answer: (typeof route.answer === 'string' && response.ok ? response : json) as RouteAnswer<typeof route>,
        problem: json as { detail: string; title: string },
      }
    },
    setNow(next) {
      now = next
    },
    async close() {
      await jobs.stop()
      await database.close()
    },
  }
}
