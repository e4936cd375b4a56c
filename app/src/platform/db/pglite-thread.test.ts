import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { built, startChild } from '../../testing/child.ts'

// A thread runs from the built app only, so these tests drive the build in processes of their own.

describe('the embedded engine in its thread', { timeout: 120_000 }, () => {
  const directory = mkdtempSync(join(tmpdir(), 'gradus-thread-'))
  afterAll(() => rmSync(directory, { recursive: true, force: true }))

  const start = (program: string) =>
    startChild(`
      import { openDatabase, asUnavailable } from ${JSON.stringify(built('platform/db/index.js'))}
      const log = { info() {}, warn() {}, error() {} }
      const database = await openDatabase({ dataDirectory: ${JSON.stringify(directory)}, log })
      const { pool } = database
      const say = (value) => console.log(JSON.stringify(value))
      ${program}`)

  test('a long query leaves the event loop free', async () => {
    const child = start(`
      let ticks = 0
      const timer = setInterval(() => { ticks += 1 }, 10)
      const startedAt = Date.now()
      await pool.query('SELECT count(*) FROM generate_series(1, 3000000)')
      clearInterval(timer)
      say(ticks / ((Date.now() - startedAt) / 10))
      await database.close()`)
    expect(Number(await child.nextLine())).toBeGreaterThan(0.3)
    expect(await child.ended).toBe(0)
  })

  test('committed rows survive kill -9', async () => {
    const child = start(`
      await pool.query('CREATE TABLE IF NOT EXISTS thing (id int PRIMARY KEY, half int)')
      await pool.query('TRUNCATE thing')
      for (let id = 1; ; id += 1) {
        const client = await pool.connect()
        await client.query('BEGIN')
        await client.query('INSERT INTO thing VALUES ($1, 1)', [id])
        await client.query('UPDATE thing SET half = 2 WHERE id = $1', [id])
        await client.query('COMMIT')
        client.release()
        say(id)
      }`)
    let acknowledged = 0
    while (acknowledged < 200) acknowledged = Number(await child.nextLine())
    child.process.kill('SIGKILL')
    for (let line = await child.nextLine(); line !== undefined; line = await child.nextLine())
      acknowledged = Number(line)
    await child.ended

    const next = start(`
      const { rows } = await pool.query('SELECT count(*)::int AS n, max(id) AS last, min(half) AS half FROM thing')
      say(rows[0])
      await database.close()`)
    const found = JSON.parse((await next.nextLine()) ?? '') as { n: number; last: number; half: number }
    expect(found.n).toBe(found.last)
    expect(found.half).toBe(2)
    // One more commit may have finished without its line being printed.
    expect([acknowledged, acknowledged + 1]).toContain(found.last)
    expect(await next.ended).toBe(0)
  })

  test('runaway recursion stops the engine, and the next query finds it running again', async () => {
    const child = start(`
      await pool.query("CREATE FUNCTION endless(int) RETURNS int LANGUAGE sql AS 'SELECT endless($1 + 1)'")
      const failure = await pool.query('SELECT endless(1)').catch((error) => error)
      say(failure.code === '54001' || asUnavailable(failure) !== undefined)
      say((await pool.query('SELECT 1 AS one')).rows)
      await database.close()`)
    expect(await child.nextLine()).toBe('true')
    expect(await child.nextLine()).toBe('[{"one":1}]')
    expect(await child.ended).toBe(0)
  })

  test('a directory that cannot be opened says why', async () => {
    const child = startChild(`
      import { openDatabase } from ${JSON.stringify(built('platform/db/index.js'))}
      const log = { info() {}, warn() {}, error() {} }
      await openDatabase({ dataDirectory: '/dev/null/data', log }).catch((error) => console.log(error.message))`)
    expect(await child.nextLine()).toContain('/dev/null/data')
    expect(await child.ended).toBe(0)
  })
})
