import { afterAll, afterEach, expect, test } from 'vitest'
import { createPerson, editPerson, getPeople } from '../../features/people/contract.ts'
import { verifyAudit } from '../../features/audit/contract.ts'
import { administrator, clientOf, setUp, signedIn, type Client } from './client.ts'
import { killAll, runGradus, serve, setupLinkOf } from './gradus.ts'
import { newStorage } from './storage.ts'

// A server that is killed in the middle of its work may lose what it had not answered yet, and nothing else.

const rounds = 20
/** Each round is killed at a moment somewhere within so many writes; GRADUS_TEST_WRITES=1000 makes them four times as long. */
const writesPerRound = Number(process.env['GRADUS_TEST_WRITES'] ?? 250)
const writers = 8
const seed = 20_261_122

const storage = await newStorage()
afterEach(killAll)
afterAll(() => storage.remove())

/** What the server has acknowledged of one person: the number of edits. A person is `created` with edit 0. */
type Acknowledged = Map<string, number>

/** The same moments of death in every run of the test (mulberry32). */
function random(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const fieldsOf = (round: number, key: string, edit: number) => ({
  givenName: `Edit ${edit}`,
  familyName: `Round${round}x`,
  email: null,
  staffNumber: key,
})

/** Adds people and edits each three times until `mayGoOn` says no or the server is gone. */
async function writeOn(client: Client, label: string, round: number, notes: Acknowledged, mayGoOn: () => boolean) {
  for (let count = 0; mayGoOn(); count++) {
    const key = `${label}-${count}`
    const { id } = await client.call(createPerson, { body: fieldsOf(round, key, 0) })
    notes.set(key, 0)
    for (let edit = 1; edit <= 3 && mayGoOn(); edit++) {
      const body = { ...fieldsOf(round, key, edit), expectedVersion: edit - 1 }
      await client.call(editPerson, { params: { personId: id }, body })
      notes.set(key, edit)
    }
  }
}

async function storedOf(client: Client, round: number): Promise<Map<string, number>> {
  const stored = new Map<string, number>()
  let cursor: string | undefined
  do {
    const page = await client.call(getPeople, { query: { search: `Round${round}x`, limit: '500', cursor } })
    for (const { staffNumber, givenName } of page.items) stored.set(staffNumber ?? '', Number(givenName.split(' ')[1]))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return stored
}

/** Every acknowledged write is there, and at most the one that was under way in each writer besides. */
function expectAllThere(acknowledged: Acknowledged, stored: Map<string, number>): void {
  const missing = [...acknowledged].filter(([key, edit]) => (stored.get(key) ?? -1) < edit)
  expect(missing).toEqual([])
  const ahead = [...stored].filter(([key, edit]) => edit > (acknowledged.get(key) ?? -1))
  expect(ahead.length).toBeLessThanOrEqual(writers)
}

test(`${rounds} times kill -9 among ${writesPerRound} writes: nothing acknowledged is missing`, async () => {
  const next = random(seed)
  const all: Acknowledged[] = []
  let served = await serve(storage.settings)
  let client = await setUp(served.address, await setupLinkOf(served))
  for (let round = 0; round < rounds; round++) {
    const notes: Acknowledged = new Map()
    let acknowledged = 0
    const fatal = 1 + Math.floor(next() * (writesPerRound - 1))
    const { gradus, address } = served
    let killed: Promise<void> | undefined
    const count = (): boolean => {
      acknowledged += 1
      if (acknowledged === fatal) killed = gradus.kill()
      return acknowledged <= writesPerRound
    }
    const work = Array.from({ length: writers }, (_, index) =>
      writeOn(clientOf(address, client.cookie), `${round}-${index}`, round, notes, count),
    )
    const endings = await Promise.allSettled(work)
    await killed
    expect(endings.map(({ status }) => status)).toEqual(endings.map(() => 'rejected'))

    served = await serve(storage.settings)
    client = clientOf(served.address, client.cookie)
    expectAllThere(notes, await storedOf(client, round))
    all.push(notes)
  }
  const { intact } = await client.call(verifyAudit, { body: {} })
  expect(intact).toBe(true)
  const stillThere = await signedIn(served.address, administrator)
  for (const [round, notes] of all.entries()) expectAllThere(notes, await storedOf(stillThere, round))
  expect((await served.gradus.stop()).status).toBe(0)

  const audit = await runGradus(['audit', 'verify'], storage.settings)
  expect(audit).toMatchObject({ status: 0, output: expect.stringContaining('The audit log is intact') as string })
}, 600_000)
