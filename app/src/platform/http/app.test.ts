import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../contract/app-error.ts'
import { permission } from '../../contract/permission.ts'
import type { Actor } from '../../contract/roles.ts'
import { route } from '../../contract/route.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { createHttpApp, type HttpApp } from './app.ts'
import { handle } from './handler.ts'
import { openApiDocument } from './openapi.ts'

const readThings = permission('things.read', 'Read things', { director: 'program', trainee: 'self' })
const answer = z.object({ name: z.string() })
const thing = (id: string, more: object = {}) =>
  ({ id, method: 'get', path: `/api/${id}`, summary: id, access: readThings, answer, ...more }) as const

const director: Actor = {
  institutionId: 'i',
  accountId: 'a',
  personId: 'p',
  name: 'Test',
  grants: [{ role: 'director', programId: 'one' }],
}

const asks = route({ ...thing('asks') })
const forgets = route({ ...thing('forgets') })
const foreign = route({ ...thing('foreign') })
const leaks = route({ ...thing('leaks') })
const breaks = route({ ...thing('breaks') })
const stale = route({ ...thing('stale') })
const takes = route({
  id: 'takes',
  method: 'post',
  path: '/api/takes/:number',
  summary: 'Takes a thing',
  access: 'public',
  params: z.object({ number: z.string().regex(/^\d+$/, 'a number') }),
  body: z.object({ name: z.string().min(2, 'Use at least two letters.') }),
  maxBytes: 1024 * 1024,
  answer,
})

let test: TestApp
let app: HttpApp
beforeAll(async () => {
  test = await openTestApp()
  app = createHttpApp({
    platform: test.platform,
    authenticate: async (context) => (context.req.header('x-test') === 'director' ? director : null),
    pages: () => {},
    routes: [
      handle(asks, async ({ guard }) => {
        guard.require({ programIds: ['one'] })
        return { name: 'fine' }
      }),
      handle(forgets, async () => ({ name: 'never asked' })),
      handle(foreign, async ({ guard }) => {
        guard.require({ programIds: ['two'] })
        return { name: 'not yours' }
      }),
      handle(leaks, async ({ guard }) => {
        guard.scope()
        return { name: 'fine', secret: 'do not send' } as { name: string }
      }),
      handle(breaks, async () => {
        throw new Error('the password is hunter2')
      }),
      handle(stale, async () => {
        throw new AppError('stale', 'Somebody changed this.', { current: { name: 'newer' } })
      }),
      handle(takes, async ({ body }) => body),
    ],
  })
})
afterAll(() => test.close())

const get = (path: string) => app.request(path, { headers: { 'x-test': 'director' } })
const post = (body: BodyInit, type = 'application/json', path = '/api/takes/1') =>
  app.request(path, { method: 'POST', body, headers: { 'content-type': type } })

describe('a guarded route', () => {
  it('answers 401, 403 and 200 as the permission says', async () => {
    expect((await app.request('/api/asks')).status).toBe(401)
    expect((await get('/api/foreign')).status).toBe(403)
    expect((await get('/api/asks')).status).toBe(200)
  })

  it('never sends an answer whose handler did not ask', async () => {
    const response = await get('/api/forgets')
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('never asked')
  })

  it('sends only the fields that its contract names', async () => {
    expect(await (await get('/api/leaks')).json()).toEqual({ name: 'fine' })
  })
})

describe('a refusal', () => {
  it('is a problem document with a sentence and the request id', async () => {
    const response = await get('/api/stale')
    expect(response.status).toBe(409)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({
      title: 'stale',
      detail: 'Somebody changed this.',
      current: { name: 'newer' },
      requestId: response.headers.get('x-request-id'),
    })
  })

  it('hides the message of a bug', async () => {
    const response = await get('/api/breaks')
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('hunter2')
  })
})

describe('what is sent', () => {
  it('is refused field by field', async () => {
    const response = await post(JSON.stringify({ name: 'x' }))
    expect(response.status).toBe(422)
    const problem = (await response.json()) as { problems: unknown }
    expect(problem.problems).toEqual([{ path: 'name', sentence: 'Use at least two letters.' }])
  })

  it('must be of the declared type, and JSON', async () => {
    expect((await post('name=xx', 'application/x-www-form-urlencoded')).status).toBe(415)
    expect((await post('{"name":')).status).toBe(422)
  })

  it('is not read past its limit', async () => {
    const response = await post(JSON.stringify({ name: 'x'.repeat(2 * 1024 * 1024) }))
    expect(response.status).toBe(413)
    expect(await response.text()).toContain('larger than the 1 MB')
  })

  it('from another site is refused', async () => {
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }
    const response = await app.request('/api/takes/1', { method: 'POST', body: '{"name":"xx"}', headers })
    expect(response.status).toBe(403)
  })
})

describe('the OpenAPI document', () => {
  it('describes parameters, bodies, answers and who may call', () => {
    const document = openApiDocument([takes, asks], '1') as { paths: Record<string, Record<string, unknown>> }
    expect(document.paths['/api/takes/{number}']).toMatchObject({
      post: {
        operationId: 'takes',
        security: [],
        parameters: [{ name: 'number', in: 'path', required: true }],
        requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
        responses: { '200': {}, default: {} },
      },
    })
    expect(document.paths['/api/asks']).toMatchObject({
      get: { description: expect.stringContaining('director (program)') },
    })
  })
})
