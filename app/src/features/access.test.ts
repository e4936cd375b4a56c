import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnyRoute } from '../contract/route.ts'
import { openTestApp, type TestApp } from '../testing/app.ts'
import { worldKeys, type WorldKey } from '../testing/world.ts'
import { featureRoutes } from './server.ts'

/** Every route is asked as nobody and as everybody: the first gate answers before anything is read or parsed. */
let app: TestApp
let routes: AnyRoute[]
beforeAll(async () => {
  app = await openTestApp()
  routes = featureRoutes(app.platform).map((bound) => bound.route)
})
afterAll(() => app.close())

const anyId = '00000000-0000-8000-8000-000000000000'
const ask = (route: AnyRoute, as: WorldKey | null) =>
  app.request(route.method.toUpperCase(), route.path.replace(/:\w+/g, anyId), { as })

const roleOf: Record<WorldKey, string> = {
  trainee: 'trainee',
  faculty: 'faculty',
  chief: 'chief',
  coordinator: 'coordinator',
  director: 'director',
  committee: 'committee',
  dio: 'dio',
  finance: 'finance',
  administrator: 'administrator',
  otherTrainee: 'trainee',
  otherCoordinator: 'coordinator',
  otherDirector: 'director',
  foreignAdministrator: 'administrator',
}

describe('every route', () => {
  it('has an id and an address of its own', () => {
    const addresses = routes.map((route) => `${route.method} ${route.path.replace(/:\w+/g, ':x')}`)
    expect(new Set(addresses).size).toBe(addresses.length)
    expect(new Set(routes.map((route) => route.id)).size).toBe(routes.length)
  })

  it('answers 401 to the signed out, unless it is public', async () => {
    for (const route of routes) {
      if (route.access === 'public') continue
      const { status } = await ask(route, null)
      expect(status, route.id).toBe(401)
    }
  })

  it('answers 403 to a role that does not hold its permission', async () => {
    let refused = 0
    for (const route of routes) {
      const { access } = route
      if (typeof access === 'string') continue
      for (const key of worldKeys) {
        if (Object.keys(access.allow).includes(roleOf[key])) continue
        const response = await ask(route, key)
        expect(response.status, `${route.id} as ${key}`).toBe(403)
        refused += 1
      }
    }
    expect(refused).toBeGreaterThan(100)
  })

  it('that is public is one of the few meant to be', () => {
    const open = routes.filter((route) => route.access === 'public').map((route) => route.id)
    expect(open.sort()).toEqual([
      'call.public-calendar',
      'call.public-now',
      'feeds.read',
      'invitation.accept',
      'invitation.get',
      'session.create',
      'session.delete',
      'session.get',
    ])
  })
})

describe('what no route answers', () => {
  it('is a 404 in the API and the application page elsewhere', async () => {
    expect((await app.request('GET', '/api/nothing')).status).toBe(404)
    expect((await app.request('GET', '/some/page')).status).toBe(200)
    expect((await app.request('GET', '/missing.js')).status).toBe(404)
  })

  it('carries the security headers all the same', async () => {
    const { headers } = await app.request('GET', '/api/nothing')
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
  })
})
