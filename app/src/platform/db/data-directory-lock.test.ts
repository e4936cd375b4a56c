import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { built, startChild, type Child } from '../../testing/child.ts'
import { currentProcess } from './process-identity.ts'
import { DataDirectoryInUse, lockDataDirectory } from './data-directory-lock.ts'

let directory = ''
let children: Child[] = []
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'gradus-lock-'))
})
afterEach(async () => {
  for (const child of children) child.process.kill('SIGKILL')
  await Promise.all(children.map((child) => child.ended))
  children = []
  rmSync(directory, { recursive: true, force: true })
})

/** A process that tries to take the directory, says how it went, and stays. */
function startHolder(): Child {
  const child = startChild(`
    import { lockDataDirectory } from ${JSON.stringify(built('platform/db/data-directory-lock.js'))}
    try { await lockDataDirectory(${JSON.stringify(directory)}); console.log('mine') } catch (error) { console.log(error.message) }
    setInterval(() => {}, 1000)`)
  children.push(child)
  return child
}

const lockFile = () => join(directory, 'gradus.lock')

test('a second process is refused with the number of the first', async () => {
  const holder = startHolder()
  expect(await holder.nextLine()).toBe('mine')
  const refusal = lockDataDirectory(directory)
  await expect(refusal).rejects.toBeInstanceOf(DataDirectoryInUse)
  await expect(refusal).rejects.toThrow(
    `Another Gradus (process ${holder.process.pid}) uses the data directory ${directory}; stop it, or set GRADUS_DATA`,
  )
})

test('a released directory is free, also within one process', async () => {
  const lock = await lockDataDirectory(directory)
  await expect(lockDataDirectory(directory)).rejects.toBeInstanceOf(DataDirectoryInUse)
  lock.release()
  const next = await lockDataDirectory(directory)
  next.release()
  expect(readdirSync(directory)).toEqual([])
})

test('the lock of a killed process is taken over', async () => {
  const holder = startHolder()
  expect(await holder.nextLine()).toBe('mine')
  holder.process.kill('SIGKILL')
  await holder.ended
  const lock = await lockDataDirectory(directory)
  lock.release()
})

test('a pid that now belongs to another process does not hold the lock', async () => {
  const lock = await lockDataDirectory(directory)
  const holder = JSON.parse(readFileSync(lockFile(), 'utf8')) as object
  lock.release()
  writeFileSync(lockFile(), JSON.stringify({ ...holder, startTicks: '1', token: 'earlier' }))
  const next = await lockDataDirectory(directory)
  expect(readFileSync(lockFile(), 'utf8')).not.toContain('earlier')
  next.release()
})

test('a lock file cut short by a power loss is taken over', async () => {
  writeFileSync(lockFile(), '')
  const lock = await lockDataDirectory(directory)
  expect(readFileSync(lockFile(), 'utf8')).toContain(`"pid":${process.pid}`)
  lock.release()
})

test('of several processes that start at once exactly one gets the directory', { timeout: 60_000 }, async () => {
  for (const stale of [false, true]) {
    if (stale) {
      writeFileSync(lockFile(), JSON.stringify({ ...currentProcess(), startTicks: '1', token: 'dead' }))
    }
    const starters = Array.from({ length: 8 }, startHolder)
    const answers = await Promise.all(starters.map((child) => child.nextLine()))
    const winners = starters.filter((_, index) => answers[index] === 'mine')
    expect(winners).toHaveLength(1)
    const refusal = `Another Gradus (process ${winners[0]?.process.pid})`
    const refused = answers.filter((answer) => answer !== 'mine')
    expect(refused.filter((answer) => !answer?.includes(refusal))).toEqual([])
    for (const child of starters) child.process.kill('SIGKILL')
    await Promise.all(starters.map((child) => child.ended))
    rmSync(lockFile())
    expect(readdirSync(directory)).toEqual([])
  }
})

test('a holder in another container is known by its heartbeat', { timeout: 30_000 }, async () => {
  const holder = startHolder()
  expect(await holder.nextLine()).toBe('mine')
  const written = JSON.parse(readFileSync(lockFile(), 'utf8')) as object
  writeFileSync(lockFile(), JSON.stringify({ ...written, host: 'another container', pid: 7 }))
  await expect(lockDataDirectory(directory)).rejects.toThrow('process 7')
})
