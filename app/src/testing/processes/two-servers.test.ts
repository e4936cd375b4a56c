import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { getSession, signOut } from '../../features/accounts/contract.ts'
import { administrator, clientOf, setUp, signedIn } from './client.ts'
import { killAll, serve, setupLinkOf } from './gradus.ts'
import { engine, newStorage } from './storage.ts'

describe.skipIf(engine === 'embedded')('two servers on one database', async () => {
  const storage = engine === 'server' ? await newStorage('server') : undefined
  const settings = storage?.settings ?? {}
  afterEach(killAll)
  afterAll(() => storage?.remove())

  test('start together on an empty database, and share sessions', async () => {
    const [left, right] = await Promise.all([serve(settings), serve(settings)])
    const links = [await setupLinkOf(left), await setupLinkOf(right)]
    expect(new Set(links).size).toBe(2)

    const client = await setUp(left.address, links[1] ?? '').catch(() => setUp(left.address, links[0] ?? ''))
    const beside = clientOf(right.address, client.cookie)
    expect((await beside.call(getSession, {})).actor).toMatchObject({ name: 'Ada Aspen' })

    const other = await signedIn(right.address, administrator)
    const here = clientOf(left.address, other.cookie)
    expect((await here.call(getSession, {})).actor).toMatchObject({ name: 'Ada Aspen' })
    await here.call(signOut, {})
    expect((await clientOf(right.address, other.cookie).call(getSession, {})).actor).toBeNull()

    // Nothing is left to set up: the two starts made one institution.
    const third = await serve(settings)
    await third.gradus.printed(/Press Ctrl\+C/)
    expect(third.gradus.output()).not.toContain('/welcome/')
    for (const { gradus } of [left, right, third]) expect((await gradus.stop()).status).toBe(0)
  })
})
