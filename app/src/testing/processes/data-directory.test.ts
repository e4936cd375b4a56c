import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { createPerson, getPeople } from '../../features/people/contract.ts'
import { setUp } from './client.ts'
import { killAll, runGradus, serve, setupLinkOf } from './gradus.ts'
import { engine, newStorage } from './storage.ts'

describe.skipIf(engine === 'server')('the data directory of the embedded database', async () => {
  const storage = await newStorage('embedded')
  afterEach(killAll)
  afterAll(() => storage.remove())

  test('belongs to one process; a second one is refused and the first works on', async () => {
    const first = await serve(storage.settings)
    const client = await setUp(first.address, await setupLinkOf(first))
    const backupFile = join(tmpdir(), `${randomUUID()}.gradus`)
    for (const args of [['serve'], ['migrate'], ['audit', 'verify'], ['backup', backupFile]]) {
      const { status, output } = await runGradus(args, storage.settings)
      expect(output.trim()).toBe(
        `Another Gradus (process ${first.gradus.pid}) uses the data directory ${storage.settings['GRADUS_DATA']}; stop it, or set GRADUS_DATA to another directory.`,
      )
      expect(status).toBe(1)
    }
    const body = { givenName: 'Bo', familyName: 'Birch', email: null, staffNumber: null }
    await client.call(createPerson, { body })
    expect((await client.call(getPeople, { query: {} })).total).toBe(2)
    await first.gradus.kill()
  })

  test('is taken over from a process that was killed', async () => {
    const killed = await serve(storage.settings)
    await killed.gradus.kill()
    const next = await serve(storage.settings)
    expect((await fetch(`${next.address}/readyz`)).status).toBe(200)
    expect(await next.gradus.stop()).toMatchObject({ status: 0 })
  })
})
