import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { killAll, runGradus, type Settings } from './gradus.ts'
import { newStorage } from './storage.ts'

const storage = await newStorage()
afterEach(killAll)
afterAll(() => storage.remove())

/** A start that cannot be ends with status 1 and one sentence, no stack of calls. */
async function expectRefusal(args: readonly string[], settings: Settings, sentence: RegExp): Promise<void> {
  const { status, output } = await runGradus(args, { LOG_LEVEL: 'silent', ...settings })
  expect(output.trim()).toMatch(sentence)
  expect(output.trim().split('\n')).toHaveLength(1)
  expect(status).toBe(1)
}

test('a port that is taken', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as { port: number }
  try {
    await expectRefusal(
      ['serve'],
      { ...storage.settings, PORT: String(port) },
      new RegExp(`^Port ${port} is taken by another program\\. Stop it, or choose another port with PORT\\.$`),
    )
  } finally {
    other.close()
  }
})

test('a database server that cannot be reached', async () => {
  const away = { DATABASE_URL: 'postgres://app@127.0.0.1:1/gradus' }
  for (const args of [['serve'], ['worker'], ['migrate']])
    await expectRefusal(args, away, /^The database cannot be reached/)
})

test('a setting that is wrong', async () => {
  await expectRefusal(['serve'], { PORT: 'eighty' }, /^PORT is "eighty", but it must be a port number\. Port to listen/)
  await expectRefusal(
    ['serve', '--database-url', 'mysql://x'],
    {},
    /^DATABASE_URL is "mysql:\/\/x", but it must be a postgres:\/\/ address/,
  )
})

test('a worker without a database server', async () => {
  await expectRefusal(['worker'], {}, /^A separate worker needs a PostgreSQL server \(DATABASE_URL\)/)
})

test('a backup file that is not there, or cannot be written', async () => {
  const nowhere = join(tmpdir(), 'gradus-no-such-folder', 'backup.gradus')
  await expectRefusal(['restore', nowhere], storage.settings, /^There is no backup file at /)
  await expectRefusal(['backup', nowhere], storage.settings, /backup/)
})
