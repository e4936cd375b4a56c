// Starts the built product for a measurement, on data of its own, and reads what its processes take.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { root } from '../scripts/install.mjs'

const environment = { ...process.env, HOST: '127.0.0.1', DATABASE_URL: '', PUBLIC_URL: '', LOG_LEVEL: 'warn' }

/** A data directory, or a database on the given PostgreSQL server; `remove` takes it away. */
export async function newStorage(engine, serverUrl) {
  if (engine === 'embedded') {
    const directory = await mkdtemp(join(tmpdir(), 'gradus-bench-'))
    return { settings: { GRADUS_DATA: directory }, remove: () => rm(directory, { recursive: true, force: true }) }
  }
  const name = `bench_${randomUUID().replaceAll('-', '')}`
  const run = async (sql) => {
    const client = new Client({ connectionString: serverUrl })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  await run(`CREATE DATABASE ${name}`)
  const own = new URL(serverUrl)
  own.pathname = `/${name}`
  return { settings: { DATABASE_URL: own.href }, remove: () => run(`DROP DATABASE ${name} WITH (FORCE)`) }
}

/**
 * Runs a command of the product; `address` comes when it serves. It leads a process group of its own, so that `stop` also reaches what
 * it starts.
 */
export function start(command, settings) {
  const startedAt = performance.now()
  const child = spawn(command[0], command.slice(1), {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...environment, PORT: '0', ...settings },
  })
  let printed = ''
  let isRunning = true
  child.stdout.on('data', (chunk) => (printed += chunk))
  const ended = new Promise((resolve) => child.once('close', (status, signal) => resolve(status ?? signal)))
  void ended.then(() => (isRunning = false))
  return {
    pid: child.pid,
    startedAt,
    ended,
    async address() {
      for (;;) {
        const found = /Gradus is running: (\S+)/.exec(printed)?.[1]
        if (found !== undefined) return found
        if (!isRunning) throw new Error(`It ended before it served:\n${printed}`)
        await delay(10)
      }
    },
    /** Asks it to end; throws if it did so by itself before, or did not end well. */
    async stop() {
      const endedEarly = !isRunning
      if (isRunning) process.kill(-child.pid, 'SIGTERM')
      const status = await ended
      if (endedEarly || (status !== 0 && status !== 'SIGTERM'))
        throw new Error(`It ended by itself with ${status}:\n${printed}`)
    },
    /** For the case of failure: nothing is left running. */
    async kill() {
      if (isRunning) process.kill(-child.pid, 'SIGKILL')
      await ended
    },
  }
}

export const built = (...args) => [process.execPath, join(root, 'app/dist/cli.js'), ...args]

/** Resident memory in MB of a process and all it started, from the kernel's books. */
export async function memoryOfTree(pid) {
  const processes = new Map()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '')
    const field = (label) => Number(new RegExp(`^${label}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
    processes.set(Number(name), { parent: field('PPid'), kilobytes: field('VmRSS') })
  }
  const isOfTree = (one) => one === pid || (processes.has(one) && isOfTree(processes.get(one).parent))
  const own = [...processes].filter(([one]) => isOfTree(one))
  return Math.round(own.reduce((sum, [, { kilobytes }]) => sum + kilobytes, 0) / 1024)
}

/** Processor time in seconds that a process has used so far, all its threads together. */
export async function processorSeconds(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
