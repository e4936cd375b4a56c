import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { isPostgresInstalled, startPostgres } from '../../../../scripts/postgres.mjs'
import { openDatabase, type DatabaseLog } from './database.ts'
import { liveOnServer } from './live.ts'
import { serverConfig } from './server-database.ts'
import { DatabaseUnavailable, asUnavailable } from './unavailable.ts'

const log: DatabaseLog = { info() {}, warn() {}, error() {} }

describe.skipIf(!isPostgresInstalled())('a PostgreSQL server', async () => {
  const server = isPostgresInstalled() ? await startPostgres() : undefined
  const database = await openDatabase({
    url: server?.url ?? 'postgres://localhost/',
    dataDirectory: '',
    poolSize: 3,
    log,
  })
  afterAll(async () => {
    await database.close()
    await server?.stop()
  })

  test('sessions carry the name, the time zone and the limits of Gradus', async () => {
    const { rows } = await database.pool.query(
      `SELECT current_setting('application_name') AS name, current_setting('TimeZone') AS zone,
              current_setting('statement_timeout') AS limit, DATE '2026-07-01' AS day`,
    )
    expect(rows).toEqual([{ name: 'gradus', zone: 'UTC', limit: '1min', day: '2026-07-01' }])
  })

  test('an outage is a DatabaseUnavailable, and ends by itself', { timeout: 60_000 }, async () => {
    await database.pool.query('CREATE TABLE thing (id int PRIMARY KEY)')
    const interrupted = database.pool.query('SELECT pg_sleep(30)').catch((error: unknown) => error)
    await database.pool.query('SELECT 1')
    await server?.pause()
    expect(asUnavailable(await interrupted)).toBeInstanceOf(DatabaseUnavailable)
    await expect(database.pool.query('SELECT 1')).rejects.toBeInstanceOf(DatabaseUnavailable)
    await expect(database.transaction((tx) => tx.execute(sql`SELECT 1`))).rejects.toBeInstanceOf(DatabaseUnavailable)
    const wrapped = await database.drizzle.execute(sql`SELECT 1`).catch((error: unknown) => error)
    expect(asUnavailable(wrapped)).toBeInstanceOf(DatabaseUnavailable)
    expect(await database.healthy()).toBe(false)

    await server?.resume()
    await database.pool.query('INSERT INTO thing VALUES (1)')
    expect(await database.healthy()).toBe(true)
  })

  test('the line to other servers is opened again after it was cut', { timeout: 60_000 }, async () => {
    const url = server?.url ?? ''
    const here = liveOnServer(serverConfig(url), log)
    const there = liveOnServer(serverConfig(url), log)
    const heard: string[] = []
    let opened = 0
    const line = here.listen(
      () => {},
      () => (opened += 1),
    )
    there.listen(
      (text) => heard.push(text),
      () => (opened += 1),
    )
    await expect.poll(() => opened).toBe(2)
    line.tell('before')
    await expect.poll(() => heard).toEqual(['before'])

    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query ~ '^(LISTEN|SELECT pg_notify)'`
    await database.pool.query(cut)
    await expect.poll(() => opened, { timeout: 20_000 }).toBe(4)
    line.tell('after')
    await expect.poll(() => heard).toEqual(['before', 'after'])
    await Promise.all([here.close(), there.close()])
  })

  test('an ordinary error is not taken for an outage', async () => {
    const error = await database.pool.query('SELECT nothing_like_it').catch((failure: unknown) => failure)
    expect(asUnavailable(error)).toBeUndefined()
    expect(asUnavailable('a text')).toBeUndefined()
  })
})
