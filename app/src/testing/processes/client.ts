import { acceptInvitation, signIn } from '../../features/accounts/contract.ts'
import { call } from '../../contract/client.ts'
import type { AnyRoute, RouteAnswer, RouteInput } from '../../contract/route.ts'

/** A person at the other end of a real connection; keeps the session cookie as a browser does. */
export interface Client {
  cookie: string
  call<const R extends AnyRoute>(route: R, input: RouteInput<R>): Promise<RouteAnswer<R>>
}

export function clientOf(address: string, cookie = ''): Client {
  const send: typeof fetch = async (path, init) => {
    const headers = new Headers(init?.headers)
    if (client.cookie !== '') headers.set('cookie', client.cookie)
    const response = await fetch(`${address}${path as string}`, { ...init, headers })
    const [given] = response.headers.getSetCookie()
    if (given !== undefined) client.cookie = given.split(';')[0] ?? ''
    return response
  }
  const client: Client = { cookie, call: (route, input) => call(route, input, { fetch: send }) }
  return client
}

export const administrator = { email: 'first@hospital.example', password: 'correct horse battery' }

/** Sets up a new installation with its one-time link, as the first administrator does. */
export async function setUp(address: string, link: string): Promise<Client> {
  const client = clientOf(address)
  await client.call(acceptInvitation, {
    params: { token: link.split('/').at(-1) ?? '' },
    body: {
      password: administrator.password,
      setup: {
        institutionName: 'Hill Hospital',
        timeZone: 'America/Chicago',
        givenName: 'Ada',
        familyName: 'Aspen',
        email: administrator.email,
      },
    },
  })
  return client
}

export async function signedIn(address: string, who: { email: string; password: string }): Promise<Client> {
  const client = clientOf(address)
  await client.call(signIn, { body: who })
  return client
}
