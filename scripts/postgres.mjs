// Starts a throw-away PostgreSQL server for tests: `startPostgres()` from other scripts, or run this file with a command
// (`node scripts/postgres.mjs npx vitest run`) that then finds the server in GRADUS_TEST_DATABASE_URL.
import { execFile, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const user = 'app'
const isRoot = process.getuid?.() === 0

/**
 * Starts a new, empty server on a free port of this machine.
 * `pause` and `resume` take the server away and bring it back with its data; `stop` ends it and removes its files.
 */
export async function startPostgres() {
  const bin = findPostgres()
  if (!bin) throw new Error('PostgreSQL is not installed here (on Debian: apt-get install postgresql).')
  // Not below TMPDIR as root: the account `postgres` must be able to reach it.
  const directory = mkdtempSync(join(isRoot ? '/tmp' : tmpdir(), 'gradus-postgres-'))
  chmodSync(directory, 0o755)
  if (isRoot) await giveToPostgres(directory)
  const data = join(directory, 'data')
  const port = await freePort()
  const options = `-p ${port} -k ${directory} -c listen_addresses=127.0.0.1 -c fsync=off`
  const ctl = (...args) => asServerAccount(join(bin, 'pg_ctl'), ['-D', data, '-w', ...args])
  const start = () => ctl('-l', join(directory, 'log'), '-o', options, 'start')
  const pause = () => ctl('-m', 'fast', 'stop')
  const removeFiles = () => rmSync(directory, { recursive: true, force: true })
  try {
    await asServerAccount(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', user, '-E', 'UTF8', '--no-sync'])
    await start()
  } catch (error) {
    removeFiles()
    throw error
  }
  return {
    url: `postgres://${user}@127.0.0.1:${port}/postgres`,
    pause,
    resume: start,
    async stop() {
      if (existsSync(join(data, 'postmaster.pid'))) await ctl('-m', 'immediate', 'stop')
      removeFiles()
    },
  }
}

export const isPostgresInstalled = () => findPostgres() !== undefined

/** The programs of the newest installed version. */
function findPostgres() {
  const roots = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt']
  const versioned = roots
    .filter((root) => existsSync(root))
    .flatMap((root) =>
      readdirSync(root).map((name) => ({
        version: Number.parseFloat(name.replace('postgresql@', '')),
        path: join(root, name, 'bin'),
      })),
    )
    .filter(({ version, path }) => version > 0 && existsSync(join(path, 'pg_ctl')))
    .sort((left, right) => right.version - left.version)
    .map(({ path }) => path)
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((path) => existsSync(join(path, 'pg_ctl')))
  return versioned[0] ?? onPath[0]
}

async function giveToPostgres(directory) {
  const { stdout } = await run('id', ['-u', 'postgres'])
  chownSync(directory, Number(stdout), -1)
}

// PostgreSQL refuses to run as root. Output is not collected: the server would hold the pipe open for ever.
function asServerAccount(command, args) {
  const [file, list] = isRoot ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args]
  return new Promise((resolve, reject) => {
    const child = spawn(file, list, { cwd: '/', stdio: 'ignore' })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with code ${code}.`))))
  })
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [command, ...args] = process.argv.slice(2)
  if (!command)
    throw new Error('Name the command to run with the server, for example: node scripts/postgres.mjs npx vitest run')
  const server = await startPostgres()
  const child = spawn(command, args, {
    stdio: 'inherit',
    env: { ...process.env, GRADUS_TEST_DATABASE: 'server', GRADUS_TEST_DATABASE_URL: server.url },
  })
  // Interrupts reach the child by itself; wait for it so that the server is stopped in any case.
  process.on('SIGINT', () => {})
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(127))
    child.on('exit', (exitCode) => resolve(exitCode ?? 1))
  })
  await server.stop()
  process.exitCode = code
}
