import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { built, startChild, type Child } from '../child.ts'
import { engine, newStorage } from './storage.ts'

describe.skipIf(engine === 'server')('the embedded database', async () => {
  const storage = await newStorage('embedded')
  let child: Child | undefined
  afterEach(async () => {
    child?.process.kill('SIGKILL')
    await child?.ended
  })
  afterAll(() => storage.remove())

  test('leaves the server free to answer while it works on a slow query', async () => {
    child = startChild(`
      import { startServer } from ${JSON.stringify(built('server.js'))}
      import { readConfig } from ${JSON.stringify(built('platform/config.js'))}
      import { createLog } from ${JSON.stringify(built('platform/log.js'))}
      const settings = { ...${JSON.stringify(storage.settings)}, PORT: '0', WORKER: 'false' }
      const { address, platform } = await startServer(readConfig(settings), createLog('silent'))
      console.log(address)
      const startedAt = performance.now()
      await platform.database.pool.query('SELECT count(*) FROM generate_series(1, 6000000) AS n WHERE md5(n::text) = $1', [''])
      console.log(performance.now() - startedAt)`)
    const address = await child.nextLine()
    const done = new AbortController()
    const slow = child.nextLine().finally(() => done.abort())
    const answers: number[] = []
    while (!done.signal.aborted) {
      const startedAt = performance.now()
      expect((await fetch(`${address}/healthz`)).status).toBe(200)
      answers.push(performance.now() - startedAt)
    }
    const slowest = Math.max(...answers)
    const queryMilliseconds = Number(await slow)
    expect(queryMilliseconds).toBeGreaterThan(1_000)
    // If the query held the event loop, one of the answers would take as long as the query.
    expect(slowest).toBeLessThan(queryMilliseconds / 4)
    expect(answers.length).toBeGreaterThan(100)
  })
})
