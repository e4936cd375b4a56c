import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isPostgresInstalled, startPostgres } from '../../../../scripts/postgres.mjs'
import { openTestDatabase } from '../../testing/database.ts'
import { writeMigrations } from '../../testing/migrations.ts'
import { BackupRefused } from './backup-format.ts'
import { openDatabase, type Database, type DatabaseLog } from './database.ts'

const log: DatabaseLog = { info() {}, warn() {}, error() {} }

// Foreign keys in a ring and to itself, names that need quotes, triggers that forbid writing, and every kind of value.
const schema = writeMigrations([
  `CREATE TYPE level AS ENUM ('first', 'second');
  CREATE TABLE a (id int PRIMARY KEY, b_id int NOT NULL, parent_id int REFERENCES a (id));
  CREATE TABLE b (id int PRIMARY KEY, a_id int NOT NULL REFERENCES a (id) DEFERRABLE);
  ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b (id) DEFERRABLE INITIALLY DEFERRED;
  CREATE TABLE "Every ""value""" (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, level level, text text, json jsonb, at timestamptz, day date,
    number numeric(12, 4), ratio float8, bytes bytea, list text[], during daterange, span interval, yes boolean,
    "twice the number" numeric GENERATED ALWAYS AS (number * 2) STORED);
  CREATE TABLE log (id serial PRIMARY KEY, entry text NOT NULL);
  CREATE FUNCTION forbid() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'forbidden'; END $$;
  CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN NEW.entry := 'stamped ' || NEW.entry; RETURN NEW; END $$;
  CREATE TRIGGER no_update BEFORE UPDATE OR DELETE ON log FOR EACH ROW EXECUTE FUNCTION forbid();
  CREATE TRIGGER stamp BEFORE INSERT ON log FOR EACH ROW EXECUTE FUNCTION stamp();
  ALTER TABLE log ENABLE ALWAYS TRIGGER no_update;`,
])

const rows = `
  BEGIN;
  INSERT INTO a SELECT id, id, nullif(id + 1, 1201) FROM generate_series(1, 1200) AS id ORDER BY id DESC;
  INSERT INTO b SELECT id, id FROM generate_series(1, 1200) AS id;
  INSERT INTO "Every ""value""" (level, text, json, at, day, number, ratio, bytes, list, during, span, yes) VALUES
    ('second', E'Ångström \\u2028 \\n "quoted" \\\\ 中', '{"b": [1, null, "x"], "a": 1.50}', '2026-03-08 02:30:00.123456-05',
     '2026-07-01', 12345678.9012, 0.1::float8 + 0.2, '\\x00ff10', ARRAY['a,b', NULL, '"', ''],
     '[2026-07-01,2026-07-29)', '1 mon 2 days 03:04:05.678', true),
    (NULL, '', NULL, 'infinity', '0044-03-15 BC', 'NaN', '-Infinity', '', '{}', 'empty', NULL, NULL);
  INSERT INTO log (entry) SELECT 'entry ' || n FROM generate_series(1, 700) AS n;
  COMMIT`

const everything = `
  SELECT (SELECT md5(string_agg(a::text, '|' ORDER BY id)) FROM a) AS a, (SELECT md5(string_agg(b::text, '|' ORDER BY id)) FROM b) AS b,
    (SELECT string_agg(v::text, '|' ORDER BY id) FROM "Every ""value""" v) AS v, (SELECT string_agg(l::text, '|' ORDER BY id) FROM log l) AS l`

const folder = mkdtempSync(join(tmpdir(), 'gradus-backup-'))
const file = join(folder, 'gradus.backup')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function expectLikeSource(source: Database, target: Database): Promise<void> {
  expect((await target.pool.query(everything)).rows).toEqual((await source.pool.query(everything)).rows)
  // Sequences go on where they were, triggers and foreign keys work again, as they were declared.
  const entry = await target.pool.query(`INSERT INTO log (entry) VALUES ('next') RETURNING id, entry`)
  expect(entry.rows).toEqual([{ id: 701, entry: 'stamped next' }])
  await expect(target.pool.query('DELETE FROM log')).rejects.toThrow('forbidden')
  await expect(target.pool.query('DELETE FROM b WHERE id = 1')).rejects.toMatchObject({ code: '23503' })
  const declared = `SELECT conname, condeferrable, condeferred FROM pg_constraint WHERE contype = 'f' ORDER BY conname`
  expect((await target.pool.query(declared)).rows).toEqual((await source.pool.query(declared)).rows)
  const triggers = `SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname`
  expect((await target.pool.query(triggers)).rows).toEqual((await source.pool.query(triggers)).rows)
}

describe('a backup', async () => {
  const source = await openTestDatabase(schema)
  const fresh = () => openTestDatabase(schema)
  const untouched = await fresh()
  beforeAll(async () => {
    await source.pool.query(rows)
    await source.backupTo(file)
  })
  afterAll(async () => {
    await untouched.close()
    await source.close()
  })

  test('brings back every value, and the guards of the tables', async () => {
    const target = await fresh()
    expect(await target.restoreFrom(file)).toEqual({ tables: 4, rows: 3102 })
    await expectLikeSource(source, target)
    await target.close()
  })

  test.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 40), 'cut short'],
    ['altered', (bytes: Buffer) => flipped(bytes), 'damaged'],
    [
      'altered and packed again',
      (bytes: Buffer) => repacked(bytes, (text) => text.replace('entry 7"', 'entry 8"')),
      'damaged',
    ],
    [
      'without its last line',
      (bytes: Buffer) => repacked(bytes, (text) => text.split('\n').slice(0, -2).join('\n') + '\n'),
      'cut short',
    ],
    ['without some rows', (bytes: Buffer) => repacked(bytes, (text) => text.replace(/\["5","5"\]\n/, '')), 'damaged'],
    [
      'of another format',
      (bytes: Buffer) => repacked(bytes, (text) => text.replace('"version":1', '"version":9')),
      'format 9',
    ],
    ['not a backup', () => gzipSync('{"hello":1}\n'), 'not a backup'],
    ['not even packed', () => Buffer.from('hello'), 'damaged'],
  ])('that is %s is refused and changes nothing', async (_, damage, sentence) => {
    const damaged = join(folder, 'damaged.backup')
    writeFileSync(damaged, damage(readFileSync(file)))
    const restored = untouched.restoreFrom(damaged)
    await expect(restored).rejects.toBeInstanceOf(BackupRefused)
    await expect(restored).rejects.toThrow(sentence)
    expect((await untouched.pool.query('SELECT 1 FROM a UNION ALL SELECT 1 FROM log')).rowCount).toBe(0)
    const triggers = await untouched.pool.query(`SELECT 1 FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'`)
    expect(triggers.rowCount).toBe(0)
  })

  test('is refused where there are rows already, where the schema differs, and where there is no file', async () => {
    await expect(source.restoreFrom(file)).rejects.toThrow('not empty')
    const other = await openTestDatabase(writeMigrations(['CREATE TABLE a (id int)']))
    await expect(other.restoreFrom(file)).rejects.toThrow('another version of Gradus')
    await expect(other.restoreFrom(join(folder, 'nothing'))).rejects.toThrow('no backup file')
    await other.close()
  })

  test.skipIf(!existsSync('/dev/full'))('that cannot be written leaves no file, and the database usable', async () => {
    await expect(source.backupTo(join(folder, 'no-such-folder', 'x'))).rejects.toThrow('there is no such folder')
    const full = join(folder, 'full')
    symlinkSync('/dev/full', `${full}.part`)
    await expect(source.backupTo(full)).rejects.toThrow('the disk is full')
    expect(existsSync(full)).toBe(false)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
    expect(await source.healthy()).toBe(true)
  })

  describe.skipIf(!isPostgresInstalled())('between the embedded database and a server', () => {
    test('moves both ways', { timeout: 60_000 }, async () => {
      const server = await startPostgres()
      const database = await openDatabase({ url: server.url, dataDirectory: '', log })
      await database.migrate(schema)
      await database.restoreFrom(file)
      const back = join(folder, 'back.backup')
      await database.backupTo(back)
      expect(existsSync(`${back}.part`)).toBe(false)
      const target = await fresh()
      await target.restoreFrom(back)
      await expectLikeSource(source, target)
      await target.close()
      await expectLikeSource(source, database)
      await database.close()
      await server.stop()
    })
  })
})

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  const at = Math.floor(copy.length / 2)
  copy[at] = (copy[at] ?? 0) ^ 0xff
  return copy
}

function repacked(bytes: Buffer, change: (text: string) => string): Buffer {
  return gzipSync(change(gunzipSync(bytes).toString('utf8')))
}
