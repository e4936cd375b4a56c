import { sql } from 'drizzle-orm'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { databaseOf, openDatabase, type DatabaseLog } from './database.ts'
import { serveEmbedded } from './embedded-database.ts'
import { openEngine } from './pglite-engine.ts'
import { DatabasePool } from './pool.ts'
import { DatabaseUnavailable, asUnavailable } from './unavailable.ts'

const flushes = vi.hoisted(() => ({ count: 0 }))
vi.mock('node:fs', async (importOriginal) => {
  const original = await importOriginal<typeof import('node:fs')>()
  const fsyncSync = (file: number) => {
    flushes.count += 1
    original.fsyncSync(file)
  }
  return { ...original, fsyncSync }
})

const log: DatabaseLog = { info() {}, warn() {}, error() {} }

describe('one connection over the embedded engine', async () => {
  const database = databaseOf(
    'embedded',
    serveEmbedded(await openEngine({ kind: 'memory' }), log).pool,
    log,
    async () => {},
  )
  const { pool } = database
  beforeEach(() => pool.query('DROP TABLE IF EXISTS thing'))
  afterAll(() => database.close())

  test('parameters, results and types are those of a server', async () => {
    const { rows } = await pool.query(
      `SELECT $1::int + 1 AS number, DATE '2026-07-01' AS day, TIMESTAMPTZ '2026-07-01 08:00+02' AS instant, $2::text AS text,
              current_setting('TimeZone') AS zone`,
      [41, 'Ångström \u2028 \n'],
    )
    expect(rows).toEqual([
      {
        number: 42,
        day: '2026-07-01',
        instant: new Date('2026-07-01T06:00:00Z'),
        text: 'Ångström \u2028 \n',
        zone: 'UTC',
      },
    ])
  })

  test('an SQL error carries its code and leaves the connection usable', async () => {
    await expect(pool.query('SELECT $1::int / 0', [1])).rejects.toMatchObject({ code: '22012' })
    await expect(pool.query('SELECT nothing_like_it')).rejects.toMatchObject({ code: '42703' })
    await expect(pool.query('SELECT 1 AS one')).resolves.toMatchObject({ rows: [{ one: 1 }], rowCount: 1 })
  })

  test('a failed transaction leaves nothing', async () => {
    await pool.query('CREATE TABLE thing (id int PRIMARY KEY)')
    const work = database.transaction(async (tx) => {
      await tx.execute(sql`INSERT INTO thing VALUES (1)`)
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    expect((await pool.query('SELECT * FROM thing')).rowCount).toBe(0)
  })

  test('queries that wait for the one connection run in turn', async () => {
    await pool.query('CREATE TABLE thing (id int PRIMARY KEY)')
    await Promise.all(Array.from({ length: 50 }, (_, id) => pool.query('INSERT INTO thing VALUES ($1)', [id])))
    expect((await pool.query('SELECT count(*)::int AS n FROM thing')).rows).toEqual([{ n: 50 }])
  })

  test('a statement with parameters is prepared once and answers each time', async () => {
    for (const number of [1, 2, 3])
      expect((await pool.query('SELECT $1::int * 7 AS product', [number])).rows).toEqual([{ product: number * 7 }])
    const prepared = `SELECT count(*)::int AS n FROM pg_prepared_statements WHERE statement = 'SELECT $1::int * 7 AS product'`
    expect((await pool.query(prepared)).rows).toEqual([{ n: 1 }])
  })

  test('a notification reaches its listener', async () => {
    const client = await pool.connect()
    const heard = new Promise((resolve) => client.once('notification', resolve))
    await client.query('LISTEN news')
    client.release()
    await pool.query(`NOTIFY news, 'published'`)
    await expect(heard).resolves.toMatchObject({ channel: 'news', payload: 'published' })
  })

  test('a connection that is thrown away takes its transaction and settings with it', async () => {
    await pool.query('CREATE TABLE thing (id int PRIMARY KEY)')
    const client = await pool.connect()
    await client.query('BEGIN')
    await client.query('INSERT INTO thing VALUES (1)')
    await client.query('SET search_path = pg_catalog')
    await client.query({ name: 'kept', text: 'SELECT 1' })
    client.release(true)
    expect((await pool.query('SELECT * FROM thing')).rowCount).toBe(0)
    expect((await pool.query('SHOW search_path')).rows).toEqual([{ search_path: 'public' }])
    expect((await pool.query('SELECT name FROM pg_prepared_statements')).rows).toEqual([])
  })

  test('large answers and large parameters pass whole', async () => {
    const long = 'x'.repeat(3_000_000)
    expect((await pool.query('SELECT length($1::text) AS length', [long])).rows).toEqual([{ length: long.length }])
    expect((await pool.query(`SELECT repeat('y', 3000000) AS text`)).rows[0].text).toHaveLength(3_000_000)
  })

  test('exclusion constraints over ranges are available', async () => {
    await pool.query('CREATE EXTENSION IF NOT EXISTS btree_gist')
    await pool.query(
      'CREATE TABLE thing (room int, during daterange, EXCLUDE USING gist (room WITH =, during WITH &&))',
    )
    await pool.query(`INSERT INTO thing VALUES (1, '[2026-07-01,2026-07-28]')`)
    await expect(pool.query(`INSERT INTO thing VALUES (1, '[2026-07-28,2026-08-24]')`)).rejects.toMatchObject({
      code: '23P01',
    })
  })
})

describe('a request that waits too long for the connection', () => {
  test('is told that the database is busy', { timeout: 60_000 }, async () => {
    const engine = serveEmbedded(await openEngine({ kind: 'memory' }), log)
    const pool = new DatabasePool({ ...engine.pool.options, connectionTimeoutMillis: 100 })
    const client = await pool.connect()
    const waiting = pool.query('SELECT 1')
    await expect(waiting).rejects.toBeInstanceOf(DatabaseUnavailable)
    await expect(waiting).rejects.toThrow('busy')
    client.release()
    await pool.end()
    await engine.closeEngine()
  })
})

describe('the data directory', () => {
  const directory = mkdtempSync(join(tmpdir(), 'gradus-embedded-'))
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  const open = () => openDatabase({ dataDirectory: directory, thread: false, log })

  test('a commit is on the disk before it is acknowledged; a crash of the engine loses nothing', {
    timeout: 60_000,
  }, async () => {
    mkdirSync(join(directory, 'database'))
    writeFileSync(join(directory, 'database', 'left-over'), '')
    const database = await open()
    const { pool } = database
    expect(readdirSync(directory).filter((name) => name.startsWith('database.unfinished-'))).toHaveLength(1)
    expect((await pool.query('SHOW fsync')).rows).toEqual([{ fsync: 'on' }])

    await pool.query('CREATE TABLE thing (id int PRIMARY KEY)')
    const before = flushes.count
    for (let id = 0; id < 10; id += 1) await pool.query('INSERT INTO thing VALUES ($1)', [id])
    expect(flushes.count - before).toBeGreaterThanOrEqual(10)

    // The engine cannot read more input in the middle of a command, and stops.
    const failure = await pool.query('COPY thing FROM STDIN').catch((error: unknown) => error)
    expect(asUnavailable(failure)).toBeInstanceOf(DatabaseUnavailable)
    expect((await pool.query('SELECT count(*)::int AS n FROM thing')).rows).toEqual([{ n: 10 }])
    expect(await database.healthy()).toBe(true)
    await database.close()
    expect(await database.healthy()).toBe(false)

    const again = await open()
    expect((await again.pool.query('SELECT count(*)::int AS n FROM thing')).rows).toEqual([{ n: 10 }])
    await again.close()
  })
})
