import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { startPostgres } from '../../../../scripts/postgres.mjs'
import { ApiError } from '../../contract/client.ts'
import { verifyAudit } from '../../features/audit/contract.ts'
import { createPerson, getPeople } from '../../features/people/contract.ts'
import { setUp } from './client.ts'
import { killAll, serve, setupLinkOf } from './gradus.ts'
import { engine } from './storage.ts'

describe.skipIf(engine === 'embedded')('a database server that goes away and comes back', async () => {
  // One of its own: the server that other tests share stays up.
  const postgres = engine === 'server' ? await startPostgres() : undefined
  afterEach(killAll)
  afterAll(() => postgres?.stop())

  test('is told with a sentence meanwhile, and nothing acknowledged is lost', async () => {
    const served = await serve({ DATABASE_URL: postgres?.url ?? '', LOG_LEVEL: 'silent' })
    const client = await setUp(served.address, await setupLinkOf(served))
    const acknowledged: string[] = []
    const refusals: ApiError[] = []
    const over = new AbortController()
    const writer = async (label: number) => {
      for (let count = 0; !over.signal.aborted; count++) {
        const staffNumber = `${label}-${count}`
        const body = { givenName: 'Bo', familyName: 'Birch', email: null, staffNumber }
        try {
          await client.call(createPerson, { body })
          acknowledged.push(staffNumber)
        } catch (error) {
          if (!(error instanceof ApiError)) throw error
          refusals.push(error)
          await delay(50)
        }
      }
    }
    const until = async (isSo: () => boolean) => {
      while (!isSo()) await delay(20)
    }
    const writers = [0, 1, 2, 3].map(writer)
    for (let outage = 0; outage < 2; outage++) {
      const before = acknowledged.length
      await until(() => acknowledged.length > before + 40)
      await postgres?.pause()
      const refused = refusals.length
      await until(() => refusals.length > refused + 8)
      const startedAt = Date.now()
      const reading = await client.call(getPeople, { query: {} }).catch((error: unknown) => error)
      expect(reading).toMatchObject({ status: 503 })
      expect(Date.now() - startedAt).toBeLessThan(5_000)
      const page = await fetch(`${served.address}/readyz`)
      expect(page.status).toBe(503)
      expect((await fetch(`${served.address}/healthz`)).status).toBe(200)
      await postgres?.resume()
    }
    const recovered = acknowledged.length
    await until(() => acknowledged.length > recovered + 40)
    over.abort()
    await Promise.all(writers)

    for (const { status, message } of refusals)
      expect({ status, message }).toEqual({
        status: 503,
        message: expect.stringMatching(/^The database does not answer just now\. Try again in a moment/) as string,
      })
    const stored = new Set<string | null>()
    let cursor: string | undefined
    do {
      const page = await client.call(getPeople, { query: { search: 'Birch', limit: '500', cursor } })
      for (const { staffNumber } of page.items) stored.add(staffNumber)
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(acknowledged.filter((staffNumber) => !stored.has(staffNumber))).toEqual([])
    expect((await client.call(verifyAudit, { body: {} })).intact).toBe(true)
    expect((await served.gradus.stop()).status).toBe(0)
  }, 120_000)
})
