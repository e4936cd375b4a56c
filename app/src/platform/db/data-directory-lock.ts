import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { currentProcess, isProcessRunning, isThisHost, type ProcessIdentity } from './process-identity.ts'

// The embedded database has no lock of its own: two processes in one data directory lose committed rows silently.

export interface DataDirectoryLock {
  release(): void
}

export class DataDirectoryInUse extends Error {
  readonly pid: number
  constructor(directory: string, pid: number) {
    super(
      `Another Gradus (process ${pid}) uses the data directory ${directory}; stop it, or set GRADUS_DATA to another directory.`,
    )
    this.name = 'DataDirectoryInUse'
    this.pid = pid
  }
}

interface Holder extends ProcessIdentity {
  /** Unique to one acquisition. */
  token: string
}

const heartbeatMilliseconds = 4_000
// Longer than four heartbeats: a holder in another container whose pid we cannot see is dead after this silence.
const silenceMilliseconds = 18_000
const takeoverMilliseconds = 10_000

/**
 * Takes the data directory for this process, creating the directory if need be.
 * A lock left by a dead process is taken over. Throws DataDirectoryInUse when a live process holds it.
 */
export async function lockDataDirectory(directory: string): Promise<DataDirectoryLock> {
  const fullPath = resolve(directory)
  mkdirSync(fullPath, { recursive: true, mode: 0o700 })
  const path = resolve(fullPath, 'gradus.lock')
  const mine: Holder = { ...currentProcess(), token: randomUUID() }
  const holder = await take(path, mine, Date.now() + takeoverMilliseconds)
  if (holder) throw new DataDirectoryInUse(fullPath, holder.pid)

  const heartbeat = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date())
    } catch {
      // The directory is gone or read-only; the database itself reports that better than the lock can.
    }
  }, heartbeatMilliseconds)
  heartbeat.unref()
  return {
    release() {
      clearInterval(heartbeat)
      if (readHolder(path)?.token === mine.token) unlinkSync(path)
    },
  }
}

/** Returns undefined once the file at `path` is ours, or else the live process that has it. */
async function take(path: string, mine: Holder, deadlineAt: number): Promise<Holder | undefined> {
  for (;;) {
    if (create(path, mine)) return undefined
    const holder = await readSettledHolder(path)
    if (!holder) continue
    if (await isHeld(path, holder)) return holder
    // The guard is named after the dead acquisition, and whoever has it looks again before replacing the lock:
    // of several starters that all saw the same dead holder, exactly one replaces it.
    const guard = `${path}.${holder.token}`
    const rival = await take(guard, mine, deadlineAt)
    if (rival) {
      if (Date.now() > deadlineAt) return rival
      await delay(20)
      continue
    }
    try {
      if (readHolder(path)?.token !== holder.token) continue
      const fresh = `${path}.new-${mine.token}`
      writeFileSync(fresh, JSON.stringify(mine))
      renameSync(fresh, path)
      return undefined
    } finally {
      unlinkSync(guard)
    }
  }
}

function create(path: string, mine: Holder): boolean {
  // A hard link appears with its content already whole; an exclusive create would first show an empty file.
  const fresh = `${path}.new-${mine.token}`
  writeFileSync(fresh, JSON.stringify(mine))
  try {
    linkSync(fresh, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    return createExclusively(path, mine)
  } finally {
    unlinkSync(fresh)
  }
}

/** For file systems without hard links. */
function createExclusively(path: string, mine: Holder): boolean {
  try {
    writeFileSync(path, JSON.stringify(mine), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function readSettledHolder(path: string): Promise<Holder | undefined> {
  const holder = readHolder(path)
  if (holder?.token !== unreadable.token) return holder
  // Either being written this moment, or cut short by a power loss.
  await delay(500)
  return readHolder(path)
}

const unreadable: Holder = { pid: 0, startTicks: null, host: '', token: 'unreadable' }

function readHolder(path: string): Holder | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    const value = JSON.parse(text) as Partial<Holder>
    if (typeof value.pid !== 'number' || typeof value.token !== 'string') return unreadable
    return { pid: value.pid, startTicks: value.startTicks ?? null, host: value.host ?? '', token: value.token }
  } catch {
    return unreadable
  }
}

async function isHeld(path: string, holder: Holder): Promise<boolean> {
  if (holder.token === unreadable.token) return false
  if (isThisHost(holder)) return isProcessRunning(holder)
  // A container on the same volume: its pid is invisible here, so watch for its heartbeat.
  const seen = modifiedAt(path)
  for (let waited = 0; waited < silenceMilliseconds; waited += 500) {
    await delay(500)
    if (modifiedAt(path) !== seen) return readHolder(path)?.token === holder.token
  }
  return false
}

function modifiedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs
}
