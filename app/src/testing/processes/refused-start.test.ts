import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { killAll, runGradus, type Settings } from './gradus.ts'
import { newStorage } from './storage.ts'

const storage = await newStorage()
afterEach(killAll)
afterAll(() => storage.remove())

/** What a start that cannot be prints: one sentence, no stack of calls. Its status says that it failed. */
async function refusal(args: readonly string[], settings: Settings): Promise<string> {
  const { status, output } = await runGradus(args, { LOG_LEVEL: 'silent', ...settings })
  expect({ status, lines: output.trim().split('\n').length }).toEqual({ status: 1, lines: 1 })
  return output.trim()
}

test('a port that is taken', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve)
  })
  const { port } = other.address() as { port: number }
  try {
    expect(await refusal(['serve'], { ...storage.settings, PORT: String(port) })).toBe(
      `Port ${port} is taken by another program. Stop it, or choose another port with PORT.`,
    )
  } finally {
    other.close()
  }
})

test('a database server that cannot be reached', async () => {
  const away = { DATABASE_URL: 'postgres://app@127.0.0.1:1/gradus' }
  for (const args of [['serve'], ['worker'], ['migrate']])
    expect(await refusal(args, away)).toBe('The database cannot be reached at the moment. Try again shortly.')
})

test('a setting that is wrong', async () => {
  expect(await refusal(['serve'], { PORT: 'eighty' })).toMatch(
    /^PORT is "eighty", but it must be a port number\. Port to listen on/,
  )
  expect(await refusal(['serve', '--database-url', 'mysql://x'], {})).toMatch(
    /^DATABASE_URL is "mysql:\/\/x", but it must be a postgres:\/\/ address/,
  )
})

test('a worker without a database server', async () => {
  expect(await refusal(['worker'], {})).toMatch(/^A separate worker needs a PostgreSQL server \(DATABASE_URL\)/)
})

test('a backup file that is not there, or cannot be written', async () => {
  const nowhere = join(tmpdir(), 'gradus-no-such-folder', 'backup.gradus')
  expect(await refusal(['restore', nowhere], storage.settings)).toBe(`There is no backup file at ${nowhere}.`)
  expect(await refusal(['backup', nowhere], storage.settings)).toBe(
    `The backup ${nowhere} cannot be written: there is no such folder.`,
  )
})
