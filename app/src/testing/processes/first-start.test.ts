import { afterAll, afterEach, expect, test } from 'vitest'
import { ApiError } from '../../contract/client.ts'
import { getInvitation, getSession } from '../../features/accounts/contract.ts'
import { administrator, clientOf, setUp, signedIn } from './client.ts'
import { killAll, serve, setupLinkOf } from './gradus.ts'
import { newStorage } from './storage.ts'

const storage = await newStorage()
afterEach(killAll)
afterAll(() => storage.remove())

const refusalOf = (attempt: Promise<unknown>): Promise<ApiError> =>
  attempt.then(
    () => Promise.reject(new Error('It was not refused.')),
    (error: unknown) => (error instanceof ApiError ? error : Promise.reject(error)),
  )
const kindOf = (address: string, link: string) =>
  clientOf(address).call(getInvitation, { params: { token: link.split('/').at(-1) ?? '' } })

test('an empty database is set up with a one-time link, and there is no other way in', async () => {
  const untouched = await serve(storage.settings)
  const earlier = await setupLinkOf(untouched)
  expect(earlier).toMatch(new RegExp(`^${untouched.address}/welcome/[\\w-]{43}$`))
  expect(await kindOf(untouched.address, earlier)).toEqual({ kind: 'setup', name: null, email: null })
  for (const password of ['admin', 'password', 'gradus', 'lakeview-demo', 'changeme'])
    for (const email of ['admin@localhost.example', administrator.email])
      expect(await refusalOf(signedIn(untouched.address, { email, password }))).toMatchObject({ status: 422 })
  await untouched.gradus.stop()

  const served = await serve(storage.settings)
  const link = await setupLinkOf(served)
  expect((await refusalOf(kindOf(served.address, earlier))).message).toBe(
    'This link was used already or has expired. Ask for a new one.',
  )
  await setUp(served.address, link)
  expect(await refusalOf(setUp(served.address, link))).toMatchObject({ status: 404 })
  await served.gradus.stop()

  const again = await serve(storage.settings)
  await again.gradus.printed(/Press Ctrl\+C/)
  expect(again.gradus.output()).not.toContain('/welcome/')
  const client = await signedIn(again.address, administrator)
  expect(await client.call(getSession, {})).toMatchObject({
    actor: { name: 'Ada Aspen', grants: [{ role: 'administrator', programId: null }] },
    institution: { name: 'Hill Hospital', timeZone: 'America/Chicago', demo: false },
  })
  expect((await again.gradus.stop()).status).toBe(0)
})
