import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { ApiError } from '../../contract/client.ts'
import { createPerson, getPeople } from '../../features/people/contract.ts'
import { asUnavailable, isDiskFull, openDatabase } from '../../platform/db/index.ts'
import { administrator, setUp, signedIn, type Client } from './client.ts'
import { killAll, runGradus, serve, setupLinkOf } from './gradus.ts'
import { engine } from './storage.ts'

/** A disk of its own in memory; undefined where this account may not mount one. */
function mountSmallDisk(megabytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'gradus-small-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    rmSync(folder, { recursive: true })
    return undefined
  }
}

function unmount(folder: string): void {
  // Lazily: an engine that crashed in this process may still hold files.
  execFileSync('umount', ['-l', folder])
  rmSync(folder, { recursive: true })
}

const disk = engine === 'embedded' ? mountSmallDisk(260) : undefined
if (engine === 'embedded' && disk === undefined)
  process.stdout.write('The full disk is not tried: this account may not mount a small disk.\n')

describe.skipIf(disk === undefined)('a full disk', () => {
  const folder = disk ?? ''
  const settings = { GRADUS_DATA: join(folder, 'data'), LOG_LEVEL: 'silent' }
  const ballast = join(folder, 'ballast')
  afterEach(killAll)
  afterAll(() => unmount(folder))

  function fill(leftBytes: number): void {
    const { bavail, bsize } = statfsSync(folder)
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leftBytes), 1))
  }
  const empty = (): void => rmSync(ballast)

  const acknowledged: string[] = []
  async function add(client: Client): Promise<void> {
    const staffNumber = String(acknowledged.length)
    // Long names fill pages quickly.
    const long = { givenName: 'B'.repeat(200), familyName: 'Birch'.repeat(40) }
    await client.call(createPerson, { body: { ...long, email: null, staffNumber } })
    acknowledged.push(staffNumber)
  }
  async function firstRefusal(client: Client): Promise<unknown> {
    try {
      while (acknowledged.length < 5_000) await add(client)
      return undefined
    } catch (error) {
      return error
    }
  }
  async function expectAllThere(client: Client): Promise<void> {
    const stored = new Set<string | null>()
    let cursor: string | undefined
    do {
      const page = await client.call(getPeople, { query: { search: 'Birch', limit: '500', cursor } })
      for (const { staffNumber } of page.items) stored.add(staffNumber)
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(acknowledged.filter((staffNumber) => !stored.has(staffNumber))).toEqual([])
  }

  test('refuses writes with a sentence and loses nothing; space brings the installation back', async () => {
    const served = await serve(settings)
    const client = await setUp(served.address, await setupLinkOf(served))
    for (let count = 0; count < 20; count++) await add(client)
    fill(256 * 1024)

    const refusal = await firstRefusal(client)
    const sentence =
      'This was not saved: the disk of the server is full. What was saved before is safe; tell your administrator.'
    expect(refusal).toBeInstanceOf(ApiError)
    expect(refusal).toMatchObject({ status: 503, message: sentence })
    // A page that has room already may take one more; the disk still takes no more pages.
    expect(await firstRefusal(client)).toMatchObject({ status: 503, message: sentence })
    await expectAllThere(client)
    expect((await fetch(`${served.address}/readyz`)).status).toBe(200)
    empty()
    await add(client)
    await served.gradus.kill()

    fill(0)
    const startOnFull = await runGradus(['serve'], settings)
    expect(startOnFull.output.trim()).toMatch(/^The disk of the data directory .* is full\. Free at least 32 MB/)
    expect(startOnFull.status).toBe(1)
    empty()
    const again = await serve(settings)
    await expectAllThere(await signedIn(again.address, administrator))
    await again.gradus.stop()
    expect(await runGradus(['audit', 'verify'], settings)).toMatchObject({ status: 0 })
  }, 120_000)

  test('leaves no half backup', async () => {
    const other = mountSmallDisk(1) ?? ''
    try {
      writeFileSync(join(other, 'ballast'), Buffer.alloc(1024 * 1024 - 8192, 1))
      const target = join(other, 'backup.gradus')
      expect(await runGradus(['backup', target], settings)).toEqual({
        status: 1,
        output: `The backup ${target} cannot be written: the disk is full.\n`,
      })
      expect(readdirSync(other)).toEqual(['ballast'])
    } finally {
      unmount(other)
    }
  })

  test('that has no room for the log of the database stops it until there is room', async () => {
    const database = await openDatabase({
      dataDirectory: join(folder, 'log-test'),
      log: { info() {}, warn() {}, error() {} },
    })
    const { pool } = database
    // Every write begins a new file of the log, which is 16 MB.
    const write = async () => {
      await pool.query('SELECT pg_switch_wal()')
      await pool.query('INSERT INTO thing SELECT count(*) FROM thing')
    }
    await pool.query('CREATE TABLE thing (number bigint)')
    await write()
    fill(1024 * 1024)
    const failures = [await write().catch(asUnavailable), await write().catch(asUnavailable)]
    expect(failures.map((failure) => failure?.name)).toEqual(['DatabaseUnavailable', 'DatabaseUnavailable'])
    expect(isDiskFull(failures[1])).toBe(true)
    expect(await database.healthy()).toBe(false)
    empty()
    await write()
    expect((await pool.query('SELECT count(*)::int AS count FROM thing')).rows).toEqual([{ count: 2 }])
    await database.close()
  })
})
