import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { createPerson, getPeople } from '../../features/people/contract.ts'
import { administrator, setUp, signedIn } from './client.ts'
import { killAll, runGradus, serve, setupLinkOf } from './gradus.ts'
import { engine, newStorage, type Engine, type Storage } from './storage.ts'

const folder = mkdtempSync(join(tmpdir(), 'gradus-backups-'))
const storages: Storage[] = []
afterEach(killAll)
afterAll(async () => {
  for (const storage of storages) await storage.remove()
  rmSync(folder, { recursive: true, force: true })
})

async function place(kind: Engine): Promise<Storage> {
  const storage = await newStorage(kind)
  storages.push(storage)
  return storage
}

const familyNames = ['Ångström', '李', "O'Neill; DROP TABLE person", 'line\u2028separator', '\\N\t"quoted"']

/** An installation with a few people, stopped. */
async function fill(storage: Storage): Promise<void> {
  const served = await serve(storage.settings)
  const client = await setUp(served.address, await setupLinkOf(served))
  for (const familyName of familyNames)
    await client.call(createPerson, { body: { givenName: 'Bo', familyName, email: null, staffNumber: null } })
  await served.gradus.stop()
}

async function backup(storage: Storage, name: string): Promise<string> {
  const file = join(folder, name)
  const { status, output } = await runGradus(['backup', file], storage.settings)
  expect(output).toMatch(/^Wrote [\d,]+ rows of \d+ tables to /)
  expect(status).toBe(0)
  return file
}

async function expectWhole(storage: Storage): Promise<void> {
  const served = await serve(storage.settings)
  const client = await signedIn(served.address, administrator)
  const { items } = await client.call(getPeople, { query: {} })
  expect(items.map(({ familyName }) => familyName).sort()).toEqual([...familyNames, 'Aspen'].sort())
  await served.gradus.stop()
  expect(await runGradus(['audit', 'verify'], storage.settings)).toMatchObject({ status: 0 })
}

// On the embedded engine: into another directory. With a server at hand: to the other engine and back.
const route: Engine[] = engine === 'embedded' ? ['embedded', 'embedded'] : ['server', 'embedded', 'server']

test(`a backup goes ${route.join(' → ')} and nothing is missing or changed`, async () => {
  let from = await place(route[0] ?? engine)
  await fill(from)
  for (const [step, kind] of route.slice(1).entries()) {
    const file = await backup(from, `step-${step}.gradus`)
    const to = await place(kind)
    const restored = await runGradus(['restore', file], to.settings)
    expect(restored).toMatchObject({ status: 0, output: expect.stringContaining('Restored and verified') as string })
    expect(restored.output).toContain('The audit log is intact')
    await expectWhole(to)
    const again = await runGradus(['restore', file], to.settings)
    expect(again).toMatchObject({ status: 1, output: expect.stringMatching(/^The database is not empty/) as string })
    from = to
  }
}, 180_000)

test('a backup that was altered or cut short is refused, and the database stays empty', async () => {
  const from = await place(engine)
  await fill(from)
  const file = await backup(from, 'sound.gradus')
  const to = await place(engine)

  const bytes = readFileSync(file)
  const middle = Math.floor(bytes.length / 2)
  const altered = join(folder, 'altered.gradus')
  writeFileSync(altered, bytes.with(middle, (bytes[middle] ?? 0) ^ 0x20))
  const short = join(folder, 'short.gradus')
  copyFileSync(file, short)
  truncateSync(short, middle)
  const foreign = join(folder, 'foreign.gradus')
  writeFileSync(foreign, 'not a backup')
  for (const bad of [altered, short, foreign]) {
    const { status, output } = await runGradus(['restore', bad], to.settings)
    expect(output.trim()).toMatch(/^The (backup|file|table) .*\.$/)
    expect(status).toBe(1)
  }
  expect(await runGradus(['restore', file], to.settings)).toMatchObject({ status: 0 })
  await expectWhole(to)
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
}, 180_000)
