// npm test: installs what it needs and runs every test. `npm test -- --only rules,solver,app,server,e2e` runs some of them.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { installDependencies, root } from './install.mjs'

const parts = ['rules', 'solver', 'app', 'server', 'e2e']
const at = process.argv.indexOf('--only')
const wanted = at < 0 ? parts : (process.argv[at + 1] ?? '').split(',')
for (const part of wanted) if (!parts.includes(part)) throw new Error(`"${part}" is no part; use ${parts.join(', ')}.`)

/** Debian's packages for what npm cannot bring: a browser and a database server. */
function ensureProgram(name, packages, found) {
  if (found()) return
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = (...args) => {
    const [command, ...rest] = [...asRoot, 'apt-get', ...args]
    return (
      spawnSync(command, rest, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
        .status === 0
    )
  }
  console.log(`Installing ${name} …`)
  if (existsSync('/usr/bin/apt-get') && apt('update', '-qq') && apt('install', '-y', '-qq', ...packages) && found())
    return
  throw new Error(
    `The tests need ${name}. Install it (Debian: apt-get install ${packages.join(' ')}) and run them again.`,
  )
}

const vitest = (label, args, env = {}) => {
  console.log(`\n== ${label}`)
  const started = Date.now()
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  console.log(`== ${label}: ${status === 0 ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s`)
  return status === 0
}

installDependencies()
build()
const results = []
for (const part of ['rules', 'solver', 'app'].filter((name) => wanted.includes(name)))
  results.push(vitest(part === 'app' ? 'app on the embedded database' : part, ['--project', part]))
if (wanted.includes('server')) {
  const { isPostgresInstalled, startPostgres } = await import('./postgres.mjs')
  ensureProgram('PostgreSQL', ['postgresql'], isPostgresInstalled)
  const postgres = await startPostgres()
  try {
    const env = { GRADUS_TEST_DATABASE: 'server', GRADUS_TEST_DATABASE_URL: postgres.url }
    results.push(vitest('app on a PostgreSQL server', ['--project', 'app'], env))
  } finally {
    await postgres.stop()
  }
}
if (wanted.includes('e2e')) {
  ensureProgram('Chromium', ['chromium'], () => existsSync('/usr/bin/chromium') || process.env.CHROMIUM !== undefined)
  results.push(vitest('journeys in a real browser', ['--config', 'e2e/vitest.config.ts']))
}
const failed = results.filter((passed) => !passed).length
console.log(failed === 0 ? '\nEvery test of every part passed. Parts:' : '\nParts that failed are named above. Parts:')
console.log(`${results.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
