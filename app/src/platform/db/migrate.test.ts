import { afterAll, describe, expect, test } from 'vitest'
import { isPostgresInstalled, startPostgres } from '../../../../scripts/postgres.mjs'
import { openTestDatabase } from '../../testing/database.ts'
import { writeMigrations } from '../../testing/migrations.ts'
import { openDatabase, type DatabaseLog } from './database.ts'

const log: DatabaseLog = { info() {}, warn() {}, error() {} }
const first = 'CREATE TABLE thing (id int PRIMARY KEY);'
const second = 'ALTER TABLE thing ADD COLUMN name text;'

describe('migrations', async () => {
  const database = await openTestDatabase(writeMigrations([]))
  afterAll(() => database.close())

  test('each is applied once, and later ones follow', async () => {
    await database.migrate(writeMigrations([]))
    await database.migrate(writeMigrations([first]))
    await database.migrate(writeMigrations([first, second]))
    await database.migrate(writeMigrations([first, second]))
    const inserted = await database.pool.query(`INSERT INTO thing VALUES (1, 'one') RETURNING name`)
    expect(inserted.rows).toEqual([{ name: 'one' }])
  })

  test('a database of a newer version is refused', async () => {
    await expect(database.migrate(writeMigrations([first]))).rejects.toThrow('another version of Gradus')
    await database.pool.query('SELECT name FROM thing')
  })

  test('a failing migration changes nothing', async () => {
    const broken = 'CREATE TABLE half (id int);\n--> statement-breakpoint\nSELECT nothing_like_it;'
    await expect(database.migrate(writeMigrations([first, second, broken]))).rejects.toThrow('nothing_like_it')
    await expect(database.pool.query('SELECT * FROM half')).rejects.toMatchObject({ code: '42P01' })
    await database.migrate(writeMigrations([first, second]))
  })
})

describe.skipIf(!isPostgresInstalled())('several servers that start together', async () => {
  const server = isPostgresInstalled() ? await startPostgres() : undefined
  afterAll(() => server?.stop())

  test('apply each migration once', async () => {
    const folder = writeMigrations([first, `SELECT pg_sleep(0.3);`, second])
    const url = server?.url ?? ''
    const databases = await Promise.all(
      Array.from({ length: 4 }, () => openDatabase({ url, dataDirectory: '', poolSize: 2, log })),
    )
    await Promise.all(databases.map((database) => database.migrate(folder)))
    const applied = await databases[0]?.pool.query('SELECT count(*)::int AS n FROM drizzle.__drizzle_migrations')
    expect(applied?.rows).toEqual([{ n: 3 }])
    await Promise.all(databases.map((database) => database.close()))
  })
})
